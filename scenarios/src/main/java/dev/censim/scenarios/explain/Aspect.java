package dev.censim.scenarios.explain;

/**
 * One thing about an end.
 *
 * @param state such as {@code up}
 * @param since since when, in nanoseconds
 * @param why what brought it about; may be empty
 */
public record Aspect(String state, long since, String why) {}
