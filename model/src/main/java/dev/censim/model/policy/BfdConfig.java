package dev.censim.model.policy;

import java.time.Duration;

/**
 * Failure detection at one end of a circuit (RFC 5880).
 *
 * @param minTxInterval the shortest interval at which it would send
 * @param minRxInterval the shortest interval at which it can receive
 * @param detectMultiplier how many of its packets the other end may miss, less one
 * @param multiHop how many devices may lie between the ends, and one; 1 for a direct fibre
 */
public record BfdConfig(Duration minTxInterval, Duration minRxInterval, int detectMultiplier, int multiHop) {}
