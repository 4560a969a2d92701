package dev.censim.reports;

import dev.censim.reports.metrics.Judgement;

/**
 * What became of an expectation.
 *
 * @param text the expectation in the scenario's words
 * @param actual what happened, in one phrase
 */
public record Verdict(String text, boolean held, String actual) implements Judgement {}
