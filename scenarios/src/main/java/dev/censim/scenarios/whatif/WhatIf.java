package dev.censim.scenarios.whatif;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.facts.TraceFact.Denied;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.address.Ipv4;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.traffic.Flow;
import dev.censim.scenarios.reach.Part;
import dev.censim.scenarios.reach.Reach;
import dev.censim.scenarios.reach.Reaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A network that has converged, of which any number of forks may fail. The scenario's own faults, later changes and expectations play
 * no part, and its flows go on for as long as a case takes.
 */
public final class WhatIf {

    /** Longer than any case. */
    private static final Duration FOREVER = Duration.ofDays(30);

    /** A network that moves for longer will not come to rest. */
    private static final long RESTLESS = 3_600 * Time.SECOND;

    /** After the last move, for packets under way to arrive and for flows to note them. */
    static final long AFTERMATH = 5 * Time.SECOND;

    private final Network network;
    private final Patience patience;
    private final Simulation converged;
    private final Origin origin;

    /** Made when it is first needed, since it costs as much as a case or two. */
    private @Nullable Reaches reaches;

    private WhatIf(Scenario scenario, Network network, Patience patience, Simulation converged) {
        this.network = network;
        this.patience = patience;
        this.converged = converged;
        origin = Origin.of(scenario, network.names(), converged, AFTERMATH);
    }

    /**
     * Runs a scenario until its flows have begun and its routes are at rest.
     *
     * @throws NotConverged when they do not come to rest
     */
    public static WhatIf converge(Scenario scenario) throws NotConverged {
        Scenario endless = scenario.withFaults(List.of())
                .withExpectations(List.of())
                .withDuration(FOREVER)
                .withFlows(scenario.flows().stream()
                        .map(flow -> flow.until(FOREVER))
                        .toList());
        Network network = Compiler.compile(endless, false);
        Patience patience = Patience.of(endless);
        Simulation simulation = network.start();
        long begun = endless.flows().stream()
                .map(Flow::start)
                .max(Comparator.naturalOrder())
                .map(Time::of)
                .orElse(0L);
        Rest rest = new Rest(new NetworkState(), Reach.whole(), begun + AFTERMATH);
        boolean isAtRest = rest.await(simulation, Time.of(patience.detection()), RESTLESS);
        if (!isAtRest) {
            throw new NotConverged("routes still change after " + Time.format(simulation.now()) + " s");
        }
        network.endScript(simulation);
        return new WhatIf(endless, network, patience, simulation);
    }

    /** The same network at a later instant; this one when it has converged no earlier. */
    public WhatIf notBefore(long instant) {
        return instant <= converged.now()
                ? this
                : new WhatIf(origin.scenario(), network, patience, fork().run(instant));
    }

    public Network network() {
        return network;
    }

    /** The converged network, to look at or to go on with. */
    public synchronized Simulation fork() {
        return converged.fork();
    }

    /** The instant from which all cases begin. */
    public long convergedAt() {
        return converged.now();
    }

    /** Of the network when it had converged. */
    public long digest() {
        return converged.journal().digest();
    }

    /** What becomes of each flow, in their order, when a failure does not reach it. */
    List<FlowLoss> unharmed() {
        return origin.unharmed();
    }

    /**
     * Tries a failure on as much of the converged network as it reaches. Several threads may do so at a time. What comes out is what
     * comes out of {@link #outcomeInWhole}.
     */
    public Outcome outcome(Failure failure) {
        return inPart(failure, drawn(failure))
                .orElseGet(() -> outcome(failure, Ground.whole(Reach.whole(), fork()), atRest -> {}));
    }

    /** Tries a failure on a fork of the whole converged network. */
    public Outcome outcomeInWhole(Failure failure) {
        return outcomeInWhole(failure, atRest -> {});
    }

    /**
     * The same, and lets somebody look at the network when it is at rest after the failure.
     *
     * @param look must not let it go on
     */
    public Outcome outcomeInWhole(Failure failure, Consumer<Simulation> look) {
        return outcome(failure, Ground.whole(reach(failure), fork()), look);
    }

    /** Tries a failure on a network that was started anew and converged by itself: the same outcome, at a higher price. */
    public Outcome outcomeFromZero(Failure failure) {
        Simulation simulation = network.start();
        simulation.run(converged.now());
        network.endScript(simulation);
        return outcome(failure, Ground.whole(reach(failure), simulation.fork()), atRest -> {});
    }

