package dev.censim.compile;

import dev.censim.model.address.Prefix;
import dev.censim.model.change.Change;
import dev.censim.model.change.TimedChange;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.node.Control;
import dev.censim.node.Control.Delivery;
import dev.censim.node.FaultScript.PlannedChange;
import dev.censim.node.TransitRouterConfig;
import dev.censim.route.Candidate;

/** Turns the model's words for what an operator changes into signals to actors. */
final class ChangePlanner {

    private final Topology topology;
    private final Numbering numbering;
    private final RoutingPolicyCompiler policies;

    ChangePlanner(Topology topology, Numbering numbering) {
        this.topology = topology;
        this.numbering = numbering;
        policies = new RoutingPolicyCompiler(numbering, new Origins(topology, numbering));
    }

    PlannedChange plan(TimedChange timed) {
        return new PlannedChange(timed, delivery(timed.change()));
    }

    Delivery delivery(Change change) {
        if (change instanceof Change.RouteTableAssociation association) {
            TransitRouter router = router(association.transitRouter());
            int table = association
                    .routeTable()
                    .map(name -> TransitRouters.index(router, name))
                    .orElse(TransitRouterConfig.NO_TABLE);
            return to(router.name(), new Control.Association(numbering.actor(association.attachment()), table));
        } else if (change instanceof Change.RouteTablePropagation propagation) {
            TransitRouter router = router(propagation.transitRouter());
            int table = TransitRouters.index(router, propagation.routeTable());
            int attachment = numbering.actor(propagation.attachment());
            return to(router.name(), new Control.Propagation(attachment, table, propagation.enabled()));
        } else if (change instanceof Change.RouteSynchronization synchronization) {
            int attachment = numbering.actor(synchronization.attachment());
            return to(
                    synchronization.transitRouter(),
                    new Control.Synchronization(attachment, synchronization.enabled()));
        } else if (change instanceof Change.TransitRouterEntry entry) {
            TransitRouter router = router(entry.transitRouter());
            int table = TransitRouters.index(router, entry.route().routeTable());
            int hop = entry.route().attachment().map(numbering::actor).orElse(Candidate.BLACKHOLE);
            return to(router.name(), new Control.TableEntry(table, entry.route().destination(), hop, entry.present()));
        } else if (change instanceof Change.RoutingPolicyEntry entry) {
            TransitRouter router = router(entry.transitRouter());
            return to(
                    router.name(), new Control.PolicyEntry(policies.compile(router, entry.policy()), entry.present()));
        } else if (change instanceof Change.RouteAggregationEntry entry) {
            TransitRouter router = router(entry.transitRouter());
            int table = TransitRouters.index(router, entry.aggregation().routeTable());
            return to(
                    router.name(),
                    new Control.AggregateEntry(table, entry.aggregation().cidr(), entry.present()));
        } else if (change instanceof Change.VpcEntry entry) {
            return own(entry.vpc(), entry.destination(), entry.present());
        } else if (change instanceof Change.CustomerGatewayEntry entry) {
            return own(entry.customerGateway(), entry.destination(), entry.present());
        } else if (change instanceof Change.InstanceEntry entry) {
            return own(entry.instance(), entry.destination(), entry.present());
        }
        throw new AssertionError(change);
    }

    private Delivery own(String device, Prefix destination, boolean present) {
        return to(device, new Control.OwnEntry(destination, present));
    }

    private TransitRouter router(String name) {
        return topology.transitRouters().stream()
                .filter(router -> router.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Delivery to(String actor, Control signal) {
        return new Delivery(numbering.actor(actor), signal);
    }
}
