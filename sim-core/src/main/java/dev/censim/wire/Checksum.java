package dev.censim.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The Internet checksum: RFC 1071 (definition), RFC 1624 (incremental update). Partial sums are {@code long}s that may simply be
 * added; {@link #fold} carries them into 16 bits. Only the last of several added ranges may have an odd length.
 */
public final class Checksum {

    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Octets that {@link #sumOfStrides} takes at a time. */
    private static final int STRIDE = 32;

    /** From here on strides are worth their while. */
    private static final int LONG_RANGE = 64;

    private Checksum() {}

    /** The checksum of one range: the one's complement of its one's complement sum. */
    public static int of(byte[] b, int at, int length) {
        return ~fold(sum(b, at, length)) & 0xffff;
    }

    /**
     * The partial sum of a range; an odd last octet is padded with zero on the right. Words of 32 bits are added into 64, which defers
     * all carries to {@link #fold} (RFC 1071 section 2 (C)).
     */
    public static long sum(byte[] b, int at, int length) {
        long sum = 0;
        int end = at + length;
        int i = at;
        if (length >= LONG_RANGE) {
            i = at + (length & -STRIDE);
            sum = sumOfStrides(b, at, i);
        }
        for (; i <= end - 4; i += 4) {
            sum += BigEndian.u32(b, i);
        }
        if (i <= end - 2) {
            sum += BigEndian.u16(b, i);
            i += 2;
        }
        return i < end ? sum + (BigEndian.u8(b, i) << 8) : sum;
    }

    /**
     * Octets are taken in the processor's order and swapped once in the sum, which is the same for both (RFC 1071 section 2 (B)); four
     * sums at a time wait less for each other.
     */
    private static long sumOfStrides(byte[] b, int from, int to) {
        long even = 0;
        long odd = 0;
        for (int i = from; i < to; i += STRIDE) {
            long first = (long) LITTLE_ENDIAN.get(b, i);
            long second = (long) LITTLE_ENDIAN.get(b, i + 8);
            long third = (long) LITTLE_ENDIAN.get(b, i + 16);
            long fourth = (long) LITTLE_ENDIAN.get(b, i + 24);
            even += (first & 0xffff_ffffL) + (second & 0xffff_ffffL) + (third & 0xffff_ffffL) + (fourth & 0xffff_ffffL);
            odd += (first >>> 32) + (second >>> 32) + (third >>> 32) + (fourth >>> 32);
        }
        return Short.reverseBytes((short) fold(even + odd)) & 0xffff;
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
