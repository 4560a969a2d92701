package dev.censim.node;

import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import java.util.List;
import java.util.TreeMap;

/** The equal routes of one table of a transit router that are more than may share traffic, by the actors that they lead to. */
final class EcmpSurplus {

    private final int transitRouter;
    private final int table;
    private final TreeMap<Prefix, List<Integer>> noted;

    /** @param table number in the whole network */
    EcmpSurplus(int transitRouter, int table) {
        this(transitRouter, table, new TreeMap<>());
    }

    private EcmpSurplus(int transitRouter, int table, TreeMap<Prefix, List<Integer>> noted) {
        this.transitRouter = transitRouter;
        this.table = table;
        this.noted = noted;
    }

    EcmpSurplus copy() {
        return new EcmpSurplus(transitRouter, table, new TreeMap<>(noted));
    }

    /** Notes which routes for a prefix are not used, when they are others than before. */
    void note(Prefix prefix, List<Integer> now, Turn turn) {
        if (now.equals(noted.getOrDefault(prefix, List.of()))) {
            return;
        }
        if (now.isEmpty()) {
            noted.remove(prefix);
        } else {
            noted.put(prefix, now);
        }
        turn.note(new NetworkFact.EcmpExceeded(turn.now(), transitRouter, table, prefix, now));
    }
}
