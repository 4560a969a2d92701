package dev.censim.kernel;

/** Something that can act. Its whole state is its fields, and its whole future is one deadline. */
public interface Actor {

    /** The next instant at which this actor wants to act, in nanoseconds; {@link Time#NEVER} when idle. Never in the past. */
    long deadline();

    /** Does everything that is due at {@code turn.now()}; harmless when nothing is. */
    void wake(Turn turn);

    /** Takes what was handed over at {@code turn.now()}; the signal belongs to this actor from now on. */
    void accept(Signal signal, Turn turn);

    /** An equal actor that is independent from now on; immutable parts are shared. */
    Actor copy();
}
