package dev.censim.node;

import java.util.Arrays;

/** Packets of a flow that have not been noted yet: their numbers and instants. */
final class PacketWindow {

    private static final int SMALLEST = 8;

    private final int capacity;

    /** Grow on demand up to the capacity, so that the fork of a network whose flows have not begun copies nothing for them. */
    private int[] sequences = new int[0];

    private long[] instants = new long[0];
    private int size;

    PacketWindow(int capacity) {
        this.capacity = capacity;
    }

    private PacketWindow(PacketWindow other) {
        capacity = other.capacity;
        sequences = other.sequences.clone();
        instants = other.instants.clone();
        size = other.size;
    }

    PacketWindow copy() {
        return new PacketWindow(this);
    }

    void add(int sequence, long instant) {
        if (size == sequences.length) {
            int larger = Math.min(capacity, Math.max(SMALLEST, 2 * size));
            sequences = Arrays.copyOf(sequences, larger);
            instants = Arrays.copyOf(instants, larger);
        }
        sequences[size] = sequence;
        instants[size++] = instant;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == capacity;
    }

    int firstSequence() {
        return sequences[0];
    }

    int[] sequences() {
        return Arrays.copyOf(sequences, size);
    }

    long[] instants() {
        return Arrays.copyOf(instants, size);
    }

    void clear() {
        size = 0;
    }
}
