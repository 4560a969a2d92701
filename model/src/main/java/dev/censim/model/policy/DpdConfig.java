package dev.censim.model.policy;

import java.time.Duration;

/**
 * Dead peer detection of one end of a tunnel, RFC 7296 section 2.4.
 *
 * @param delay idle time after which a probe is sent
 * @param retryInterval time between repetitions of an unanswered probe
 * @param retries repetitions before the peer is declared dead; detection takes {@code delay + retryInterval * (retries + 1)}
 */
public record DpdConfig(boolean enabled, Duration delay, Duration retryInterval, int retries) {

    /** From the last sign of life to the verdict. */
    public Duration detection() {
        return delay.plus(retryInterval.multipliedBy(retries + 1L));
    }
}
