package dev.censim.wire;

/**
 * The ICMP header, RFC 792. All methods: the bytes, and where the ICMP header begins.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +---------------+---------------+-------------------------------+
 * |     Type      |     Code      |           Checksum            |
 * +---------------+---------------+-------------------------------+
 * |       Identifier (echo)       |    Sequence Number (echo)     |
 * |            unused             |  Next-Hop MTU (3/4, RFC 1191) |
 * +-------------------------------+-------------------------------+
 * |  echo: data; errors: IPv4 header + 8 octets of the original   |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class IcmpHeader {

    public static final int TYPE = 0;
    public static final int CODE = 1;
    public static final int CHECKSUM = 2;
    public static final int IDENTIFIER = 4;
    public static final int SEQUENCE = 6;
    public static final int NEXT_HOP_MTU = 6;

    /** Octets of the header. */
    public static final int LENGTH = 8;

    public static final int ECHO_REPLY = 0;
    public static final int DESTINATION_UNREACHABLE = 3;
    public static final int ECHO_REQUEST = 8;
    public static final int TIME_EXCEEDED = 11;

    /** Codes of {@link #DESTINATION_UNREACHABLE}: RFC 792, and RFC 1812 section 5.2.7.1 for the last. */
    public static final int NET_UNREACHABLE = 0;

    public static final int HOST_UNREACHABLE = 1;
    public static final int PROTOCOL_UNREACHABLE = 2;
    public static final int PORT_UNREACHABLE = 3;
    public static final int FRAGMENTATION_NEEDED = 4;
    public static final int ADMINISTRATIVELY_PROHIBITED = 13;

    private IcmpHeader() {}

    public static int type(byte[] b, int at) {
        return BigEndian.u8(b, at + TYPE);
    }

    public static int code(byte[] b, int at) {
        return BigEndian.u8(b, at + CODE);
    }

    public static int checksum(byte[] b, int at) {
        return BigEndian.u16(b, at + CHECKSUM);
    }

    /** The identifier of an echo. */
    public static int identifier(byte[] b, int at) {
        return BigEndian.u16(b, at + IDENTIFIER);
    }

    /** The sequence number of an echo. */
    public static int sequence(byte[] b, int at) {
        return BigEndian.u16(b, at + SEQUENCE);
    }

    /** The next-hop MTU of a {@link #FRAGMENTATION_NEEDED}, 0 from a router older than RFC 1191. */
    public static int nextHopMtu(byte[] b, int at) {
        return BigEndian.u16(b, at + NEXT_HOP_MTU);
    }

    /** Whether the {@code length} octets of the message hold a header and the checksum, which has no pseudo header, is right. */
    public static boolean isSound(byte[] b, int at, int length) {
        return length >= LENGTH && Checksum.fold(Checksum.sum(b, at, length)) == 0xffff;
    }

    /** Whether a type is one of the errors of RFC 1122 section 3.2.2, about which no ICMP error may be sent. */
    public static boolean isError(int type) {
        return type == DESTINATION_UNREACHABLE || type == 4 || type == 5 || type == TIME_EXCEEDED || type == 12;
    }

    /** Writes an echo request before data that is already in place; {@code length} counts header and data. */
    public static void writeEchoRequest(byte[] b, int at, int length, int identifier, int sequence) {
        writeEcho(b, at, length, ECHO_REQUEST, identifier, sequence);
    }

    /** Writes an echo reply before data that is already in place; {@code length} counts header and data. */
    public static void writeEchoReply(byte[] b, int at, int length, int identifier, int sequence) {
        writeEcho(b, at, length, ECHO_REPLY, identifier, sequence);
    }

    /** Gives an echo another sequence number; the checksum stays right. */
    public static void replaceSequence(byte[] b, int at, int sequence) {
        int before = sequence(b, at);
        BigEndian.put16(b, at + SEQUENCE, sequence);
        BigEndian.put16(b, at + CHECKSUM, Checksum.update16(checksum(b, at), before, sequence));
    }

    /**
     * Writes four octets of the data; the checksum stays right.
     *
     * @param position of the octets from the beginning of the data on, an even number
     */
    public static void replaceData(byte[] b, int at, int position, int value) {
        int before = BigEndian.i32(b, at + LENGTH + position);
        BigEndian.put32(b, at + LENGTH + position, value);
        BigEndian.put16(b, at + CHECKSUM, Checksum.update32(checksum(b, at), before, value));
    }

    private static void writeEcho(byte[] b, int at, int length, int type, int identifier, int sequence) {
        BigEndian.put16(b, at + TYPE, type << 8);
        BigEndian.put16(b, at + IDENTIFIER, identifier);
        BigEndian.put16(b, at + SEQUENCE, sequence);
        seal(b, at, length);
    }

    /**
     * Turns an echo request into its reply in place: identifier, sequence number and data are returned as they came. Of the two zeros of one's
     * complement the reply takes FFFF, because its other octets can all be 0, and then 0 is no checksum of them (RFC 1624 section 3).
     */
    public static void turnIntoReply(byte[] b, int at) {
        int before = BigEndian.u16(b, at + TYPE);
        BigEndian.put16(b, at + TYPE, ECHO_REPLY << 8);
        int updated = Checksum.update16(checksum(b, at), before, ECHO_REPLY << 8);
        BigEndian.put16(b, at + CHECKSUM, updated == 0 ? 0xffff : updated);
    }

    /**
     * Writes "time to live exceeded in transit" (11/0) about a packet.
     *
     * @param original where the packet lies; it begins at {@code originalAt} with a sound IPv4 header
     * @return octets of the ICMP message: header, the original's IPv4 header, and at most 8 octets after it
     */
    public static int writeTimeExceeded(byte[] b, int at, byte[] original, int originalAt) {
        return writeError(b, at, TIME_EXCEEDED << 8, 0, original, originalAt);
    }

    /**
     * Writes "destination unreachable" (3/{@code code}) about a packet; parameters and result as in {@link #writeTimeExceeded}.
     *
     * @param nextHopMtu for {@link #FRAGMENTATION_NEEDED}, otherwise 0
     */
    public static int writeDestinationUnreachable(
            byte[] b, int at, int code, int nextHopMtu, byte[] original, int originalAt) {
        return writeError(b, at, DESTINATION_UNREACHABLE << 8 | code, nextHopMtu, original, originalAt);
    }

    /** Octets of an error about this packet, to size the buffer: at most 76. */
    public static int errorLength(byte[] original, int originalAt) {
        int quoted = Ipv4Header.headerLength(original, originalAt) + 8;
        return LENGTH + Math.min(quoted, Ipv4Header.totalLength(original, originalAt));
    }

    private static int writeError(byte[] b, int at, int typeCode, int mtu, byte[] original, int originalAt) {
        int length = errorLength(original, originalAt);
        BigEndian.put16(b, at + TYPE, typeCode);
        BigEndian.put32(b, at + IDENTIFIER, mtu);
        System.arraycopy(original, originalAt, b, at + LENGTH, length - LENGTH);
        seal(b, at, length);
        return length;
    }

    private static void seal(byte[] b, int at, int length) {
        BigEndian.put16(b, at + CHECKSUM, 0);
        BigEndian.put16(b, at + CHECKSUM, Checksum.of(b, at, length));
    }
}
