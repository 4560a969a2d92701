package dev.censim.proto.ike;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Machine;
import java.time.Duration;

/**
 * When an SA is rekeyed and when it ends (RFC 7296 section 2.8). Lifetimes are each end's own. Rekeying begins after 85 to 95 per
 * cent, drawn at random, so that two ends with equal lifetimes seldom begin together.
 */
record Lifetime(long softAt, long hardAt) {

    private static final long NANOS = 1_000_000_000L;

    /** Zero never ends. */
    static Lifetime of(Duration lifetime, Turn turn) {
        if (lifetime.isZero()) {
            return new Lifetime(Machine.NEVER, Machine.NEVER);
        }
        long nanos = lifetime.toNanos();
        long soft = nanos / 100 * 85 + turn.entropy().below(Math.max(1, nanos / 10));
        return new Lifetime(turn.now() + soft, turn.now() + nanos);
    }

    /** When to try again after TEMPORARY_FAILURE (section 2.25): 2 to 4 s. */
    static long afterCollision(Turn turn) {
        return turn.now() + 2 * NANOS + turn.entropy().below(2 * NANOS);
    }

    /** When to ask again for a rekeying that was refused: 20 to 40 s. */
    static long afterRefusal(Turn turn) {
        return turn.now() + 20 * NANOS + turn.entropy().below(20 * NANOS);
    }

    /** When to begin anew after a failed negotiation: 5 to 10 s, long enough not to flood, short beside the retransmissions before it. */
    static long afterFailure(Entropy entropy, long now) {
        return now + 5 * NANOS + entropy.below(5 * NANOS);
    }
}
