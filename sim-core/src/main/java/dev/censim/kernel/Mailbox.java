package dev.censim.kernel;

import java.util.Arrays;

/** Signals under way within one instant, first in first out: a ring that grows and is empty between instants. */
final class Mailbox {

    private int[] actors = new int[64];
    private Signal[] signals = new Signal[64];
    private int head;
    private int size;

    void add(int actor, Signal signal) {
        if (size == signals.length) {
            grow();
        }
        int slot = head + size++ & signals.length - 1;
        actors[slot] = actor;
        signals[slot] = signal;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The addressee of the oldest signal. */
    int actor() {
        return actors[head];
    }

    /** The oldest signal, removed. */
    @SuppressWarnings("NullAway") // a freed slot must not keep its signal alive
    Signal remove() {
        Signal signal = signals[head];
        signals[head] = null;
        head = head + 1 & signals.length - 1;
        size--;
        return signal;
    }

    private void grow() {
        int[] moreActors = Arrays.copyOf(actors, actors.length * 2);
        Signal[] moreSignals = Arrays.copyOf(signals, signals.length * 2);
        System.arraycopy(actors, 0, moreActors, actors.length, head);
        System.arraycopy(signals, 0, moreSignals, signals.length, head);
        actors = moreActors;
        signals = moreSignals;
    }
}
