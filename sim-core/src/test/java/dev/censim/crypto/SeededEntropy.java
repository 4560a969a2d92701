package dev.censim.crypto;

/** SplitMix64 from a seed. */
public final class SeededEntropy implements Entropy {

    private long state;

    public SeededEntropy(long seed) {
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

    /** An entropy that always says the same: of TCP, the initial sequence number. */
    public static Entropy fixed(long value) {
        return new Entropy() {
            @Override
            public long nextLong() {
                return value;
            }

            @Override
            public Entropy copy() {
                return this;
            }
        };
    }
}
