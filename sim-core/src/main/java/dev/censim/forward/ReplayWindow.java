package dev.censim.forward;

import java.util.Arrays;

/**
 * The receiver's anti-replay window, RFC 4303 section 3.4.3: a bit per sequence number below the highest one authenticated. The
 * bits lie in a ring that is a whole word longer than the window, so that advancing clears words and never shifts.
 */
public final class ReplayWindow {

    /** RFC 4303 section 3.4.3: the preferred default. */
    public static final int DEFAULT_SIZE = 64;

    /** RFC 4303 section 3.4.3: the least a receiver must support. */
    public static final int MIN_SIZE = 32;

    private static final int MAX_SIZE = 1 << 20;

    private final int size;
    private final long[] ring;
    private long top;

    public ReplayWindow() {
        this(DEFAULT_SIZE);
    }

    /** @param size in packets, 32 to 2^20 */
    public ReplayWindow(int size) {
        if (size < MIN_SIZE || size > MAX_SIZE) {
            throw new IllegalArgumentException("an anti-replay window has 32 to 1048576 packets, not " + size);
        }
        this.size = size;
        this.ring = new long[Integer.highestOneBit((size + 63) / 64) * 2];
    }

    private ReplayWindow(ReplayWindow other) {
        size = other.size;
        ring = other.ring.clone();
        top = other.top;
    }

    public ReplayWindow copy() {
        return new ReplayWindow(this);
    }

    /** In packets. */
    public int size() {
        return size;
    }

    /** The right edge: the highest sequence number authenticated, 0 before the first. */
    public long top() {
        return top;
    }

    /**
     * The cheap check before the ICV is verified: neither left of the window nor seen. It changes nothing, so that a forged packet
     * cannot move the window.
     *
     * @param sequence 32 bits unsigned; 0 is never valid without extended sequence numbers
     */
    public boolean isFresh(int sequence) {
        long number = Integer.toUnsignedLong(sequence);
        if (number > top) {
            return true;
        }
        boolean insideWindow = number != 0 && top - number < size;
        return insideWindow && (ring[word(number)] & bit(number)) == 0;
    }

    /** Records a number whose packet passed {@link #isFresh} and the ICV check; moves the window when it lies right of it. */
    public void accept(int sequence) {
        long number = Integer.toUnsignedLong(sequence);
        if (number > top) {
            clearBetween(top, number);
            top = number;
        }
        ring[word(number)] |= bit(number);
    }

    /** The words that begin after {@code from}, up to the one with {@code to}, hold numbers of an earlier turn of the ring. */
    private void clearBetween(long from, long to) {
        long words = (to >>> 6) - (from >>> 6);
        if (words >= ring.length) {
            Arrays.fill(ring, 0);
            return;
        }
        for (long i = 1; i <= words; i++) {
            ring[word(from + (i << 6))] = 0;
        }
    }

    private int word(long number) {
        return (int) (number >>> 6) & (ring.length - 1);
    }

    private static long bit(long number) {
        return 1L << number;
    }
}
