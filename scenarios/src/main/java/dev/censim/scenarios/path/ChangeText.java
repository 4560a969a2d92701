package dev.censim.scenarios.path;

import dev.censim.model.address.Prefix;
import dev.censim.model.change.Change;
import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.topology.TransitRouterRoute;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A change as an entry under {@code changes} of a scenario, but for its time. */
final class ChangeText {

    private final Landscape landscape;

    ChangeText(Landscape landscape) {
        this.landscape = landscape;
    }

    /** Empty for what the language of scenarios has no change for. */
    Optional<String> of(Change change) {
        return keys(change).map(keys -> "{change: " + keys + "}");
    }

    private Optional<String> keys(Change change) {
        if (change instanceof Change.RouteTableAssociation association) {
            return Optional.of(
                    "associateRouteTable, " + attachment(association.transitRouter(), association.attachment())
                            + ", routeTable: " + association.routeTable().orElse("none"));
        } else if (change instanceof Change.RouteTablePropagation propagation) {
            return Optional.of(verb(propagation.enabled(), "enable", "disable") + "Propagation, "
                    + attachment(propagation.transitRouter(), propagation.attachment())
                    + ", routeTable: " + propagation.routeTable());
        } else if (change instanceof Change.RouteSynchronization synchronization) {
            return Optional.of(verb(synchronization.enabled(), "enable", "disable") + "Synchronization, "
                    + attachment(synchronization.transitRouter(), synchronization.attachment()));
        } else if (change instanceof Change.TransitRouterEntry entry) {
            TransitRouterRoute route = entry.route();
            return Optional.of(verb(entry.present(), "add", "remove") + "Route, transitRouter: " + entry.transitRouter()
                    + ", routeTable: " + route.routeTable() + ", destination: " + route.destination()
                    + ", nextHop: " + route.attachment().orElse("blackhole"));
        } else if (change instanceof Change.RoutingPolicyEntry entry) {
            return Optional.of(verb(entry.present(), "add", "remove") + "RoutingPolicy, transitRouter: "
                    + entry.transitRouter() + ", policy: " + policy(entry.policy()));
        } else if (change instanceof Change.VpcEntry entry) {
            return Optional.of(route(entry.present(), "vpc", entry.vpc(), entry.destination()));
        } else if (change instanceof Change.CustomerGatewayEntry entry) {
            return landscape.isCustomerGateway(entry.customerGateway())
                    ? Optional.of(
                            route(entry.present(), "customerGateway", entry.customerGateway(), entry.destination()))
                    : Optional.empty();
        } else if (change instanceof Change.InstanceEntry entry) {
            String kind = landscape.vbr(entry.instance()).isPresent() ? "vbr" : "vpnConnection";
            return Optional.of(route(entry.present(), kind, entry.instance(), entry.destination()));
        }
        return Optional.empty();
    }

    private static String verb(boolean isOn, String on, String off) {
        return isOn ? on : off;
    }

    /** An inter-region connection is attached to two transit routers. */
    private String attachment(String transitRouter, String name) {
        return "attachment: " + name
                + (landscape.interRegionConnection(name).isPresent() ? ", transitRouter: " + transitRouter : "");
    }

    private static String route(boolean isPresent, String kind, String name, Prefix destination) {
        return verb(isPresent, "add", "remove") + "Route, " + kind + ": " + name + ", destination: " + destination;
    }

    /** Of a policy that matches blocks and nothing else. */
    private static String policy(RoutingPolicy policy) {
        List<Prefix> blocks = policy.match().prefixes();
        return "{priority: " + policy.priority()
                + ", transmitDirection: " + policy.direction().text()
                + ", routeTable: " + policy.routeTable()
                + ", mapResult: " + (policy.permits() ? "permit" : "deny")
                + ", destinationCidrBlocks: "
                + blocks.stream().map(Prefix::toString).collect(Collectors.joining(", ", "[", "]"))
                + ", cidrMatchMode: " + policy.match().prefixMode().text() + "}";
    }
}
