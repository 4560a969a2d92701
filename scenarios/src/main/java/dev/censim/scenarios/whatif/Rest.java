package dev.censim.scenarios.whatif;

import dev.censim.kernel.Journal;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.scenarios.reach.Reach;

/** Watches a simulation for changes of its state, as far as a failure reaches. */
final class Rest {

    /** Between two looks at whether the network has come to rest. */
    private static final long STEP = Time.SECOND;

    private final NetworkState state;
    private final Reach reach;
    private final long since;
    private int read;
    private long lastMove;

    /** @param since when it was last known to move */
    Rest(NetworkState state, Reach reach, long since) {
        this.state = state;
        this.reach = reach;
        this.since = since;
        lastMove = since;
    }

    void moveOn(long now) {
        lastMove = now;
    }

    /** Until nothing has moved for a time. */
    boolean await(Simulation simulation, long quiet, long most) {
        return await(simulation, quiet, most, false);
    }

    /** The same, or until everything is as it was before. */
    boolean awaitOrigin(Simulation simulation, long quiet, long most) {
        return await(simulation, quiet, most, true);
    }

    private boolean await(Simulation simulation, long quiet, long most, boolean isOriginEnough) {
        long limit = Math.max(simulation.now(), since) + most;
        look(simulation);
        while (simulation.now() < Math.max(since, lastMove + quiet)) {
            if (isOriginEnough && state.isAsOrigin() && simulation.now() > lastMove + STEP) {
                return true;
            }
            if (simulation.now() >= limit) {
                return false;
            }
            simulation.run(simulation.now() + STEP);
            look(simulation);
        }
        return true;
    }

    private void look(Simulation simulation) {
        Journal journal = simulation.journal();
        journal.forEachWritten(read, fact -> {
            if (reach.has(fact) && state.take(fact)) {
                lastMove = fact.at();
            }
        });
        read = journal.written();
    }
}
