package dev.censim.model.fault;

import java.time.Duration;
import java.util.Optional;

/**
 * A fault and when it happens.
 *
 * @param text as the scenario words it, for people
 * @param repairAt when it is undone; empty when it stays
 */
public record TimedFault(String text, Duration at, Fault fault, Optional<Duration> repairAt) {}
