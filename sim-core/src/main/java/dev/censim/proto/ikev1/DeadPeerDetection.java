package dev.censim.proto.ikev1;

import dev.censim.model.policy.DpdConfig;
import dev.censim.proto.Outbox;
import dev.censim.proto.liveness.Liveness;
import dev.censim.proto.liveness.LivenessOutput;
import dev.censim.proto.liveness.LivenessPolicy;
import java.util.OptionalInt;

/** Whether the peer of an ISAKMP SA lives, by R-U-THERE and its ACK: RFC 3706. */
final class DeadPeerDetection {

    enum Due {
        NOTHING,
        /** An R-U-THERE with {@link #sequence}. */
        QUESTION,
        PEER_IS_DEAD
    }

    private final Liveness liveness;
    private int sequence;

    /** @param first sequence number of the first question, not negative (RFC 3706 section 5.4) */
    DeadPeerDetection(DpdConfig config, int first, long now) {
        liveness = new Liveness(
                new LivenessPolicy(
                        config.delay().toNanos(), config.retryInterval().toNanos(), config.retries()),
                now);
        sequence = first;
    }

    private DeadPeerDetection(DeadPeerDetection other) {
        liveness = other.liveness.copy();
        sequence = other.sequence;
    }

    DeadPeerDetection copy() {
        return new DeadPeerDetection(this);
    }

    long deadline() {
        return liveness.deadline();
    }

    void proofOfLife(long now) {
        if (liveness.isAsking()) {
            sequence++;
        }
        liveness.proofOfLife(now);
    }

    /** What is to be done now. A question that is repeated keeps its number; it goes in an exchange of its own each time. */
    Due due(long now) {
        Outbox<LivenessOutput> due = new Outbox<>();
        liveness.expire(now, due);
        LivenessOutput output = due.poll();
        if (output == null) {
            return Due.NOTHING;
        }
        return output instanceof LivenessOutput.Probe ? Due.QUESTION : Due.PEER_IS_DEAD;
    }

    int sequence() {
        return sequence;
    }

    /** Whether this answers the question that is open. */
    boolean isAnsweredBy(OptionalInt acknowledged) {
        return liveness.isAsking() && acknowledged.equals(OptionalInt.of(sequence));
    }
}
