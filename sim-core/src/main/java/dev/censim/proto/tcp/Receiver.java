package dev.censim.proto.tcp;

import java.util.Arrays;

/** The receive sequence variables of RFC 9293 section 3.3.1 and the text that waits for a gap to be filled. */
final class Receiver {

    /** RCV.WND, the largest without window scaling. It never shrinks: what arrives is handed over at once. */
    static final int WINDOW = 0xffff;

    private final ReassemblyQueue queue;
    private int next;
    private boolean finKnown;
    private int finAt;

    Receiver() {
        this.queue = new ReassemblyQueue();
    }

    private Receiver(Receiver other) {
        this.queue = other.queue.copy();
        this.next = other.next;
        this.finKnown = other.finKnown;
        this.finAt = other.finAt;
    }

    /** Begins after the peer's SYN. */
    void synchronize(int initialSequence) {
        next = initialSequence + 1;
    }

    /** RCV.NXT. */
    int next() {
        return next;
    }

    /** The four tests of RFC 9293 section 3.10.7.4 for a window that is never zero: some of the segment lies in the window. */
    boolean isAcceptable(Segment segment) {
        int last = segment.sequence() + Math.max(0, segment.length() - 1);
        return Sequence.isWithin(segment.sequence(), next, WINDOW) || Sequence.isWithin(last, next, WINDOW);
    }

    /** Takes the text and the FIN of an acceptable segment, and returns the octets that now continue the stream. */
    byte[] take(Segment segment) {
        int start = segment.sequence();
        int end = start + segment.dataLength();
        if (segment.isFin() && !finKnown && Sequence.isWithin(end, next, WINDOW)) {
            finKnown = true;
            finAt = end;
        }
        int limit = finKnown ? finAt : next + WINDOW;
        int from = Sequence.isBefore(start, next) ? next : start;
        int to = Sequence.isAfter(end, limit) ? limit : end;
        if (!Sequence.isBefore(from, to)) {
            return new byte[0];
        }
        int at = segment.dataAt() + (from - start);
        byte[] bytes;
        if (from == next && queue.isEmpty()) {
            bytes = Arrays.copyOfRange(segment.packet(), at, at + (to - from));
        } else {
            queue.offer(from, segment.packet(), at, to - from);
            bytes = queue.take(next, limit);
        }
        next += bytes.length;
        return bytes;
    }

    /** Whether the FIN is next in the stream; if so it is consumed. */
    boolean takeFin() {
        boolean reached = finKnown && next == finAt;
        if (reached) {
            next++;
        }
        return reached;
    }

    Receiver copy() {
        return new Receiver(this);
    }
}
