package dev.censim.proto;

/**
 * A protocol's state without kernel, socket, thread or clock. Inputs are methods of the implementing class; outputs are sealed
 * records that it adds to an {@link Outbox}.
 *
 * @param <O> the sealed family of its outputs
 */
public interface Machine<O> {

    /** No timer is armed. */
    long NEVER = Long.MAX_VALUE;

    /** The instant of the next due timer in nanoseconds, {@link #NEVER} when none is armed. */
    long deadline();

    /** Acts on every timer due at {@code now}; an early or repeated call is harmless. */
    void expire(long now, Outbox<O> out);

    /** An equal machine that is independent from now on; immutable parts are shared. */
    Machine<O> copy();
}
