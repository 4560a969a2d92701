package dev.censim.model.topology;

import dev.censim.model.address.Prefix;

/**
 * A route of a VPC, added by hand, whose next hop is a VPN gateway in it.
 *
 * @param published whether the transit router is told (vendor, "advertise routes to a transit router")
 */
public record VpnGatewayRoute(Prefix destination, String vpnGateway, boolean published) {}
