package dev.censim.node;

import dev.censim.wire.BigEndian;

/** What the packets of a flow carry as data: the flow's number, the packet's number, then octets that count up. */
final class FlowPayload {

    static final int LENGTH = 8;

    private static final int FLOW = 0;
    static final int SEQUENCE = 4;

    private FlowPayload() {}

    /** Writes {@code length} octets of data, {@link #LENGTH} or more. */
    static void write(byte[] b, int at, int length, int flow, int sequence) {
        BigEndian.put32(b, at + FLOW, flow);
        BigEndian.put32(b, at + SEQUENCE, sequence);
        for (int i = LENGTH; i < length; i++) {
            b[at + i] = (byte) i;
        }
    }

    static int flow(byte[] b, int at) {
        return BigEndian.i32(b, at + FLOW);
    }

    static int sequence(byte[] b, int at) {
        return BigEndian.i32(b, at + SEQUENCE);
    }
}
