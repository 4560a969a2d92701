package dev.censim.model.change;

import java.time.Duration;

/**
 * A change and when it is made.
 *
 * @param text as the scenario words it, for people
 */
public record TimedChange(String text, Duration at, Change change) {}
