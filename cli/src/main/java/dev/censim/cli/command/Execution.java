package dev.censim.cli.command;

import dev.censim.model.Scenario;
import java.util.List;

/** Runs a scenario from its first to its last second. */
@FunctionalInterface
interface Execution {

    /**
     * How to run it; nothing of it changes what happens.
     *
     * @param capture whether frames are noted for a capture
     * @param cores of the machine, 1 or more; more than {@link #CORES_MAX} are of no use
     */
    record Manner(boolean capture, int cores) {}

    /** One for the simulation, and one for the cryptography that no simulated instant waits for. */
    int CORES_MAX = 2;

    /**
     * Runs it.
     *
     * @param progress is told how far the run has come
     */
    Outcome run(Scenario scenario, Manner manner, Progress progress);

    /** Is told how far a run has come. */
    @FunctionalInterface
    interface Progress {

        /** How many steps of how many are done. */
        void at(int done, int steps);
    }

    /** What a run came to. */
    interface Outcome {

        /** Whether every expectation held. */
        boolean held();

        /** The story and the verdicts, for a terminal of that width. */
        String console(boolean colour, int columns);

        /** The files that tell the rest. */
        List<Artefact> artefacts();
    }
}
