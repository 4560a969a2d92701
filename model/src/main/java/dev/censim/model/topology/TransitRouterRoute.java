package dev.censim.model.topology;

import dev.censim.model.address.Prefix;
import java.util.Optional;

/**
 * A static entry of a transit router table ({@code cen_transit_router_route_entry}).
 *
 * @param attachment name of the VPC, VBR or IPsec-VPN connection that is the next hop; empty for a black hole
 */
public record TransitRouterRoute(String routeTable, Prefix destination, Optional<String> attachment) {}
