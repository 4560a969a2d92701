package dev.censim.proto;

import java.util.Arrays;

/**
 * A table of deadlines, one per kind of timer: the whole future of a machine, readable and copyable. Setting a timer moves it.
 *
 * @param <E> the kinds of timers; among timers due at one instant the driver acts in the order of declaration
 */
public final class Timers<E extends Enum<E>> {

    private final long[] deadlines;

    public Timers(Class<E> kinds) {
        deadlines = new long[kinds.getEnumConstants().length];
        Arrays.fill(deadlines, Machine.NEVER);
    }

    private Timers(long[] deadlines) {
        this.deadlines = deadlines;
    }

    public void set(E timer, long at) {
        deadlines[timer.ordinal()] = at;
    }

    public void stop(E timer) {
        deadlines[timer.ordinal()] = Machine.NEVER;
    }

    public void stopAll() {
        Arrays.fill(deadlines, Machine.NEVER);
    }

    public boolean isArmed(E timer) {
        return deadlines[timer.ordinal()] != Machine.NEVER;
    }

    /** The deadline of one timer, {@link Machine#NEVER} when it is not armed. */
    public long at(E timer) {
        return deadlines[timer.ordinal()];
    }

    /** Whether the timer is due; if so it is stopped, and the caller acts on it. */
    public boolean take(E timer, long now) {
        if (deadlines[timer.ordinal()] > now) {
            return false;
        }
        stop(timer);
        return true;
    }

    /** The earliest deadline, {@link Machine#NEVER} when nothing is armed. */
    public long next() {
        long next = Machine.NEVER;
        for (long deadline : deadlines) {
            next = Math.min(next, deadline);
        }
        return next;
    }

    public Timers<E> copy() {
        return new Timers<>(deadlines.clone());
    }
}
