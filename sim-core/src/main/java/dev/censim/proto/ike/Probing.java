package dev.censim.proto.ike;

import dev.censim.model.policy.DpdConfig;
import dev.censim.proto.Outbox;
import dev.censim.proto.liveness.Liveness;
import dev.censim.proto.liveness.LivenessOutput;
import dev.censim.proto.liveness.LivenessPolicy;

/**
 * Liveness of an established IKE SA, RFC 7296 section 2.4. It keeps its own schedule, and a request that is without answer already
 * is as good a question as a new one: with a window of one it is also the only one that can be asked.
 */
final class Probing {

    private final Liveness liveness;

    Probing(DpdConfig config, long now) {
        liveness = new Liveness(
                new LivenessPolicy(
                        config.delay().toNanos(), config.retryInterval().toNanos(), config.retries()),
                now);
    }

    private Probing(Liveness liveness) {
        this.liveness = liveness;
    }

    Probing copy() {
        return new Probing(liveness.copy());
    }

    long deadline() {
        return liveness.deadline();
    }

    /** A probe whose answer is still missing is now repeated as any other request, lest it keep the window shut. */
    void proofOfLife(Requests requests, long now) {
        if (liveness.isAsking() && requests.isAsking(Dpd.class)) {
            requests.startSchedule(now);
        }
        liveness.proofOfLife(now);
    }

    /** Asks when it is time to. False: the peer is dead. */
    boolean expire(IkeSa sa, Turn turn) {
        if (liveness.deadline() > turn.now()) {
            return true;
        }
        Outbox<LivenessOutput> due = new Outbox<>();
        liveness.expire(turn.now(), due);
        if (due.poll() instanceof LivenessOutput.GaveUp) {
            return false;
        }
        if (sa.requests().isIdle()) {
            sa.enqueue(new Dpd(), turn);
        } else {
            sa.repeatRequest(turn);
        }
        if (sa.requests().isAsking(Dpd.class)) {
            sa.requests().stopSchedule();
        }
        return true;
    }
}
