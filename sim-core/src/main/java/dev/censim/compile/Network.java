package dev.censim.compile;

import dev.censim.facts.Names;
import dev.censim.facts.TableFact;
import dev.censim.forward.EspRoundTrips;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Simulation;
import dev.censim.model.address.Ipv4;
import dev.censim.model.change.Change;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.topology.Host;
import dev.censim.node.Control;
import dev.censim.node.FaultScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /** Undoes now what {@link #inject} did, of a fault that has no time of repair of its own. */
    public void repair(TimedFault fault, Simulation simulation) {
        simulation.inject(faultScript, new Control.RepairNow(planner.plan(fault)));
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
