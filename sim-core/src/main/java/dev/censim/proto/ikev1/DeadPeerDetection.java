package dev.censim.proto.ikev1;

import dev.censim.model.policy.DpdConfig;
import dev.censim.proto.Outbox;
import dev.censim.proto.liveness.Liveness;
import dev.censim.proto.liveness.LivenessOutput;
import dev.censim.proto.liveness.LivenessPolicy;

/** Whether the peer of an ISAKMP SA lives, by R-U-THERE and its ACK: RFC 3706. */
final class DeadPeerDetection {

    enum Due {
        NOTHING,
        /** An R-U-THERE with {@link #sequence}. */
        QUESTION,
        PEER_IS_DEAD
    }

    private final Liveness liveness;
    /** Of the last question, or before the first one, one less than its own. */
    private int sequence;

    private boolean hasAsked;

    /** @param first sequence number of the first question, not negative (RFC 3706 section 5.4) */
    DeadPeerDetection(DpdConfig config, int first, long now) {
        liveness = new Liveness(
                new LivenessPolicy(
                        config.delay().toNanos(), config.retryInterval().toNanos(), config.retries()),
                now);
        sequence = first - 1;
    }

    private DeadPeerDetection(DeadPeerDetection other) {
        liveness = other.liveness.copy();
        sequence = other.sequence;
        hasAsked = other.hasAsked;
    }

    DeadPeerDetection copy() {
        return new DeadPeerDetection(this);
    }

    long deadline() {
        return liveness.deadline();
    }

    void proofOfLife(long now) {
        liveness.proofOfLife(now);
    }

    /** What is to be done now. A question that is repeated keeps its number; it goes in an exchange of its own each time. */
    Due due(long now) {
        Outbox<LivenessOutput> due = new Outbox<>();
        liveness.expire(now, due);
        LivenessOutput output = due.poll();
        if (output instanceof LivenessOutput.Probe probe) {
            sequence += probe.attempt() == 1 ? 1 : 0;
            hasAsked = true;
            return Due.QUESTION;
        }
        return output == null ? Due.NOTHING : Due.PEER_IS_DEAD;
    }

    int sequence() {
        return sequence;
    }

    /** Whether this answers the last question, which something else may have answered before. */
    boolean isAnsweredBy(int acknowledged) {
        return hasAsked && acknowledged == sequence;
    }
}
