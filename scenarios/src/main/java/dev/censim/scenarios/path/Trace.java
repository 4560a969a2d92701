package dev.censim.scenarios.path;

import dev.censim.facts.DropCause;
import dev.censim.facts.TraceFact;
import dev.censim.kernel.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the journal says of one traced packet.
 *
 * @param lookups by actor, in the order of its way; a device that it passes twice has its last
 * @param path hops as in {@link dev.censim.facts.Names#hop}
 * @param actor where it ended
 * @param cause empty when it arrived
 */
record Trace(Map<Integer, TraceFact.LookedUp> lookups, List<Integer> path, int actor, Optional<DropCause> cause) {

    /** Empty while it is under way. */
    static Optional<Trace> of(Journal journal, int number) {
        Map<Integer, TraceFact.LookedUp> lookups = new LinkedHashMap<>();
        List<Trace> ends = new ArrayList<>();
        journal.forEach(fact -> {
            if (fact instanceof TraceFact.LookedUp found && found.trace() == number) {
                lookups.put(found.actor(), found);
            } else if (fact instanceof TraceFact.Dropped end && end.trace() == number) {
                ends.add(new Trace(lookups, end.path(), end.actor(), Optional.of(end.cause())));
            } else if (fact instanceof TraceFact.Arrived end && end.trace() == number) {
                ends.add(new Trace(lookups, end.path(), end.actor(), Optional.empty()));
            }
        });
        return ends.stream().findFirst();
    }

    boolean arrived() {
        return cause.isEmpty();
    }

    /** Who handed the packet to where it ended; itself when nobody did. */
    int previous() {
        int last = path.lastIndexOf(actor);
        return last > 0 ? path.get(last - 1) : actor;
    }

    boolean endsAs(Trace other) {
        return actor == other.actor && cause.equals(other.cause);
    }
}
