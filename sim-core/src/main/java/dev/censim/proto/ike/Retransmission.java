package dev.censim.proto.ike;

import dev.censim.model.policy.RetransmissionConfig;
import dev.censim.proto.Machine;

/**
 * When a message that waits for an answer is sent again: RFC 7296 section 2.1, RFC 2408 section 5.1. Each wait is the one before times
 * the factor of the schedule.
 */
public final class Retransmission {

    /** A day: no schedule, however long, runs out of numbers. */
    private static final long LONGEST_WAIT_NANOS = 86_400_000_000_000L;

    private final RetransmissionConfig schedule;
    /** Repetitions so far. */
    private int attempt;
    /** Those of them that the schedule asked for. */
    private int waits;

    private long sentAt;
    private long wait;
    private long repeatAt = Machine.NEVER;

    public Retransmission(RetransmissionConfig schedule) {
        this.schedule = schedule;
    }

    public Retransmission copy() {
        Retransmission copy = new Retransmission(schedule);
        copy.attempt = attempt;
        copy.waits = waits;
        copy.sentAt = sentAt;
        copy.wait = wait;
        copy.repeatAt = repeatAt;
        return copy;
    }

    /** A message was sent for the first time. */
    public void begin(long now) {
        attempt = 0;
        sentAt = now;
        restart(now);
    }

    /** The first wait of the schedule begins now. */
    void restart(long now) {
        waits = 0;
        wait = schedule.base().toNanos();
        repeatAt = now + wait;
    }

    /** The answer has come, or something else asks. */
    public void stop() {
        repeatAt = Machine.NEVER;
    }

    public long deadline() {
        return repeatAt;
    }

    /** Whether the last repetition was without answer, too. */
    public boolean isExhausted() {
        return waits >= schedule.tries();
    }

    /**
     * Counts a repetition. When the schedule asked for it the next wait begins; beyond the end of the schedule the last one comes again
     * and again.
     *
     * @return 1 for the first repetition
     */
    public int repeated(long now) {
        sentAt = now;
        if (repeatAt <= now) {
            boolean isBeyond = isExhausted();
            waits++;
            wait = isBeyond ? wait : Math.min(LONGEST_WAIT_NANOS, wait / 100 * schedule.factorPercent());
            repeatAt = now + wait;
        }
        return ++attempt;
    }

    /** When the message was sent last. */
    public long sentAt() {
        return sentAt;
    }
}
