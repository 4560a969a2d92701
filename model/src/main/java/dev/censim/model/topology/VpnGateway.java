package dev.censim.model.topology;

import dev.censim.model.address.Prefix;
import java.util.List;

/**
 * A VPN gateway in a VPC: the older home of IPsec-VPN connections, which name it themselves.
 *
 * @param zones of its vSwitches: the first tunnel of a connection ends in the first one, the second tunnel in the last one
 * @param autoPropagate whether what its connections learn by BGP goes into the VPC's route table ({@code auto_propagate})
 * @param publishedRoutes destinations, learned by BGP, of which the transit router is told while the VPC's table has them
 */
public record VpnGateway(
        String name,
        String vpc,
        NetworkType networkType,
        List<String> zones,
        boolean autoPropagate,
        List<Prefix> publishedRoutes) {

    public VpnGateway {
        zones = List.copyOf(zones);
        publishedRoutes = List.copyOf(publishedRoutes);
    }
}
