package dev.censim.scenarios.whatif;

/**
 * How a failure was found out.
 *
 * @param by what found it
 * @param device who found it
 * @param at when, in nanoseconds since the start
 */
public record Discovery(Detector by, String device, long at) {}
