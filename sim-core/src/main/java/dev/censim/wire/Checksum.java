package dev.censim.wire;

/**
 * The Internet checksum: RFC 1071 (definition), RFC 1624 (incremental update). Partial sums are {@code long}s that may simply be
 * added; {@link #fold} carries them into 16 bits. Only the last of several added ranges may have an odd length.
 */
public final class Checksum {

    private Checksum() {}

    /** The checksum of one range: the one's complement of its one's complement sum. */
    public static int of(byte[] b, int at, int length) {
        return ~fold(sum(b, at, length)) & 0xffff;
    }

    /**
     * The partial sum of a range of at most 2^31 octets; an odd last octet is padded with zero on the right. Words of 32 bits are
     * added into 64, which defers all carries to {@link #fold} (RFC 1071 section 2 (C)).
     */
    public static long sum(byte[] b, int at, int length) {
        long sum = 0;
        int end = at + length;
        int i = at;
        for (; i <= end - 8; i += 8) {
            long word = BigEndian.i64(b, i);
            sum += (word >>> 32) + (word & 0xffff_ffffL);
        }
        for (; i <= end - 2; i += 2) {
            sum += BigEndian.u16(b, i);
        }
        return i < end ? sum + (BigEndian.u8(b, i) << 8) : sum;
    }

    /** The partial sum of the pseudo header of UDP (RFC 768) and TCP (RFC 9293 section 3.1); {@code length} without it. */
    public static long pseudoHeader(int source, int destination, int protocol, int length) {
        return (source & 0xffff_ffffL) + (destination & 0xffff_ffffL) + protocol + length;
    }

    /** Carries a non-negative partial sum into 16 bits. 0 stays 0; any other sum is 1 to FFFF. */
    public static int fold(long sum) {
        long s = (sum >>> 32) + (sum & 0xffff_ffffL);
        s = (s >>> 16) + (s & 0xffff);
        s = (s >>> 16) + (s & 0xffff);
        return (int) ((s >>> 16) + (s & 0xffff));
    }

    /**
     * The checksum after a 16-bit word went from {@code before} to {@code after}: HC' = ~(~HC + ~m + m'), equation 3 of RFC 1624.
     * The older form of RFC 1141 gives FFFF where 0 is right.
     */
    public static int update16(int checksum, int before, int after) {
        return ~fold((~checksum & 0xffff) + (~before & 0xffff) + (after & 0xffff)) & 0xffff;
    }

    /** As {@link #update16} for two neighbouring words, such as an address. */
    public static int update32(int checksum, int before, int after) {
        return ~fold((~checksum & 0xffff) + (~before & 0xffff_ffffL) + (after & 0xffff_ffffL)) & 0xffff;
    }
}
