package dev.censim.node;

import dev.censim.model.policy.Defaults;
import dev.censim.model.traffic.Flow;
import dev.censim.wire.IcmpHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;

/**
 * The packets of one flow, which are alike but for their numbers: all are copies of the first, and their checksums follow from its
 * own by what differs (RFC 1624).
 *
 * @param first the packet of sequence number 0; not to be changed
 */
record FlowPacket(byte[] first, boolean isUdp) {

    private static final int AT = Ipv4Header.LENGTH;

    static FlowPacket of(TrafficSource.Config config) {
        Flow flow = config.traffic();
        byte[] b = new byte[flow.packetLength()];
        int length = b.length - AT;
        boolean isUdp = flow.kind() == Flow.Kind.UDP;
        int protocol = isUdp ? IpProtocol.UDP : IpProtocol.ICMP;
        Ipv4Header.write(b, 0, b.length, 0, Defaults.TTL, protocol, config.source(), config.destination());
        if (isUdp) {
            FlowPayload.write(b, AT + UdpHeader.LENGTH, length - UdpHeader.LENGTH, config.flow(), 0);
            UdpHeader.write(
                    b, AT, flow.sourcePort(), flow.destinationPort(), length, config.source(), config.destination());
        } else {
            FlowPayload.write(b, AT + IcmpHeader.LENGTH, length - IcmpHeader.LENGTH, config.flow(), 0);
            IcmpHeader.writeEchoRequest(b, AT, length, flow.sourcePort(), 0);
        }
        return new FlowPacket(b, isUdp);
    }

    int length() {
        return first.length;
    }

    /** Writes the packet of the frame's number into the frame. */
    void write(Frame frame) {
        byte[] b = frame.bytes;
        System.arraycopy(first, 0, b, frame.offset, first.length);
        Ipv4Header.replaceId(b, frame.offset, frame.sequence & 0xffff);
        int at = frame.offset + AT;
        if (isUdp) {
            UdpHeader.replaceData(b, at, FlowPayload.SEQUENCE, frame.sequence);
        } else {
            IcmpHeader.replaceSequence(b, at, frame.sequence & 0xffff);
            IcmpHeader.replaceData(b, at, FlowPayload.SEQUENCE, frame.sequence);
        }
    }
}
