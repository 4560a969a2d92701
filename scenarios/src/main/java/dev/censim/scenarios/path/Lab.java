package dev.censim.scenarios.path;

import dev.censim.compile.Network;
import dev.censim.facts.DropCause;
import dev.censim.facts.Names;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.change.Change;
import dev.censim.model.topology.Host;
import dev.censim.scenarios.explain.Diagnosis;
import dev.censim.scenarios.explain.Explainer;
import java.util.List;
import java.util.Optional;

/** A fork of the running network, in which packets are sent and changes tried. The faults that the scenario has still to come do not. */
final class Lab {

    /** A packet that is still under way after this is lost in a queue of ours: no path is that long. */
    private static final long PATIENCE = 60 * Time.SECOND;

    private static final long STEP = Time.SECOND / 10;

    /** At random losses another packet is sent so many times. */
    private static final int TRIES = 8;

    private final Subject subject;
    private final FreePriorities priorities;
    private final Network network;
    private final Simulation simulation;
    private int traces;

    Lab(Subject subject, FreePriorities priorities, Simulation base) {
        this.subject = subject;
        this.priorities = priorities;
        network = subject.network();
        simulation = base.fork();
        network.endScript(simulation);
    }

    FreePriorities priorities() {
        return priorities;
    }

    Names names() {
        return network.names();
    }

    Journal journal() {
        return simulation.journal();
    }

    long now() {
        return simulation.now();
    }

    /** Sends a packet and waits for its end. */
    Trace send(Question question) {
        Trace trace = sendOnce(question);
        for (int i = 1; i < TRIES && trace.cause().equals(Optional.of(DropCause.PATH_LOSS)); i++) {
            trace = sendOnce(question);
        }
        return trace;
    }

    private Trace sendOnce(Question question) {
        int number = traces++;
        network.trace(
                number,
                question.from(),
                question.to().address(),
                question.protocol().number(),
                question.sourcePort(),
                question.destinationPort(),
                simulation);
        for (long until = simulation.now() + PATIENCE; simulation.now() < until; run(STEP)) {
            Optional<Trace> trace = Trace.of(simulation.journal(), number);
            if (trace.isPresent()) {
                return trace.get();
            }
        }
        throw new IllegalStateException("the packet " + question.words() + " neither arrived nor was it dropped");
    }

    /** What a transit router thinks of a host's address. */
    Inquiry ask(String transitRouter, Host about) {
        // An instant of its own, so that the answers of one question are told from those of another.
        run(1);
        network.inquire(transitRouter, about.address(), simulation);
        int actor = network.names().actors().indexOf(transitRouter);
        return Inquiry.of(network.names(), simulation.journal(), actor, simulation.now());
    }

    /** The diagnoses of a tunnel, the worst first. */
    List<Diagnosis> diagnose(String tunnel) {
        return Explainer.explain(
                        subject.scenario(),
                        subject.positions(),
                        network.names(),
                        simulation.journal(),
                        tunnel,
                        simulation.now())
                .diagnoses();
    }

    void change(Change change) {
        network.change(change, simulation);
    }

    void run(long nanos) {
        simulation.run(simulation.now() + nanos);
    }
}
