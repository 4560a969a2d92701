package dev.censim.proto.ike;

import dev.censim.crypto.Entropy;

/** SplitMix64 from a seed. */
final class SeededEntropy implements Entropy {

    private long state;

    SeededEntropy(long seed) {
        state = seed;
    }

    @Override
    public long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    @Override
    public SeededEntropy copy() {
        return new SeededEntropy(state);
    }
}
