package dev.censim.node;

import java.util.Arrays;

/** Packets of a flow that have not been noted yet: their numbers and instants. */
final class PacketWindow {

    private final int[] sequences;
    private final long[] instants;
    private int size;

    PacketWindow(int capacity) {
        sequences = new int[capacity];
        instants = new long[capacity];
    }

    private PacketWindow(PacketWindow other) {
        sequences = other.sequences.clone();
        instants = other.instants.clone();
        size = other.size;
    }

    PacketWindow copy() {
        return new PacketWindow(this);
    }

    void add(int sequence, long instant) {
        sequences[size] = sequence;
        instants[size++] = instant;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == sequences.length;
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
