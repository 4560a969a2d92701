package dev.censim.scenarios.availability;

import dev.censim.kernel.Rng;

/** Uniform random numbers of one component in one trial: a function of the seed, the trial and the component's name. */
final class Draws {

    private static final double STEP = 0x1p-53;

    private final Rng rng;

    Draws(long seed, long trial, String component) {
        rng = Rng.of(seed, "availability " + trial + " " + component);
    }

    /** Between 0 and 1, never one of them. */
    double next() {
        return ((rng.nextLong() >>> 11) + 0.5) * STEP;
    }

    boolean chance(double probability) {
        return next() < probability;
    }
}
