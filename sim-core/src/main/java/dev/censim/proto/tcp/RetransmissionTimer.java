package dev.censim.proto.tcp;

import dev.censim.proto.Machine;

/** The retransmission timer of RFC 6298: how long to wait for an acknowledgment, and until when. All times in nanoseconds. */
final class RetransmissionTimer {

    private static final long SECOND = 1_000_000_000L;

    /** Section 2.1: before anything was measured. */
    static final long INITIAL = SECOND;

    /** Section 2.4. */
    static final long SMALLEST = SECOND;

    /** Section 2.5: at least 60 s. */
    static final long LARGEST = 60 * SECOND;

    /** Section 5.7: after a SYN was lost. */
    static final long AFTER_LOST_SYN = 3 * SECOND;

    private long smoothed;
    private long variation;
    private boolean measured;
    private long timeout = INITIAL;
    private int backOffs;
    private long deadline = Machine.NEVER;

    private boolean timing;
    private int timedSequence;
    private long timedSince;

    RetransmissionTimer() {}

    private RetransmissionTimer(RetransmissionTimer other) {
        this.smoothed = other.smoothed;
        this.variation = other.variation;
        this.measured = other.measured;
        this.timeout = other.timeout;
        this.backOffs = other.backOffs;
        this.deadline = other.deadline;
        this.timing = other.timing;
        this.timedSequence = other.timedSequence;
        this.timedSince = other.timedSince;
    }

    /** RTO. */
    long timeout() {
        return timeout;
    }

    long deadline() {
        return deadline;
    }

    /** How often the timer has expired since something new was last acknowledged. */
    int backOffs() {
        return backOffs;
    }

    /** Section 5.1: runs from the first segment on that is not acknowledged. */
    void start(long now) {
        if (deadline == Machine.NEVER) {
            deadline = now + timeout;
        }
    }

    /** Section 5.2: everything is acknowledged. */
    void stop() {
        deadline = Machine.NEVER;
    }

    /** Sections 5.5 and 5.6, and Karn's rule of section 3: what is on the way is no longer measured. */
    void backOff(long now) {
        timeout = Math.min(LARGEST, 2 * timeout);
        backOffs++;
        deadline = now + timeout;
        timing = false;
    }

    /** Times the segment that ends before {@code sequence}, unless another one is being timed. */
    void time(long now, int sequence) {
        if (!timing) {
            timing = true;
            timedSequence = sequence;
            timedSince = now;
        }
    }

    /** Karn's rule: a segment that is sent twice is not measured, because the acknowledgment may be of either. */
    void cancelTiming() {
        timing = false;
    }

    /** Section 5.3: something new is acknowledged; measures it if it is what was timed, and starts anew. */
    void acknowledged(long now, int acknowledgment) {
        backOffs = 0;
        if (timing && !Sequence.isBefore(acknowledgment, timedSequence)) {
            timing = false;
            measure(now - timedSince);
        }
        deadline = now + timeout;
    }

    /** Sections 2.2 and 2.3, in whole nanoseconds, which is also the granularity of the clock. */
    void measure(long roundTrip) {
        if (measured) {
            variation = (3 * variation + Math.abs(smoothed - roundTrip)) / 4;
            smoothed = (7 * smoothed + roundTrip) / 8;
        } else {
            measured = true;
            smoothed = roundTrip;
            variation = roundTrip / 2;
        }
        timeout = Math.min(LARGEST, Math.max(SMALLEST, smoothed + Math.max(1, 4 * variation)));
    }

    /** Section 5.7: data transmission begins after a SYN was lost. */
    void forgetLostSyn() {
        timeout = AFTER_LOST_SYN;
    }

    RetransmissionTimer copy() {
        return new RetransmissionTimer(this);
    }
}
