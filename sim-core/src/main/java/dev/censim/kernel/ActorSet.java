package dev.censim.kernel;

import java.util.Arrays;

/**
 * A set of actors whose smallest one is found at once: bit a of the lowest words says whether actor a is in the set, and bit w of the
 * words above whether word w beneath has any bits. A million actors take four such levels.
 */
final class ActorSet {

    /** Enough for all ids: 32 bits, 6 a level. */
    private static final int LEVELS_MAX = 6;

    private final long[][] levels;

    /** For actors 0 to {@code actors - 1}, none of which is in the set. */
    ActorSet(int actors) {
        long[][] words = new long[LEVELS_MAX][];
        int count = 0;
        int bits = actors;
        do {
            bits = Math.max(1, bits + 63 >>> 6);
            words[count++] = new long[bits];
        } while (bits > 1);
        levels = Arrays.copyOf(words, count);
    }

    private ActorSet(ActorSet other) {
        levels = new long[other.levels.length][];
        for (int level = 0; level < levels.length; level++) {
            levels[level] = other.levels[level].clone();
        }
    }

    boolean isEmpty() {
        return levels[levels.length - 1][0] == 0;
    }

    void add(int actor) {
        int bit = actor;
        for (long[] words : levels) {
            long before = words[bit >>> 6];
            words[bit >>> 6] = before | 1L << bit;
            if (before != 0) {
                return;
            }
            bit >>>= 6;
        }
    }

    void remove(int actor) {
        int bit = actor;
        for (long[] words : levels) {
            words[bit >>> 6] &= ~(1L << bit);
            if (words[bit >>> 6] != 0) {
                return;
            }
            bit >>>= 6;
        }
    }

    /** The smallest actor of a set that is not empty. */
    int first() {
        int word = 0;
        for (int level = levels.length - 1; level >= 0; level--) {
            word = word << 6 | Long.numberOfTrailingZeros(levels[level][word]);
        }
        return word;
    }

    ActorSet copy() {
        return new ActorSet(this);
    }
}
