package dev.censim.proto.tcp;

import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.TcpHeader;

/** Makes the packets of one connection. The window is always the whole 64 KiB, because what arrives is handed over at once. */
final class SegmentWriter {

    private static final int HEADERS_LENGTH = Ipv4Header.LENGTH + TcpHeader.LENGTH;

    /** Time to live of an answer that no connection makes; RFC 1122 asks for enough to cross the Internet, IANA advises 64. */
    private static final int ANY_TTL = 64;

    private final TcpConfig config;
    private int remotePort;
    private int id;

    SegmentWriter(TcpConfig config, int id) {
        this.config = config;
        this.remotePort = config.remotePort();
        this.id = id;
    }

    private SegmentWriter(SegmentWriter other) {
        this.config = other.config;
        this.remotePort = other.remotePort;
        this.id = other.id;
    }

    int remotePort() {
        return remotePort;
    }

    void toward(int port) {
        remotePort = port;
    }

    /** A segment without text. */
    byte[] control(int flags, int sequence, int acknowledgment) {
        byte[] packet = new byte[HEADERS_LENGTH + signature()];
        return seal(write(packet, flags, sequence, acknowledgment));
    }

    /** A SYN with the MSS option. */
    byte[] syn(int flags, int sequence, int acknowledgment) {
        byte[] packet = new byte[HEADERS_LENGTH + TcpHeader.MSS_OPTION_LENGTH + signature()];
        write(packet, flags, sequence, acknowledgment);
        TcpHeader.appendMss(packet, Ipv4Header.LENGTH, config.mss());
        return seal(packet);
    }

    /** A segment with the {@code length} octets of text that the buffer holds from {@code sequence} on. */
    byte[] data(int flags, int sequence, int acknowledgment, SendBuffer buffer, int length) {
        int headers = HEADERS_LENGTH + signature();
        byte[] packet = new byte[headers + length];
        buffer.copyTo(packet, headers, sequence, length);
        return seal(write(packet, flags, sequence, acknowledgment));
    }

    private int signature() {
        return config.md5Key().isPresent() ? Md5Key.PADDED_OPTION : 0;
    }

    private byte[] write(byte[] packet, int flags, int sequence, int acknowledgment) {
        int local = config.local().bits();
        int remote = config.remote().bits();
        int ack = (flags & TcpHeader.ACK) == 0 ? 0 : acknowledgment;
        id = id + 1 & 0xffff;
        Ipv4Header.writeDontFragment(packet, 0, packet.length, id, config.ttl(), IpProtocol.TCP, local, remote);
        TcpHeader.write(
                packet, Ipv4Header.LENGTH, config.localPort(), remotePort, sequence, ack, flags, Receiver.WINDOW);
        return packet;
    }

    /** With the signature, if there is a key, and the checksum over all. */
    private byte[] seal(byte[] packet) {
        config.md5Key().ifPresent(key -> key.sign(packet, TcpHeader.appendMd5(packet, Ipv4Header.LENGTH)));
        int length = packet.length - Ipv4Header.LENGTH;
        TcpHeader.seal(
                packet,
                Ipv4Header.LENGTH,
                length,
                config.local().bits(),
                config.remote().bits());
        return packet;
    }

    /** The RST about a segment that belongs to no connection, RFC 9293 section 3.10.7.1; the segment itself is no RST. */
    static byte[] reset(Segment segment) {
        boolean ack = segment.isAck();
        byte[] packet = new byte[HEADERS_LENGTH];
        int from = segment.destination();
        int to = segment.source();
        Ipv4Header.writeDontFragment(packet, 0, packet.length, 0, ANY_TTL, IpProtocol.TCP, from, to);
        TcpHeader.write(
                packet,
                Ipv4Header.LENGTH,
                segment.destinationPort(),
                segment.sourcePort(),
                ack ? segment.acknowledgment() : 0,
                ack ? 0 : segment.sequence() + segment.length(),
                ack ? TcpHeader.RST : TcpHeader.RST | TcpHeader.ACK,
                0);
        TcpHeader.seal(packet, Ipv4Header.LENGTH, TcpHeader.LENGTH, from, to);
        return packet;
    }

    SegmentWriter copy() {
        return new SegmentWriter(this);
    }
}
