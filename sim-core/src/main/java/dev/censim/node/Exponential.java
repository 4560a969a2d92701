package dev.censim.node;

import dev.censim.kernel.Rng;

/**
 * Exponentially distributed times without floating point, so that every machine draws the same: J. von Neumann's comparison of
 * uniform numbers ("Various techniques used in connection with random digits", 1951). The first falling run of uniform numbers has
 * an odd length with probability 1 - 1/e, and given that, its first number is the fraction of the result.
 */
final class Exponential {

    private Exponential() {}

    /** A time with this mean, both in nanoseconds; {@code mean} positive. */
    static long draw(long mean, Rng rng) {
        for (long whole = 0; ; whole++) {
            long first = rng.nextLong() >>> 1;
            long last = first;
            int run = 1;
            for (long next = rng.nextLong() >>> 1; next < last; next = rng.nextLong() >>> 1) {
                last = next;
                run++;
            }
            if (run % 2 == 1) {
                return whole * mean + Math.multiplyHigh(first, mean << 1);
            }
        }
    }
}
