package dev.censim.proto.ike;

import dev.censim.model.policy.RetransmissionConfig;
import dev.censim.proto.Machine;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** This end's requests within one IKE SA: a window of one, what waits behind it, and the repetitions. RFC 7296 sections 2.1 to 2.3. */
final class Requests {

    /** A day: no schedule, however long, runs out of numbers. */
    private static final long LONGEST_WAIT_NANOS = 86_400_000_000_000L;

    private final RetransmissionConfig schedule;
    private final Deque<IkeTask> queue = new ArrayDeque<>();
    private @Nullable IkeTask current;
    private byte[] message = {};
    private int nextId;
    /** Repetitions so far. */
    private int attempt;
    /** Those of them that the schedule asked for. */
    private int waits;

    private long sentAt;
    private long wait;
    private long repeatAt = Machine.NEVER;

    Requests(RetransmissionConfig schedule) {
        this.schedule = schedule;
    }

    private Requests(Requests other) {
        schedule = other.schedule;
        other.queue.forEach(task -> queue.add(task.copy()));
        current = other.current == null ? null : other.current.copy();
        message = other.message;
        nextId = other.nextId;
        attempt = other.attempt;
        waits = other.waits;
        sentAt = other.sentAt;
        wait = other.wait;
        repeatAt = other.repeatAt;
    }

    Requests copy() {
        return new Requests(this);
    }

    void add(IkeTask task) {
        queue.add(task);
    }

    /** The next task when the window is open. */
    @Nullable
    IkeTask poll() {
        return current == null ? queue.poll() : null;
    }

    /** Moves what waits behind what waits at another IKE SA, its successor. */
    void moveQueueTo(Requests successor) {
        successor.queue.addAll(queue);
        queue.clear();
    }

    void clearQueue() {
        queue.clear();
    }

    /** Asks nothing more and awaits nothing. */
    void clear() {
        queue.clear();
        current = null;
        repeatAt = Machine.NEVER;
    }

    int nextId() {
        return nextId;
    }

    /** Whether a task of this kind is in the window. */
    boolean isAsking(Class<? extends IkeTask> kind) {
        return kind.isInstance(current);
    }

    /** Whether a task of this kind is in the window or waits for it. */
    boolean has(Class<? extends IkeTask> kind) {
        return isAsking(kind) || queue.stream().anyMatch(kind::isInstance);
    }

    boolean isIdle() {
        return current == null;
    }

    /** Whether the deletion of this child has been sent and not been answered. */
    boolean isDeleting(int spiIn) {
        return current instanceof ChildDelete deletion && deletion.spiIn() == spiIn;
    }

    /** The request in the window, to be repeated bit by bit. */
    byte[] message() {
        return message;
    }

    void begin(IkeTask task, byte[] bytes, long now) {
        current = task;
        message = bytes;
        attempt = 0;
        sentAt = now;
        startSchedule(now);
    }

    /** The first wait of the schedule begins now. */
    void startSchedule(long now) {
        waits = 0;
        wait = schedule.base().toNanos();
        repeatAt = now + wait;
    }

    /** No repetition by this schedule: dead peer detection has its own. */
    void stopSchedule() {
        repeatAt = Machine.NEVER;
    }

    /** Whether the answer to a message id is awaited. */
    boolean awaits(int messageId) {
        return current != null && messageId == nextId;
    }

    /** The answer has come; the window is open again. */
    IkeTask finish() {
        IkeTask task = current;
        if (task == null) {
            throw new IllegalStateException("no request in the window");
        }
        current = null;
        repeatAt = Machine.NEVER;
        nextId++;
        return task;
    }

    /** The exchange that was finished just now goes on with its message id. */
    void reopen() {
        nextId--;
    }

    long deadline() {
        return repeatAt;
    }

    /** Whether the last repetition was without answer, too. */
    boolean isExhausted() {
        return waits >= schedule.tries();
    }

    /**
     * Counts a repetition. When the schedule asked for it the next wait begins, which is the one before times the factor; beyond the
     * end of the schedule the last one comes again and again.
     */
    int repeated(long now) {
        sentAt = now;
        if (repeatAt <= now) {
            boolean isBeyond = isExhausted();
            waits++;
            wait = isBeyond ? wait : Math.min(LONGEST_WAIT_NANOS, wait / 100 * schedule.factorPercent());
            repeatAt = now + wait;
        }
        return ++attempt;
    }

    long sentAt() {
        return sentAt;
    }
}
