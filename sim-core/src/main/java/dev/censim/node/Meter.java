package dev.censim.node;

import dev.censim.facts.OctetsMetered;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import java.util.List;

/** Counts what an actor takes, by who hands it over, and notes it at the end of the run; what comes later is not counted. */
final class Meter {

    private final int actor;
    private final List<Integer> sources;
    private final long runEnd;
    private final long[] octets;
    private boolean hasUnnoted;

    /** @param sources actors, in the order in which {@link #count} numbers them */
    Meter(int actor, List<Integer> sources, long runEnd) {
        this(actor, sources, runEnd, new long[sources.size()], false);
    }

    private Meter(int actor, List<Integer> sources, long runEnd, long[] octets, boolean hasUnnoted) {
        this.actor = actor;
        this.sources = List.copyOf(sources);
        this.runEnd = runEnd;
        this.octets = octets;
        this.hasUnnoted = hasUnnoted;
    }

    Meter copy() {
        return new Meter(actor, sources, runEnd, octets.clone(), hasUnnoted);
    }

    long deadline() {
        return hasUnnoted ? runEnd : Time.NEVER;
    }

    void count(int source, int length, long now) {
        if (now <= runEnd) {
            octets[source] += length;
            hasUnnoted = true;
        }
    }

    /** Notes what is due; harmless before. */
    void note(Turn turn) {
        if (deadline() > turn.now()) {
            return;
        }
        for (int source = 0; source < octets.length; source++) {
            if (octets[source] > 0) {
                turn.note(new OctetsMetered(turn.now(), actor, sources.get(source), octets[source]));
            }
            octets[source] = 0;
        }
        hasUnnoted = false;
    }
}
