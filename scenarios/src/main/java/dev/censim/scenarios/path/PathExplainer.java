package dev.censim.scenarios.path;

import dev.censim.compile.Network;
import dev.censim.facts.TraceFact;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Explains the way of a packet and of its answer through a running network. */
public final class PathExplainer {

    /** A packet that meets more obstacles than this goes round. */
    private static final int OBSTACLES_MAX = 24;

    /** After a change: for what follows at once, and for what needs a negotiation or a retry. */
    private static final List<Long> SETTLING = List.of(5 * Time.SECOND, 40 * Time.SECOND);

    private final Subject subject;
    private final Scenario scenario;
    private final Network network;
    private final Simulation base;

    /** Of both ways: their remedies are to stand beside each other. */
    private final FreePriorities priorities;

    private PathExplainer(Subject subject, Simulation base) {
        this.subject = subject;
        scenario = subject.scenario();
        network = subject.network();
        priorities = new FreePriorities(scenario);
        this.base = base;
    }

    /**
     * What becomes of a packet now, and of its answer. The simulation goes on undisturbed: all is tried in forks of it.
     *
     * @param simulation of the network, at the instant in question
     */
    public static PathExplanation explain(Subject subject, Simulation simulation, Question question) {
        PathExplainer explainer = new PathExplainer(subject, simulation);
        return new PathExplanation(
                subject.scenario().name(),
                subject.scenario().seed(),
                simulation.now(),
                explainer.way(question),
                explainer.way(question.reversed()));
    }

    private Way way(Question question) {
        ChangeText words = new ChangeText(new Landscape(scenario.topology()));
        Lab lab = new Lab(subject, priorities, base);
        Trace trace = lab.send(question);
        List<Step> steps = steps(trace, lab, question);
        List<Obstacle> obstacles = obstacles(question, trace, lab);
        boolean arrivesWithout = trace.arrived() || arrives(question, obstacles);
        if (arrivesWithout) {
            for (Obstacle obstacle : List.copyOf(obstacles)) {
                if (isNeedless(obstacle, obstacles, question)) {
                    obstacles.remove(obstacle);
                }
            }
        }
        return new Way(
                question.from().name(),
                question.to().name(),
                question.words(),
                steps,
                trace.arrived(),
                end(trace),
                obstacles.stream().map(obstacle -> obstacle.worded(words)).toList(),
                arrivesWithout);
    }

    /** Meets one obstacle, removes it, sends another packet; until it arrives, or something cannot be removed by a change of routing. */
    private List<Obstacle> obstacles(Question question, Trace first, Lab lab) {
        List<Obstacle> met = new ArrayList<>();
        Trace trace = first;
        while (!trace.arrived() && met.size() < OBSTACLES_MAX) {
            Obstacle obstacle = new Obstacles(scenario, lab, question).of(trace);
            if (met.contains(obstacle)) {
                break;
            }
            met.add(obstacle);
            if (obstacle.changes().isEmpty()) {
                break;
            }
            obstacle.changes().forEach(lab::change);
            trace = sendSettled(question, trace, lab);
        }
        return met;
    }

    /** Sends until the packet gets further than before, or for as long as anything needs to settle. */
    private static Trace sendSettled(Question question, Trace before, Lab lab) {
        Trace trace = before;
        for (long nanos : SETTLING) {
            lab.run(nanos);
            trace = lab.send(question);
            if (!trace.endsAs(before)) {
                return trace;
            }
        }
        return trace;
    }

    /** Whether the packet arrives in the network as it is, with all changes made. */
    private boolean arrives(Question question, List<Obstacle> obstacles) {
        Lab lab = new Lab(subject, priorities, base);
        obstacles.forEach(obstacle -> obstacle.changes().forEach(lab::change));
        for (long nanos : SETTLING) {
            lab.run(nanos);
            if (lab.send(question).arrived()) {
                return true;
            }
        }
        return false;
    }

    /** An obstacle that only another one has made. */
    private boolean isNeedless(Obstacle obstacle, List<Obstacle> all, Question question) {
        List<Obstacle> others = new ArrayList<>(all);
        others.remove(obstacle);
        return !others.isEmpty() && arrives(question, others);
    }

    private String end(Trace trace) {
        String device = network.names().actors().get(trace.actor());
        return trace.cause()
                .map(cause -> "dropped at " + device + ": " + cause.text())
                .orElse("arrives at " + device);
    }

    private List<Step> steps(Trace trace, Lab lab, Question question) {
        Landscape landscape = new Landscape(scenario.topology());
        List<Step> steps = new ArrayList<>();
        for (int hop : trace.path()) {
            String device = network.names().hop(hop);
            TraceFact.LookedUp found = hop < 0 ? null : trace.lookups().get(hop);
            if (found == null) {
                steps.add(new Step(device, Optional.empty()));
            } else {
                List<Step.Contender> others = landscape.isTransitRouter(device)
                        ? contenders(lab.ask(device, question.to()), found)
                        : List.of();
                steps.add(new Step(device, Optional.of(lookup(found, others))));
            }
        }
        return steps;
    }

    private Step.Lookup lookup(TraceFact.LookedUp found, List<Step.Contender> others) {
        OptionalInt chosen = found.chosen();
        return new Step.Lookup(
                network.names().tables().get(found.table()),
                found.entry().map(Object::toString),
                found.source().map(source -> source.text()).orElse(""),
                found.hops().stream().map(network.names()::hop).toList(),
                chosen.isPresent() ? Optional.of(network.names().hop(chosen.getAsInt())) : Optional.empty(),
                found.hash(),
                others);
    }

    private List<Step.Contender> contenders(Inquiry inquiry, TraceFact.LookedUp found) {
        return inquiry.entries(found.table()).stream().map(this::contender).toList();
    }

    private Step.Contender contender(TraceFact.Entry entry) {
        String hop = entry.attachment().isPresent()
                ? network.names().hop(entry.attachment().getAsInt())
                : "blackhole";
        String origin = entry.isStatic()
                ? "static"
                : entry.originType().text() + " " + entry.routeType().text();
        String why = entry.lostBy().map(rule -> rule.text()).orElse("");
        if (entry.deniedBy().isPresent()) {
            why = "routing policy " + entry.deniedBy().getAsInt();
        }
        return new Step.Contender(
                entry.prefix().toString(), hop, origin, entry.status().text(), why);
    }
}
