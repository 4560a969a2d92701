package dev.censim.node;

import dev.censim.model.policy.Defaults;
import dev.censim.wire.IcmpHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;

/** The answer to ping, which every host and every router gives: RFC 1122 section 3.2.2.6, RFC 1812 section 4.3.3.6. */
final class Echo {

    private Echo() {}

    /** Whether a packet whose header is sound asks for an answer. */
    static boolean isRequest(Frame frame) {
        byte[] b = frame.bytes;
        int at = frame.offset + Ipv4Header.headerLength(b, frame.offset);
        int length = Ipv4Header.totalLength(b, frame.offset) - (at - frame.offset);
        return Ipv4Header.protocol(b, frame.offset) == IpProtocol.ICMP
                && IcmpHeader.isSound(b, at, length)
                && IcmpHeader.type(b, at) == IcmpHeader.ECHO_REQUEST;
    }

    /**
     * Turns a request into its reply, in place.
     *
     * @param own address of who answers
     * @param id of the new packet
     */
    static void answer(Frame frame, int own, int id) {
        byte[] b = frame.bytes;
        int at = frame.offset;
        IcmpHeader.turnIntoReply(b, at + Ipv4Header.headerLength(b, at));
        frame.isReply = true;
        int to = Ipv4Header.source(b, at);
        Ipv4Header.write(b, at, frame.length, id & 0xffff, Defaults.TTL, IpProtocol.ICMP, own, to);
    }
}
