package dev.censim.spark;

import dev.censim.kernel.Digest;
import java.util.Optional;

/** An executor that converged to another network than the driver: what it found would be of that one. */
final class Diverged extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param expected digest of the network in the driver */
    Diverged(long found, long expected) {
        super("the executor converged to a network with digest " + Digest.format(found) + ", the driver to one with "
                + Digest.format(expected) + "; both must run the same jar, on a Java that computes alike");
    }

    /** What made a job fail, when it was this. */
    static Optional<Diverged> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Diverged diverged) {
                return Optional.of(diverged);
            }
        }
        return Optional.empty();
    }
}
