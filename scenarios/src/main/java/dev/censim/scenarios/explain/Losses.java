package dev.censim.scenarios.explain;

import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.scenarios.explain.message.IkeFrame;
import java.util.Optional;

/** What became of messages on the path. */
final class Losses {

    private Losses() {}

    /** The drop of a message by its path, which happens at the instant at which the path is handed it. */
    static Optional<PacketDropped> of(History history, IkeFrame frame) {
        return history.all(PacketDropped.class)
                .filter(drop -> drop.actor() == history.subject.link() && drop.at() == frame.at())
                .findFirst();
    }
}
