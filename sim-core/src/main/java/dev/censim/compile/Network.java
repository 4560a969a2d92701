package dev.censim.compile;

import dev.censim.facts.Names;
import dev.censim.facts.TableFact;
import dev.censim.forward.EspRoundTrips;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Simulation;
import dev.censim.model.address.Ipv4;
import dev.censim.model.change.Change;
import dev.censim.model.fault.Fault;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.topology.Host;
import dev.censim.node.Border;
import dev.censim.node.Control;
import dev.censim.node.FaultScript;
import dev.censim.node.Outside;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A compiled scenario: it can be started any number of times, and a running one can be made to fail. */
public final class Network {

    private final Names names;
    private final List<Actor> actors;
    private final FaultPlanner planner;
    private final ChangePlanner changes;
    private final int faultScript;
    private final EspRoundTrips roundTrips;

    Network(
            Names names,
            List<Actor> actors,
            FaultPlanner planner,
            ChangePlanner changes,
            int faultScript,
            EspRoundTrips roundTrips) {
        this.roundTrips = roundTrips;
        this.changes = changes;
        this.names = names;
        this.actors = List.copyOf(actors);
        this.planner = planner;
        this.faultScript = faultScript;
    }

    /** What the numbers in the journal stand for. */
    public Names names() {
        return names;
    }

    /** A simulation of this network at instant 0, independent of all others. */
    public Simulation start() {
        return Simulation.of(actors.stream().map(Actor::copy).toList());
    }

    /**
     * Does what is left of the cryptography of all simulations of this network so far; call it when none of them is running.
     *
     * @throws IllegalStateException when a packet of theirs did not open to what was sealed, so that what followed was wrong
     */
    public void finishEsp() {
        roundTrips.finish();
    }

    /**
     * Lets a fault happen now in a running simulation of this network; its repair follows at its time. What comes of it is what
     * would have come if the scenario had said so, provided that {@code fault.at()} is now.
     */
    public void inject(TimedFault fault, Simulation simulation) {
        FaultScript.Planned planned = planner.plan(fault);
        simulation.inject(faultScript, new Control.FaultNow(planned));
    }

    /**
     * Lets faults happen now, all at once: what actors are told is told once and by their numbers, whichever faults say so and in whatever
     * order, so that faults of the same effects have the same consequences.
     */
    public void inject(List<TimedFault> faults, Simulation simulation) {
        together(faults).forEach(planned -> simulation.inject(faultScript, new Control.FaultNow(planned)));
    }

    /** Undoes now what {@link #inject(List, Simulation)} did, of faults that have no time of repair of their own. */
    public void repair(List<TimedFault> faults, Simulation simulation) {
        together(faults).forEach(planned -> simulation.inject(faultScript, new Control.RepairNow(planned)));
    }

    /** As plans of which the last says everything. */
    private List<FaultScript.Planned> together(List<TimedFault> faults) {
        List<FaultScript.Planned> plans = faults.stream().map(planner::plan).toList();
        List<FaultScript.Planned> together = new ArrayList<>();
        faults.subList(0, faults.size() - 1)
                .forEach(fault -> together.add(new FaultScript.Planned(fault, List.of(), List.of())));
        together.add(new FaultScript.Planned(
                faults.get(faults.size() - 1),
                once(plans, FaultScript.Planned::apply),
                once(plans, FaultScript.Planned::repair)));
        return together;
    }

    private static List<Control.Delivery> once(
            List<FaultScript.Planned> plans, Function<FaultScript.Planned, List<Control.Delivery>> part) {
        return plans.stream()
                .flatMap(planned -> part.apply(planned).stream())
                .distinct()
                .sorted(Comparator.comparingInt(Control.Delivery::actor)
                        .thenComparing(delivery -> delivery.signal().toString()))
                .toList();
    }

    /**
     * What a fault and its repair tell which actors, as values that can be compared and nothing else. Faults of equal effects come to
     * the same thing, and so do two faults together of which one's effects contain the other's.
     */
    public Set<Object> effects(Fault fault) {
        FaultScript.Planned planned = planner.plan(new TimedFault("", Duration.ZERO, fault, Optional.empty()));
        Set<Object> effects = new LinkedHashSet<>(planned.apply());
        effects.addAll(planned.repair());
        return effects;
    }

    /** Ids of the actors at which faults begin: those that are told, and of an attachment that fails the one that is attached. */
    public BitSet seats(List<TimedFault> faults) {
        BitSet seats = new BitSet();
        faults.stream()
                .flatMap(fault -> planner.plan(fault).apply().stream())
                .forEach(delivery -> seats.set(
                        delivery.signal() instanceof Control.AttachmentPresence fault
                                ? fault.attachment()
                                : delivery.actor()));
        return seats;
    }

    /**
     * A part of a running simulation of this network that goes on without the rest.
     *
     * @param present ids of its actors; the fault script belongs to every part
     * @param border is told what leaves the part
     */
    public Simulation part(Simulation whole, BitSet present, Border border) {
        BitSet all = (BitSet) present.clone();
        all.set(faultScript);
        return whole.part(all, new Outside(border));
    }

    /** Ids of the actors that lose power altogether by a fault. */
    public List<Integer> losingPower(TimedFault fault) {
        return planner.plan(fault).apply().stream()
                .filter(delivery -> delivery.signal() instanceof Control.Power)
                .map(Control.Delivery::actor)
                .toList();
    }

    /** Lets an operator make a change now in a running simulation of this network. */
    public void change(Change change, Simulation simulation) {
        Control.Delivery delivery = changes.delivery(change);
        simulation.inject(delivery.actor(), delivery.signal());
    }

    /** What the route tables of all devices hold now, in the order of {@link Names#tables}; the simulation goes on unasked. */
    public List<TableFact> tables(Simulation simulation) {
        Simulation asked = simulation.forkWithoutPast();
        names.tables().stream()
                .map(table -> table.contains("/") ? table.substring(0, table.indexOf('/')) : table)
                .distinct()
                .forEach(device -> asked.inject(names.actors().indexOf(device), new Control.TablesWanted()));
        List<TableFact> facts = new ArrayList<>();
        asked.journal().forEach(fact -> {
            if (fact instanceof TableFact entry) {
                facts.add(entry);
            }
        });
        facts.sort(Comparator.comparingInt(TableFact::table));
        return facts;
    }

    /**
     * Lets a host send a packet now whose way is noted ({@link dev.censim.facts.TraceFact}).
     *
     * @param trace number of the packet, for its facts
     * @param protocol as in {@link dev.censim.wire.IpProtocol}; of ICMP an echo is sent, and the source port is its identifier
     */
    public void trace(
            int trace, Host from, Ipv4 to, int protocol, int sourcePort, int destinationPort, Simulation simulation) {
        simulation.inject(
                names.actors().indexOf(from.name()),
                new Control.TraceWanted(trace, to.bits(), protocol, sourcePort, destinationPort));
    }

    /** Lets a transit router note what its tables hold around a destination, and how its attachments stand to it. */
    public void inquire(String transitRouter, Ipv4 destination, Simulation simulation) {
        simulation.inject(names.actors().indexOf(transitRouter), new Control.RouteInquiry(destination.bits()));
    }

    /** From now on nothing happens that the scenario's faults, repairs and changes have still to bring. */
    public void endScript(Simulation simulation) {
        simulation.inject(faultScript, new Control.ScriptEnds());
    }
}
