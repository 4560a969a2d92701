package dev.censim.wire;

/**
 * The TCP header, RFC 9293 section 3.1. All methods: the bytes, and where the TCP header begins.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------------------------------+-------------------------------+
 * |          Source Port          |       Destination Port        |
 * +-------------------------------+-------------------------------+
 * |                        Sequence Number                        |
 * +---------------------------------------------------------------+
 * |                     Acknowledgment Number                     |
 * +-------+-------+---------------+-------------------------------+
 * | DOffs | Rsrvd |C E U A P R S F|            Window             |
 * +-------+-------+---------------+-------------------------------+
 * |           Checksum            |        Urgent Pointer         |
 * +-------------------------------+-------------------------------+
 * |                           [Options]                           |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class TcpHeader {

    public static final int SOURCE_PORT = 0;
    public static final int DESTINATION_PORT = 2;
    public static final int SEQUENCE = 4;
    public static final int ACKNOWLEDGMENT = 8;
    public static final int DATA_OFFSET = 12;
    public static final int FLAGS = 13;
    public static final int WINDOW = 14;
    public static final int CHECKSUM = 16;
    public static final int URGENT_POINTER = 18;

    /** Octets of a header without options. */
    public static final int LENGTH = 20;

    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;

    /** Octets of the Maximum Segment Size option, RFC 9293 section 3.7.1. */
    public static final int MSS_OPTION_LENGTH = 4;

    /** Octets of the MD5 Signature option, RFC 2385 section 3.0. */
    public static final int MD5_OPTION_LENGTH = 18;

    private static final int OPTION_END = 0;
    private static final int OPTION_NOP = 1;
    private static final int OPTION_MSS = 2;
    private static final int OPTION_MD5 = 19;

    private TcpHeader() {}

    public static int sourcePort(byte[] b, int at) {
        return BigEndian.u16(b, at + SOURCE_PORT);
    }

    public static int destinationPort(byte[] b, int at) {
        return BigEndian.u16(b, at + DESTINATION_PORT);
    }

    public static int sequence(byte[] b, int at) {
        return BigEndian.i32(b, at + SEQUENCE);
    }

    public static int acknowledgment(byte[] b, int at) {
        return BigEndian.i32(b, at + ACKNOWLEDGMENT);
    }

    /** Octets of the header including its options: four times the data offset. */
    public static int headerLength(byte[] b, int at) {
        return (b[at + DATA_OFFSET] & 0xf0) >>> 2;
    }

    /** The eight control bits. */
    public static int flags(byte[] b, int at) {
        return BigEndian.u8(b, at + FLAGS);
    }

    public static int window(byte[] b, int at) {
        return BigEndian.u16(b, at + WINDOW);
    }

    public static int checksum(byte[] b, int at) {
        return BigEndian.u16(b, at + CHECKSUM);
    }

    /** Writes a header of {@link #LENGTH} octets with an urgent pointer and a checksum of 0; {@link #seal} follows the data. */
    public static void write(
            byte[] b, int at, int sourcePort, int destinationPort, int sequence, int ack, int flags, int window) {
        BigEndian.put16(b, at + SOURCE_PORT, sourcePort);
        BigEndian.put16(b, at + DESTINATION_PORT, destinationPort);
        BigEndian.put32(b, at + SEQUENCE, sequence);
        BigEndian.put32(b, at + ACKNOWLEDGMENT, ack);
        b[at + DATA_OFFSET] = (byte) (LENGTH << 2);
        b[at + FLAGS] = (byte) flags;
        BigEndian.put16(b, at + WINDOW, window);
        BigEndian.put32(b, at + CHECKSUM, 0);
    }

    /** Appends the Maximum Segment Size option to a header of {@link #LENGTH} octets; the header is then 24 octets long. */
    public static void appendMss(byte[] b, int at, int mss) {
        b[at + DATA_OFFSET] = (byte) (LENGTH + MSS_OPTION_LENGTH << 2);
        BigEndian.put32(b, at + LENGTH, OPTION_MSS << 24 | MSS_OPTION_LENGTH << 16 | mss & 0xffff);
    }

    /**
     * Appends two NOPs and an MD5 Signature option without its digest; the header is then 20 octets longer.
     *
     * @return where the option begins
     */
    public static int appendMd5(byte[] b, int at) {
        int end = at + headerLength(b, at);
        b[end] = OPTION_NOP;
        b[end + 1] = OPTION_NOP;
        b[end + 2] = OPTION_MD5;
        b[end + 3] = MD5_OPTION_LENGTH;
        int octets = end - at + 2 + MD5_OPTION_LENGTH;
        b[at + DATA_OFFSET] = (byte) (octets << 2);
        return end + 2;
    }

    /** The Maximum Segment Size option of a sound segment, 0 when there is none. */
    public static int mss(byte[] b, int at) {
        int option = option(b, at, OPTION_MSS, MSS_OPTION_LENGTH);
        return option < 0 ? 0 : BigEndian.u16(b, option + 2);
    }

    /** Where the MD5 Signature option of a sound segment begins, -1 when there is none. */
    public static int md5Option(byte[] b, int at) {
        return option(b, at, OPTION_MD5, MD5_OPTION_LENGTH);
    }

    /** Options that cannot be read end the search (RFC 9293 section 3.1, MUST-7: no length may do harm). */
    private static int option(byte[] b, int at, int kind, int octets) {
        int end = at + headerLength(b, at);
        int i = at + LENGTH;
        while (i < end && b[i] != OPTION_END) {
            if (b[i] == OPTION_NOP) {
                i++;
                continue;
            }
            int length = i + 1 < end ? BigEndian.u8(b, i + 1) : 0;
            if (length < 2 || i + length > end) {
                return -1;
            }
            if (b[i] == kind && length == octets) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /**
     * Writes the checksum of a finished segment.
     *
     * @param length octets of header and data
     * @param source the source address of the IPv4 header; likewise {@code destination}
     */
    public static void seal(byte[] b, int at, int length, int source, int destination) {
        BigEndian.put16(b, at + CHECKSUM, 0);
        BigEndian.put16(b, at + CHECKSUM, ~sum(b, at, length, source, destination) & 0xffff);
    }

    /** Whether the {@code length} octets of the segment hold the header they announce and the checksum is right. */
    public static boolean isSound(byte[] b, int at, int length, int source, int destination) {
        return length >= LENGTH
                && headerLength(b, at) >= LENGTH
                && headerLength(b, at) <= length
                && sum(b, at, length, source, destination) == 0xffff;
    }

    private static int sum(byte[] b, int at, int length, int source, int destination) {
        return Checksum.fold(
                Checksum.pseudoHeader(source, destination, IpProtocol.TCP, length) + Checksum.sum(b, at, length));
    }
}
