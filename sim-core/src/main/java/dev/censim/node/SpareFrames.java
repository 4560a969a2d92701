package dev.censim.node;

import org.jspecify.annotations.Nullable;

/**
 * Frames of a flow that have arrived, for its next packets: new ones would have to be fetched from memory and cleared, these are still
 * in the processor's cache. It is no state of a simulation: what becomes of a packet does not depend on where its octets lie.
 */
final class SpareFrames {

    /** Frames come back at the pace at which they are sent. */
    private static final int SPARE_MAX = 64;

    private final int length;
    private final int flow;
    private final @Nullable Frame[] spare = new Frame[SPARE_MAX];
    private int count;

    /** @param length of the flow's packets in octets */
    SpareFrames(int length, int flow) {
        this.length = length;
        this.flow = flow;
    }

    /** A frame for the packet of a number, with any octets in it. */
    Frame take(int sequence) {
        Frame frame = count == 0 ? null : spare[--count];
        if (frame == null) {
            return Frame.ofFlow(length, flow, sequence);
        }
        spare[count] = null;
        frame.begin(length, sequence);
        return frame;
    }

    /** Takes a frame from its last owner. */
    void give(Frame frame) {
        if (count < SPARE_MAX && frame.flow == flow) {
            spare[count++] = frame;
        }
    }
}
