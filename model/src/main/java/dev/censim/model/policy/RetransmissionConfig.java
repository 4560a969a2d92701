package dev.censim.model.policy;

import java.time.Duration;

/**
 * Retransmission of an unanswered IKE request, with exponential back-off (RFC 7296 section 2.1 leaves the schedule open).
 *
 * @param base wait before the first repetition
 * @param factorPercent each wait is the one before times this many hundredths, 100 or more
 * @param tries repetitions before the exchange is given up
 */
public record RetransmissionConfig(Duration base, int factorPercent, int tries) {}
