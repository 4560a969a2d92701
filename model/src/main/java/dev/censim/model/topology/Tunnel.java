package dev.censim.model.topology;

import dev.censim.model.address.Ipv4;
import java.util.Optional;

/**
 * One of the tunnels of an IPsec-VPN connection.
 *
 * @param name full name, {@code connection.tunnel1}
 * @param zone where the cloud's end lives
 * @param gatewayIp the cloud's outer address
 * @param gatewayIpAtPeer where the customer's device looks for the cloud's end; another one only when that was configured wrong
 * @param path name of the underlay path
 * @param bgp empty when the connection does not run BGP
 */
public record Tunnel(
        String name,
        String zone,
        Ipv4 gatewayIp,
        Ipv4 gatewayIpAtPeer,
        String customerGateway,
        String path,
        TunnelEnd cloud,
        TunnelEnd customer,
        Optional<TunnelBgp> bgp) {}
