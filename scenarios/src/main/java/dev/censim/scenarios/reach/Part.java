package dev.censim.scenarios.reach;

import dev.censim.kernel.Simulation;

/** A part of a network that goes on by itself. */
public final class Part {

    private final Reach reach;
    private final Simulation simulation;
    private final Boundary boundary;
    private final Calm calm;

    Part(Reach reach, Simulation simulation, Boundary boundary, Calm calm) {
        this.reach = reach;
        this.simulation = simulation;
        this.boundary = boundary;
        this.calm = calm;
    }

    public Simulation simulation() {
        return simulation;
    }

    /** Whether what has happened in it so far is what would have happened in the whole, and the rest was as before all that time. */
    public boolean isAsInTheWhole() {
        simulation.journal().forEachWritten(0, boundary::take);
        return !boundary.isCrossed() && calm.lastsBeyond(reach, simulation.now());
    }
}
