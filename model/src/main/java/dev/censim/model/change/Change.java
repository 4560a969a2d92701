package dev.censim.model.change;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.topology.RouteAggregation;
import dev.censim.model.topology.TransitRouterRoute;
import java.util.Optional;

/** What an operator may change. Names refer to objects of the topology; an attachment has the name of what is attached. */
public sealed interface Change {

    /**
     * An attachment is associated with another route table, or with none (product page, Associated Route Table).
     *
     * @param routeTable empty for none
     */
    record RouteTableAssociation(String transitRouter, String attachment, Optional<String> routeTable)
            implements Change {}

    /** A route table begins to learn the routes of an attachment, or stops doing so. */
    record RouteTablePropagation(String transitRouter, String attachment, String routeTable, boolean enabled)
            implements Change {}

    /** An attachment is given the routes of its associated table, or no longer ({@code AutoPublishRouteEnabled}). */
    record RouteSynchronization(String transitRouter, String attachment, boolean enabled) implements Change {}

    /** A static entry is added to a transit router's table, or taken out. */
    record TransitRouterEntry(String transitRouter, TransitRouterRoute route, boolean present) implements Change {}

    /** A routing policy is added, in place of the one with its table, direction and priority, or taken out. */
    record RoutingPolicyEntry(String transitRouter, RoutingPolicy policy, boolean present) implements Change {}

    /** An aggregate is added to a transit router's table, or taken out. */
    record RouteAggregationEntry(String transitRouter, RouteAggregation aggregation, boolean present)
            implements Change {}

    /** A route to the transit router is added to a VPC's table, or taken out. */
    record VpcEntry(String vpc, Prefix destination, boolean present) implements Change {}

    /** A customer gateway gets a route through all its tunnels by hand, or loses it. */
    record CustomerGatewayEntry(String customerGateway, Prefix destination, boolean present) implements Change {}

    /** An IPsec-VPN connection or a VBR gets a destination in the data centre by hand, or loses it. */
    record InstanceEntry(String instance, Prefix destination, boolean present) implements Change {}
}
