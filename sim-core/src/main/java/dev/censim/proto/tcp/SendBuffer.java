package dev.censim.proto.tcp;

import java.util.Arrays;

/** The stream's octets from the first unacknowledged one on, sent or not: a ring that grows up to its capacity. */
final class SendBuffer {

    private static final int SMALLEST = 1024;

    private final int capacity;
    private byte[] ring;
    private int head;
    private int size;
    private int first;

    /** @param first the sequence number of the first octet that will be appended */
    SendBuffer(int capacity, int first) {
        this.capacity = capacity;
        this.ring = new byte[Math.min(capacity, SMALLEST)];
        this.first = first;
    }

    private SendBuffer(SendBuffer other) {
        this.capacity = other.capacity;
        this.ring = other.ring.clone();
        this.head = other.head;
        this.size = other.size;
        this.first = other.first;
    }

    /** The sequence number after the last octet. */
    int end() {
        return first + size;
    }

    int size() {
        return size;
    }

    /** How many octets still fit. */
    int space() {
        return capacity - size;
    }

    /** Appends octets; {@code length} at most {@link #space}. */
    void append(byte[] bytes, int offset, int length) {
        if (length > ring.length - size) {
            grow(size + length);
        }
        int tail = (int) ((head + (long) size) % ring.length);
        int straight = Math.min(length, ring.length - tail);
        System.arraycopy(bytes, offset, ring, tail, straight);
        System.arraycopy(bytes, offset + straight, ring, 0, length - straight);
        size += length;
    }

    private void grow(int needed) {
        byte[] larger = new byte[(int) Math.min(capacity, Math.max(needed, ring.length * 2L))];
        copyTo(larger, 0, first, size);
        ring = larger;
        head = 0;
    }

    /** Copies {@code length} octets from {@code sequence} on; all of them are in the buffer. */
    void copyTo(byte[] to, int at, int sequence, int length) {
        int from = (int) ((head + (long) (sequence - first)) % ring.length);
        int straight = Math.min(length, ring.length - from);
        System.arraycopy(ring, from, to, at, straight);
        System.arraycopy(ring, 0, to, at + straight, length - straight);
    }

    /** Forgets the octets before {@code sequence}; SYN and FIN are no octets, so it may lie one outside. */
    void acknowledge(int sequence) {
        int octets = Math.max(0, Math.min(size, sequence - first));
        head = (int) ((head + (long) octets) % ring.length);
        size -= octets;
        first += octets;
        if (size == 0 && ring.length > SMALLEST) {
            ring = Arrays.copyOf(ring, SMALLEST);
            head = 0;
        }
    }

    SendBuffer copy() {
        return new SendBuffer(this);
    }
}
