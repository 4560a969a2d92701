package dev.censim.wire;

/**
 * The UDP header, RFC 768. All methods: the bytes, and where the UDP header begins.
 *
 * <pre>
 *  0      7 8     15 16    23 24    31
 * +--------+--------+--------+--------+
 * |   Source Port   | Destination Port|
 * +--------+--------+--------+--------+
 * |     Length      |    Checksum     |
 * +--------+--------+--------+--------+
 * </pre>
 */
public final class UdpHeader {

    public static final int SOURCE_PORT = 0;
    public static final int DESTINATION_PORT = 2;
    public static final int UDP_LENGTH = 4;
    public static final int CHECKSUM = 6;

    /** Octets of the header. */
    public static final int LENGTH = 8;

    private UdpHeader() {}

    public static int sourcePort(byte[] b, int at) {
        return BigEndian.u16(b, at + SOURCE_PORT);
    }

    public static int destinationPort(byte[] b, int at) {
        return BigEndian.u16(b, at + DESTINATION_PORT);
    }

    /** Octets of header and data. */
    public static int length(byte[] b, int at) {
        return BigEndian.u16(b, at + UDP_LENGTH);
    }

    /** The checksum field; 0 means that the sender made none. */
    public static int checksum(byte[] b, int at) {
        return BigEndian.u16(b, at + CHECKSUM);
    }

    /**
     * Writes the header before data that is already in place.
     *
     * @param length octets of header and data
     * @param source the source address of the IPv4 header, for the checksum; likewise {@code destination}
     */
    public static void write(
            byte[] b, int at, int sourcePort, int destinationPort, int length, int source, int destination) {
        writeWithoutChecksum(b, at, sourcePort, destinationPort, length);
        int sum = ~Checksum.fold(Checksum.pseudoHeader(source, destination, IpProtocol.UDP, length)
                        + Checksum.sum(b, at, length))
                & 0xffff;
        BigEndian.put16(b, at + CHECKSUM, neverNone(sum));
    }

    /** As {@link #write} with a checksum of 0: none, as RFC 3948 section 2.1 asks for ESP in UDP. */
    public static void writeWithoutChecksum(byte[] b, int at, int sourcePort, int destinationPort, int length) {
        BigEndian.put16(b, at + SOURCE_PORT, sourcePort);
        BigEndian.put16(b, at + DESTINATION_PORT, destinationPort);
        BigEndian.put16(b, at + UDP_LENGTH, length);
        BigEndian.put16(b, at + CHECKSUM, 0);
    }

    /**
     * Whether {@code available} octets from {@code at} hold a whole datagram whose checksum is right or absent.
     *
     * @param source the source address of the IPv4 header; likewise {@code destination}
     */
    public static boolean isSound(byte[] b, int at, int available, int source, int destination) {
        if (available < LENGTH) {
            return false;
        }
        int length = length(b, at);
        if (length < LENGTH || length > available) {
            return false;
        }
        long pseudo = Checksum.pseudoHeader(source, destination, IpProtocol.UDP, length);
        return checksum(b, at) == 0 || Checksum.fold(pseudo + Checksum.sum(b, at, length)) == 0xffff;
    }

    /** Port translation of the source; a checksum that is there stays right. */
    public static void replaceSourcePort(byte[] b, int at, int port) {
        replacePort(b, at, SOURCE_PORT, port);
    }

    /** Port translation of the destination; a checksum that is there stays right. */
    public static void replaceDestinationPort(byte[] b, int at, int port) {
        replacePort(b, at, DESTINATION_PORT, port);
    }

    private static void replacePort(byte[] b, int at, int field, int port) {
        int before = BigEndian.u16(b, at + field);
        BigEndian.put16(b, at + field, port);
        if (checksum(b, at) != 0) {
            BigEndian.put16(b, at + CHECKSUM, neverNone(Checksum.update16(checksum(b, at), before, port)));
        }
    }

    /** Keeps the checksum right after an address of the pseudo header changed; no checksum stays none. */
    public static void addressReplaced(byte[] b, int at, int before, int after) {
        if (checksum(b, at) != 0) {
            BigEndian.put16(b, at + CHECKSUM, neverNone(Checksum.update32(checksum(b, at), before, after)));
        }
    }

    /**
     * Writes four octets of the data; a checksum that is there stays right.
     *
     * @param position of the octets from the beginning of the data on, an even number
     */
    public static void replaceData(byte[] b, int at, int position, int value) {
        int before = BigEndian.i32(b, at + LENGTH + position);
        BigEndian.put32(b, at + LENGTH + position, value);
        addressReplaced(b, at, before, value);
    }

    /** A computed checksum of 0 is sent as FFFF, which is the same number in one's complement. */
    private static int neverNone(int checksum) {
        return checksum == 0 ? 0xffff : checksum;
    }
}
