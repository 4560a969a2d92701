package dev.censim.kernel;

/**
 * A random stream of one actor: a stream constant and a counter, so that it can be copied and so that adding or cutting an actor
 * shifts no other actor's draws. The mixer is SplitMix64's (Steele, Lea, Flood, OOPSLA 2014).
 */
public final class Rng {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final long stream;
    private long counter;

    private Rng(long stream, long counter) {
        this.stream = stream;
        this.counter = counter;
    }

    /** The stream of the actor with this name under this seed. */
    public static Rng of(long seed, String name) {
        return new Rng(new Digest().add(seed).add(name).value(), 0);
    }

    /** The next 64 uniformly random bits. */
    public long nextLong() {
        return mix(stream + ++counter * GOLDEN_GAMMA);
    }

    /** A number between 0 (included) and {@code bound} (excluded), {@code bound} positive, without floating point. */
    public long below(long bound) {
        return Math.multiplyHigh(nextLong() >>> 1, bound << 1);
    }

    public Rng copy() {
        return new Rng(stream, counter);
    }

    /** A bijection of 64 bits in which each input bit changes half of the output bits on average. */
    static long mix(long z) {
        long a = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ a >>> 27) * 0x94d049bb133111ebL;
        return b ^ b >>> 31;
    }
}
