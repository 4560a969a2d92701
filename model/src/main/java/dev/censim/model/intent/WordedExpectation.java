package dev.censim.model.intent;

/**
 * An expectation with the words of its scenario.
 *
 * @param text one line for people, such as {@code app-to-idc: maxOutage 30s}
 */
public record WordedExpectation(String text, Expectation expectation) {}
