package dev.censim.node;

import dev.censim.kernel.Time;
import org.jspecify.annotations.Nullable;

/** One direction of a link: frames in flight in a ring, in the order of their arrival. */
final class Lane {

    private @Nullable Frame[] frames;
    private long[] arrivals;
    private int head;
    private int size;

    /** When the transmitter has sent everything that it was given. */
    private long busyUntil;

    private long lastArrival;
    private int silences;

    Lane() {
        frames = new Frame[16];
        arrivals = new long[16];
    }

    private Lane(Lane other) {
        frames = new Frame[other.frames.length];
        for (int i = 0; i < frames.length; i++) {
            Frame frame = other.frames[i];
            frames[i] = frame == null ? null : frame.copy();
        }
        arrivals = other.arrivals.clone();
        head = other.head;
        size = other.size;
        busyUntil = other.busyUntil;
        lastArrival = other.lastArrival;
        silences = other.silences;
    }

    Lane copy() {
        return new Lane(this);
    }

    void silence(boolean begins) {
        silences += begins ? 1 : -1;
    }

    boolean isSilent() {
        return silences > 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Arrival of the first frame, {@link Time#NEVER} without one. */
    long deadline() {
        return size == 0 ? Time.NEVER : arrivals[head];
    }

    /** How long a frame would wait now before its transmission begins, in nanoseconds. */
    long backlog(long now) {
        return Math.max(0, busyUntil - now);
    }

    void add(Frame frame, long now, long transmissionNanos, long delayNanos) {
        if (size == frames.length) {
            grow();
        }
        busyUntil = Math.max(busyUntil, now) + transmissionNanos;
        lastArrival = Math.max(lastArrival, busyUntil + delayNanos);
        int slot = head + size++ & frames.length - 1;
        frames[slot] = frame;
        arrivals[slot] = lastArrival;
    }

    /** The first frame, removed; the lane is not empty. */
    Frame remove() {
        Frame first = frames[head];
        if (first == null) {
            throw new IllegalStateException("no frame in flight");
        }
        frames[head] = null;
        head = head + 1 & frames.length - 1;
        size--;
        return first;
    }

    /** The transmitter begins anew. */
    void reset() {
        busyUntil = 0;
        lastArrival = 0;
    }

    private void grow() {
        Frame[] moreFrames = new Frame[frames.length * 2];
        long[] moreArrivals = new long[frames.length * 2];
        for (int i = 0; i < size; i++) {
            int slot = head + i & frames.length - 1;
            moreFrames[i] = frames[slot];
            moreArrivals[i] = arrivals[slot];
        }
        frames = moreFrames;
        arrivals = moreArrivals;
        head = 0;
    }
}
