package dev.censim.model.topology;

import dev.censim.model.address.Prefix;

/**
 * A route of a data centre by hand, which leads into one connection whatever other ways there are.
 *
 * @param connection name of the IPsec-VPN connection that is the next hop
 */
public record DataCenterRoute(Prefix destination, String connection) {}
