package dev.censim.kernel;

import java.util.Arrays;

/**
 * One deadline per actor, ordered by (instant, actor id): an indexed binary heap over flat arrays. It is an index, not state: it
 * can be rebuilt from the actors at any time, and there is nothing to cancel.
 */
public final class Agenda {

    private static final int ABSENT = -1;

    private final long[] deadlines;
    private final int[] heap;
    private final int[] positions;
    private int size;

    /** For actors 0 to {@code actors - 1}, none of which wants to act. */
    public Agenda(int actors) {
        deadlines = new long[actors];
        heap = new int[actors];
        positions = new int[actors];
        Arrays.fill(deadlines, Time.NEVER);
        Arrays.fill(positions, ABSENT);
    }

    private Agenda(Agenda other) {
        deadlines = other.deadlines.clone();
        heap = other.heap.clone();
        positions = other.positions.clone();
        size = other.size;
    }

    /** Moves an actor's deadline, or clears it with {@link Time#NEVER}. */
    public void set(int actor, long at) {
        long before = deadlines[actor];
        if (before == at) {
            return;
        }
        deadlines[actor] = at;
        if (before == Time.NEVER) {
            siftUp(size++, actor);
        } else if (at == Time.NEVER) {
            remove(positions[actor]);
            positions[actor] = ABSENT;
        } else if (at < before) {
            siftUp(positions[actor], actor);
        } else {
            siftDown(positions[actor], actor);
        }
    }

    /** The deadline of an actor. */
    public long at(int actor) {
        return deadlines[actor];
    }

    /** The actor that acts next; -1 when nobody wants to. */
    public int first() {
        return size == 0 ? ABSENT : heap[0];
    }

    public Agenda copy() {
        return new Agenda(this);
    }

    private boolean isBefore(int a, int b) {
        return deadlines[a] < deadlines[b] || deadlines[a] == deadlines[b] && a < b;
    }

    private void remove(int position) {
        int last = heap[--size];
        if (position == size) {
            return;
        }
        if (position > 0 && isBefore(last, heap[(position - 1) >>> 1])) {
            siftUp(position, last);
        } else {
            siftDown(position, last);
        }
    }

    private void siftUp(int from, int actor) {
        int position = from;
        while (position > 0) {
            int parent = (position - 1) >>> 1;
            if (!isBefore(actor, heap[parent])) {
                break;
            }
            place(position, heap[parent]);
            position = parent;
        }
        place(position, actor);
    }

    private void siftDown(int from, int actor) {
        int position = from;
        while (2 * position + 1 < size) {
            int child = 2 * position + 1;
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], actor)) {
                break;
            }
            place(position, heap[child]);
            position = child;
        }
        place(position, actor);
    }

    private void place(int position, int actor) {
        heap[position] = actor;
        positions[actor] = position;
    }
}
