package dev.censim.proto.liveness;

import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;

/**
 * Watches one peer.
 *
 * <pre>
 *            idle                    retry, attempts left: probe
 *   ALIVE ---------> probe 1, ASKING ----+
 *     ^                |   ^-------------+
 *     +--- a sign of --+   retry, none left: give up ----> STOPPED
 *          life
 * </pre>
 *
 * <p>A machine is its fields: the pending future is {@code deadline}, a number. Inputs are methods that take the time as an
 * argument; outputs are records that go into the outbox given. Nothing here sleeps, sends or schedules, and so the same class
 * runs in simulated time, over real sockets and in a copy made in mid-flight.
 */
public final class Liveness implements Machine<LivenessOutput> {

    private final LivenessPolicy policy;
    /** Probes sent since the last sign of life. */
    private int attempts;

    private long deadline;

    /** Alive at {@code now}. */
    public Liveness(LivenessPolicy policy, long now) {
        this.policy = policy;
        this.deadline = now + policy.idleNanos();
    }

    private Liveness(Liveness other) {
        this.policy = other.policy;
        this.attempts = other.attempts;
        this.deadline = other.deadline;
    }

    /** The peer has shown that it lives: by an answer or by any other thing that only it can send. Restarts a stopped machine. */
    public void proofOfLife(long now) {
        attempts = 0;
        deadline = now + policy.idleNanos();
    }

    /** A hint, not a proof, that the peer may be gone: the first probe is due now instead of at the end of the idle time. */
    public void suspect(long now) {
        if (attempts == 0 && deadline != NEVER) {
            deadline = now;
        }
    }

    /** Asks and tells nothing more until the next sign of life. */
    public void stop() {
        deadline = NEVER;
    }

    /** Whether a probe is without answer. */
    public boolean isAsking() {
        return attempts > 0;
    }

    @Override
    public long deadline() {
        return deadline;
    }

    @Override
    public void expire(long now, Outbox<LivenessOutput> out) {
        if (deadline > now) {
            return;
        }
        if (attempts > policy.retries()) {
            deadline = NEVER;
            out.add(new LivenessOutput.GaveUp(attempts));
        } else {
            attempts++;
            deadline = now + policy.retryNanos();
            out.add(new LivenessOutput.Probe(attempts));
        }
    }

    @Override
    public Liveness copy() {
        return new Liveness(this);
    }
}
