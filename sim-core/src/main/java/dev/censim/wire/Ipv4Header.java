package dev.censim.wire;

/**
 * The IPv4 header, RFC 791 section 3.1; DSCP and ECN as in RFC 2474 and 3168. All methods: the bytes, and where the header begins.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-------+-------+-----------+---+-------------------------------+
 * |Version|  IHL  |   DSCP    |ECN|         Total Length          |
 * +-------+-------+-----------+---+-----+-------------------------+
 * |        Identification         |Flags|     Fragment Offset     |
 * +---------------+---------------+-----+-------------------------+
 * |      TTL      |   Protocol    |        Header Checksum        |
 * +---------------+---------------+-------------------------------+
 * |                        Source Address                         |
 * +---------------------------------------------------------------+
 * |                      Destination Address                      |
 * +---------------------------------------------------------------+
 * </pre>
 */
public final class Ipv4Header {

    public static final int VERSION_IHL = 0;
    public static final int DSCP_ECN = 1;
    public static final int TOTAL_LENGTH = 2;
    public static final int ID = 4;
    public static final int FLAGS_FRAGMENT = 6;
    public static final int TTL = 8;
    public static final int PROTOCOL = 9;
    public static final int CHECKSUM = 10;
    public static final int SOURCE = 12;
    public static final int DESTINATION = 16;

    /** Octets of a header without options. */
    public static final int LENGTH = 20;

    private static final int DONT_FRAGMENT = 0x4000;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    private Ipv4Header() {}

    public static int version(byte[] b, int at) {
        return BigEndian.u8(b, at + VERSION_IHL) >>> 4;
    }

    /** Octets of the header including its options: four times the IHL. */
    public static int headerLength(byte[] b, int at) {
        return (b[at + VERSION_IHL] & 0xf) << 2;
    }

    public static int dscp(byte[] b, int at) {
        return BigEndian.u8(b, at + DSCP_ECN) >>> 2;
    }

    public static int ecn(byte[] b, int at) {
        return b[at + DSCP_ECN] & 0x3;
    }

    /** Octets of the whole packet, header included. */
    public static int totalLength(byte[] b, int at) {
        return BigEndian.u16(b, at + TOTAL_LENGTH);
    }

    public static int id(byte[] b, int at) {
        return BigEndian.u16(b, at + ID);
    }

    public static boolean dontFragment(byte[] b, int at) {
        return (BigEndian.u16(b, at + FLAGS_FRAGMENT) & DONT_FRAGMENT) != 0;
    }

    public static boolean moreFragments(byte[] b, int at) {
        return (BigEndian.u16(b, at + FLAGS_FRAGMENT) & MORE_FRAGMENTS) != 0;
    }

    /** Where this fragment's data lies in the original data, in octets. */
    public static int fragmentOffset(byte[] b, int at) {
        return (BigEndian.u16(b, at + FLAGS_FRAGMENT) & FRAGMENT_OFFSET) << 3;
    }

