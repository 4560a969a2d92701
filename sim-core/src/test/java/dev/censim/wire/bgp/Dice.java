package dev.censim.wire.bgp;

import dev.censim.crypto.Entropy;

/** Reproducible randomness for tests (SplitMix64). */
public final class Dice implements Entropy {

    private long state;

    public Dice(long seed) {
        state = seed;
    }

    @Override
    public long nextLong() {
        long z = state += 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    @Override
    public Dice copy() {
        return new Dice(state);
    }

    /** Between 0 and bound - 1. */
    public int upTo(int bound) {
        return (int) below(bound);
    }

    public boolean coin() {
        return upTo(2) == 0;
    }
}
