package dev.censim.node;

import dev.censim.crypto.Entropy;
import dev.censim.kernel.Rng;

/** An actor's random stream as a protocol machine sees it. Each machine gets one of its own, so that copies stay in step. */
final class ActorEntropy implements Entropy {

    private final Rng rng;

    private ActorEntropy(Rng rng) {
        this.rng = rng;
    }

    /** A stream of its own for one purpose, begun by a draw from the actor's. */
    static ActorEntropy from(Rng actor, String purpose) {
        return new ActorEntropy(Rng.of(actor.nextLong(), purpose));
    }

    @Override
    public long nextLong() {
        return rng.nextLong();
    }

    @Override
    public ActorEntropy copy() {
        return new ActorEntropy(rng.copy());
    }
}