    /** Whether the packet is a part of a larger one, the first part included. */
    public static boolean isFragment(byte[] b, int at) {
        return (BigEndian.u16(b, at + FLAGS_FRAGMENT) & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0;
    }

    public static int ttl(byte[] b, int at) {
        return BigEndian.u8(b, at + TTL);
    }

    public static int protocol(byte[] b, int at) {
        return BigEndian.u8(b, at + PROTOCOL);
    }

    public static int checksum(byte[] b, int at) {
        return BigEndian.u16(b, at + CHECKSUM);
    }

    public static int source(byte[] b, int at) {
        return BigEndian.i32(b, at + SOURCE);
    }

    public static int destination(byte[] b, int at) {
        return BigEndian.i32(b, at + DESTINATION);
    }

    /** Writes a header of {@link #LENGTH} octets that may be fragmented; DSCP and ECN are 0, the checksum is right. */
    public static void write(
            byte[] b, int at, int totalLength, int id, int ttl, int protocol, int source, int destination) {
        write(b, at, totalLength, id, 0, ttl, protocol, source, destination);
    }

    /** As {@link #write(byte[], int, int, int, int, int, int, int)} with Don't Fragment set. */
    public static void writeDontFragment(
            byte[] b, int at, int totalLength, int id, int ttl, int protocol, int source, int destination) {
        write(b, at, totalLength, id, DONT_FRAGMENT, ttl, protocol, source, destination);
    }

    private static void write(
            byte[] b, int at, int length, int id, int flagsFragment, int ttl, int protocol, int source, int to) {
        BigEndian.put16(b, at + VERSION_IHL, 0x4500);
        BigEndian.put16(b, at + TOTAL_LENGTH, length);
        BigEndian.put16(b, at + ID, id);
        BigEndian.put16(b, at + FLAGS_FRAGMENT, flagsFragment);
        b[at + TTL] = (byte) ttl;
        b[at + PROTOCOL] = (byte) protocol;
        BigEndian.put16(b, at + CHECKSUM, 0);
        BigEndian.put32(b, at + SOURCE, source);
        BigEndian.put32(b, at + DESTINATION, to);
        BigEndian.put16(b, at + CHECKSUM, ~Checksum.fold(sum(b, at, LENGTH)));
    }

    /**
     * Whether {@code length} octets from {@code at} begin with a header that a router must accept (RFC 1812 section 5.2.2): version 4,
     * IHL of 5 or more, total length neither shorter than the header nor longer than what is there, checksum right.
     */
    public static boolean isSound(byte[] b, int at, int length) {
        if (length < LENGTH || version(b, at) != 4) {
            return false;
        }
        int header = headerLength(b, at);
        int total = totalLength(b, at);
        return header >= LENGTH && header <= total && total <= length && Checksum.fold(sum(b, at, header)) == 0xffff;
    }

    /** Nearly no header has options; of one without, the sum needs no loop. */
    private static long sum(byte[] b, int at, int header) {
        return header == LENGTH
                ? BigEndian.u32(b, at)
                        + BigEndian.u32(b, at + ID)
                        + BigEndian.u32(b, at + TTL)
                        + BigEndian.u32(b, at + SOURCE)
                        + BigEndian.u32(b, at + DESTINATION)
                : Checksum.sum(b, at, header);
    }

    /** Takes one from a TTL of 1 or more and keeps the checksum right (RFC 1624 equation 3); returns the TTL that is left. */
    public static int decrementTtl(byte[] b, int at) {
        int before = BigEndian.u16(b, at + TTL);
        int after = before - 0x100;
        BigEndian.put16(b, at + TTL, after);
        BigEndian.put16(b, at + CHECKSUM, Checksum.update16(checksum(b, at), before, after));
        return after >>> 8;
    }

    /** Gives the packet another number; the checksum stays right. */
    public static void replaceId(byte[] b, int at, int id) {
        int before = id(b, at);
        BigEndian.put16(b, at + ID, id);
        BigEndian.put16(b, at + CHECKSUM, Checksum.update16(checksum(b, at), before, id));
    }

    /** Network address translation of the source: the header's checksum stays right, that of UDP or TCP is not touched. */
    public static void replaceSource(byte[] b, int at, int source) {
        replaceAddress(b, at, SOURCE, source);
    }

    /** Network address translation of the destination: the header's checksum stays right, that of UDP or TCP is not touched. */
    public static void replaceDestination(byte[] b, int at, int destination) {
        replaceAddress(b, at, DESTINATION, destination);
    }

    private static void replaceAddress(byte[] b, int at, int field, int address) {
        int before = BigEndian.i32(b, at + field);
        BigEndian.put32(b, at + field, address);
        BigEndian.put16(b, at + CHECKSUM, Checksum.update32(checksum(b, at), before, address));
    }
}
