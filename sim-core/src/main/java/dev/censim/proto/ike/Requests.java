package dev.censim.proto.ike;

import dev.censim.model.policy.RetransmissionConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** This end's requests within one IKE SA: a window of one, what waits behind it, and the repetitions. RFC 7296 sections 2.1 to 2.3. */
final class Requests {

    private final Retransmission retransmission;
    private final Deque<IkeTask> queue = new ArrayDeque<>();
    private @Nullable IkeTask current;
    private byte[] message = {};
    private int nextId;

    Requests(RetransmissionConfig schedule) {
        retransmission = new Retransmission(schedule);
    }

    private Requests(Requests other) {
        retransmission = other.retransmission.copy();
        other.queue.forEach(task -> queue.add(task.copy()));
        current = other.current == null ? null : other.current.copy();
        message = other.message;
        nextId = other.nextId;
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
        retransmission.stop();
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
        retransmission.begin(now);
    }

    /** The first wait of the schedule begins now. */
    void startSchedule(long now) {
        retransmission.restart(now);
    }

    /** No repetition by this schedule: dead peer detection has its own. */
    void stopSchedule() {
        retransmission.stop();
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
        retransmission.stop();
        nextId++;
        return task;
    }

    /** The exchange that was finished just now goes on with its message id. */
    void reopen() {
        nextId--;
    }

    long deadline() {
        return retransmission.deadline();
    }

    /** Whether the last repetition was without answer, too. */
    boolean isExhausted() {
        return retransmission.isExhausted();
    }

    /** Counts a repetition. */
    int repeated(long now) {
        return retransmission.repeated(now);
    }

    long sentAt() {
        return retransmission.sentAt();
    }
}
