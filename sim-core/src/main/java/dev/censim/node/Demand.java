package dev.censim.node;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Turn;

/**
 * The first packets at an end that negotiates only when traffic wants it (product page, Apply Immediately: No). Nothing is queued:
 * each is dropped and counted until one passes.
 */
final class Demand {

    private static final long NONE = -1;

    private long since = NONE;
    private int dropped;

    Demand copy() {
        Demand copy = new Demand();
        copy.since = since;
        copy.dropped = dropped;
        return copy;
    }

    /** A packet wants the tunnel, which is not up; the caller negotiates. */
    void drop(Frame frame, EndpointConfig end, Turn turn) {
        if (since == NONE) {
            since = turn.now();
            turn.note(new NetworkFact.TrafficAwaited(turn.now(), end.gateway(), end.tunnel(), end.side()));
        }
        dropped++;
        frame.drop(DropCause.AWAITING_TUNNEL, end.gateway(), turn);
    }

    /** A packet goes through. */
    void pass(EndpointConfig end, Turn turn) {
        if (since != NONE) {
            turn.note(new NetworkFact.TrafficPasses(
                    turn.now(), end.gateway(), end.tunnel(), end.side(), dropped, turn.now() - since));
            forget();
        }
    }

    void forget() {
        since = NONE;
        dropped = 0;
    }
}
