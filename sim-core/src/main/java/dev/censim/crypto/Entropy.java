package dev.censim.crypto;

/**
 * Where nonces, SPIs, Diffie-Hellman secrets and jitter come from: an actor's random stream in a simulation, the system's
 * generator when live. Machines take it as a constructor argument and on {@link #copy()} both continue with the same sequence.
 */
public interface Entropy {

    /** The next 64 uniformly random bits. */
    long nextLong();

    /** An equal source that is independent from now on. A system generator may return itself. */
    Entropy copy();

    /** Fresh random octets. */
    default byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; ) {
            long word = nextLong();
            for (int j = 0; j < 8 && i < length; j++) {
                bytes[i++] = (byte) word;
                word >>>= 8;
            }
        }
        return bytes;
    }

    /** A number between 0 (included) and {@code bound} (excluded); {@code bound} positive. No floating point is involved. */
    default long below(long bound) {
        return Math.floorMod(nextLong(), bound);
    }
}
