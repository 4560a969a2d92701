package dev.censim.kernel;

/** What an actor may do while it acts: read the time, hand something over, note a fact. */
public interface Turn {

    /** The current instant, in nanoseconds since the start. */
    long now();

    /** Hands a signal to an actor at this same instant, after the current call returns, first in first out. */
    void to(int actor, Signal signal);

    /** Adds a fact to the journal. */
    void note(Fact fact);
}