    /** The same, with everything that happened. */
    public CaseHistory history(Failure failure) {
        Simulation fork = fork();
        Outcome outcome = outcome(failure, Ground.whole(reach(failure), fork), atRest -> {});
        return new CaseHistory(outcome, origin.scenario(), network.names(), fork.journal(), fork.events(), fork.now());
    }

    /** How far a failure reaches: as far as the topology says, unless trying it shows that it reaches farther. */
    Reach reach(Failure failure) {
        Reach drawn = drawn(failure);
        return inPart(failure, drawn).isPresent() ? drawn : Reach.whole();
    }

    /** How far it reaches as far as the topology says. */
    private Reach drawn(Failure failure) {
        return reaches().of(failure.faults(converged.now()));
    }

    /** The outcome in the part that a failure reaches; empty when it reaches everything, or more than that. */
    private Optional<Outcome> inPart(Failure failure, Reach reach) {
        if (reach.isWhole()) {
            return Optional.empty();
        }
        Part part = part(reach);
        Outcome outcome = outcome(failure, new Ground(reach, reach, part.simulation()), atRest -> {});
        return part.isAsInTheWhole() ? Optional.of(outcome) : Optional.empty();
    }

    private synchronized Part part(Reach reach) {
        return reaches().part(reach, converged);
    }

    private synchronized Reaches reaches() {
        if (reaches == null) {
            long usual = converged.now() + Time.of(patience.detection()) + Time.of(patience.retry()) + 3 * AFTERMATH;
            reaches = new Reaches(origin.scenario(), network, converged.fork(), usual);
        }
        return reaches;
    }

    /** From which routes to a destination routing policies keep attachments, when the network is at rest after a failure. */
    List<Denied> denials(Failure failure, Ipv4 destination) {
        Simulation fork = fork();
        Rest rest = new Rest(origin.state().asOrigin(), Reach.whole(), fork.now());
        network.inject(failure.faults(fork.now()), fork);
        rest.await(fork, Time.of(patience.detection()), RESTLESS);
        int before = fork.journal().written();
        origin.scenario()
                .topology()
                .transitRouters()
                .forEach(router -> network.inquire(router.name(), destination, fork));
        List<Denied> denials = new ArrayList<>();
        fork.journal().forEachWritten(before, fact -> {
            if (fact instanceof Denied denied) {
                denials.add(denied);
            }
        });
        return denials;
    }

    /**
     * What a failure is tried on.
     *
     * @param reach of the failure
     * @param simulated that, or everything
     */
    private record Ground(Reach reach, Reach simulated, Simulation simulation) {

        private static Ground whole(Reach reach, Simulation fork) {
            return new Ground(reach, Reach.whole(), fork);
        }
    }

    /** Fails the network, lets it come to rest, repairs it, and lets it come to rest again. */
    private Outcome outcome(Failure failure, Ground ground, Consumer<Simulation> look) {
        Reach reach = ground.reach;
        Simulation fork = ground.simulation;
        long failedAt = fork.now();
        List<TimedFault> faults = failure.faults(failedAt);
        Rest rest = new Rest(origin.state().asOrigin(), reach, failedAt);
        network.inject(faults, fork);
        boolean settled = rest.await(fork, Time.of(patience.detection()), RESTLESS);
        fork.run(fork.now() + AFTERMATH);
        look.accept(fork);
        long repairedAt = fork.now();
        network.repair(faults, fork);
        rest.moveOn(repairedAt);
        boolean recovered = rest.awaitOrigin(fork, Time.of(patience.retry()), RESTLESS);
        long endedAt = fork.now();
        fork.run(endedAt + AFTERMATH);
        network.finishEsp();
        Set<Integer> dead = faults.stream()
                .flatMap(fault -> network.losingPower(fault).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Ledger ledger = new Ledger(origin, ground.simulated, dead, failedAt, repairedAt, fork.now());
        fork.journal().forEachWritten(0, ledger::take);
        List<FlowLoss> losses = ledger.losses();
        return new Outcome(
                failure,
                failedAt,
                repairedAt,
                endedAt,
                settled && recovered,
                reach.digest(digest(), fork.journal()),
                losses,
                ledger.beliefs(endedAt),
                ledger.asymmetricPairs(losses));
    }
}
