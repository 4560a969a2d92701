package dev.censim.proto.ike;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Machine;
import java.time.Duration;

/**
 * When an SA is rekeyed and when it ends (RFC 7296 section 2.8). Lifetimes are each end's own. Rekeying begins after 85 to 95 per
 * cent, drawn at random, so that two ends with equal lifetimes seldom begin together; but 10 s before the end at the latest, which
 * is time for a repetition and for a second attempt after a collision, and of a lifetime so short that this is too much after
 * 50 to 60 per cent.
 */
public record Lifetime(long softAt, long hardAt) {

    private static final long NANOS = 1_000_000_000L;
    private static final long MARGIN_NANOS = 10 * NANOS;

    /** Zero never ends. */
    public static Lifetime of(Duration lifetime, Entropy entropy, long now) {
        if (lifetime.isZero()) {
            return new Lifetime(Machine.NEVER, Machine.NEVER);
        }
        long nanos = lifetime.toNanos();
        long latest = Math.min(nanos / 100 * 95, Math.max(nanos - MARGIN_NANOS, nanos / 100 * 60));
        long soft = latest - nanos / 10 + entropy.below(Math.max(1, nanos / 10));
        return new Lifetime(now + soft, now + nanos);
    }

    /**
     * When to try again after TEMPORARY_FAILURE (section 2.25): after 2 to 4 s, or sooner when there is little time left.
     *
     * @param hardAt when the SA that could not be rekeyed ends
     */
    static long afterCollision(long hardAt, Entropy entropy, long now) {
        long wait = Math.max(1, Math.min(2 * NANOS, (hardAt - now) / 8));
        return now + wait + entropy.below(wait);
    }

    /** When to ask again for a rekeying that was refused: 20 to 40 s. */
    public static long afterRefusal(Entropy entropy, long now) {
        return now + 20 * NANOS + entropy.below(20 * NANOS);
    }

    /** When to begin anew after a failed negotiation: 5 to 10 s, long enough not to flood, short beside the retransmissions before it. */
    public static long afterFailure(Entropy entropy, long now) {
        return now + 5 * NANOS + entropy.below(5 * NANOS);
    }
}
