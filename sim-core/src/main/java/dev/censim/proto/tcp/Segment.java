package dev.censim.proto.tcp;

import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.TcpHeader;
import java.util.Optional;

/**
 * A segment that has arrived: the SEG variables of RFC 9293 section 3.3.1.
 *
 * @param packet the IPv4 packet it lies in; only read, and only while it is being processed
 * @param mss the MSS option, 0 when there is none
 * @param dataAt where in {@code packet} the text begins
 * @param dataLength octets of text
 */
record Segment(
        byte[] packet,
        int source,
        int destination,
        int sourcePort,
        int destinationPort,
        int sequence,
        int acknowledgment,
        int flags,
        int window,
        int mss,
        int dataAt,
        int dataLength) {

    /** Reads a segment; empty unless the IPv4 and TCP headers are sound, the checksum is right, and it is no fragment. */
    static Optional<Segment> parse(byte[] packet, int offset, int length) {
        if (!Ipv4Header.isSound(packet, offset, length)
                || Ipv4Header.protocol(packet, offset) != IpProtocol.TCP
                || Ipv4Header.isFragment(packet, offset)) {
            return Optional.empty();
        }
        int at = offset + Ipv4Header.headerLength(packet, offset);
        int octets = offset + Ipv4Header.totalLength(packet, offset) - at;
        int source = Ipv4Header.source(packet, offset);
        int destination = Ipv4Header.destination(packet, offset);
        if (!TcpHeader.isSound(packet, at, octets, source, destination)) {
            return Optional.empty();
        }
        int header = TcpHeader.headerLength(packet, at);
        return Optional.of(new Segment(
                packet,
                source,
                destination,
                TcpHeader.sourcePort(packet, at),
                TcpHeader.destinationPort(packet, at),
                TcpHeader.sequence(packet, at),
                TcpHeader.acknowledgment(packet, at),
                TcpHeader.flags(packet, at),
                TcpHeader.window(packet, at),
                TcpHeader.mss(packet, at),
                at + header,
                octets - header));
    }

    boolean isSyn() {
        return (flags & TcpHeader.SYN) != 0;
    }

    boolean isAck() {
        return (flags & TcpHeader.ACK) != 0;
    }

    boolean isRst() {
        return (flags & TcpHeader.RST) != 0;
    }

    boolean isFin() {
        return (flags & TcpHeader.FIN) != 0;
    }

    /** SEG.LEN: the sequence numbers that it occupies, SYN and FIN included. */
    int length() {
        return dataLength + (isSyn() ? 1 : 0) + (isFin() ? 1 : 0);
    }
}
