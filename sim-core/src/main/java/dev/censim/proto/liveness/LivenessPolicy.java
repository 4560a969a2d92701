package dev.censim.proto.liveness;

/**
 * How long a silence may last.
 *
 * @param idleNanos silence before the first probe, positive
 * @param retryNanos wait for an answer to each probe, positive
 * @param retries probes after the first, 0 or more
 */
public record LivenessPolicy(long idleNanos, long retryNanos, int retries) {

    public LivenessPolicy {
        if (idleNanos <= 0 || retryNanos <= 0 || retries < 0) {
            throw new IllegalArgumentException(
                    "not a liveness policy: " + idleNanos + ", " + retryNanos + ", " + retries);
        }
    }

    /** From the last sign of life to giving up, in nanoseconds. */
    public long detectionNanos() {
        return idleNanos + retryNanos * (retries + 1);
    }
}
