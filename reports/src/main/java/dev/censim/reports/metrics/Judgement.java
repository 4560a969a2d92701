package dev.censim.reports.metrics;

/** What became of an expectation, as far as a report shows it. */
public interface Judgement {

    /** The expectation in the scenario's words. */
    String text();

    boolean held();

    /** What happened, in one phrase. */
    String actual();
}
