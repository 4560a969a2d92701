package dev.censim.model.topology;

import dev.censim.model.address.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * A virtual private cloud.
 *
 * @param routes destinations whose next hop is the transit router attachment, added by hand
 * @param vpnGatewayRoutes destinations whose next hop is a VPN gateway in it, added by hand
 * @param attachment empty when it is attached to no transit router
 * @param routePropagation whether its table takes what the transit router synchronizes (API {@code RoutePropagationEnable})
 */
public record Vpc(
        String name,
        String region,
        List<Prefix> cidrBlocks,
        List<VSwitch> vSwitches,
        List<Host> hosts,
        List<Prefix> routes,
        List<VpnGatewayRoute> vpnGatewayRoutes,
        Optional<Attachment> attachment,
        boolean routePropagation) {

    /** A VPC whose table takes what it is given. */
    public Vpc(
            String name,
            String region,
            List<Prefix> cidrBlocks,
            List<VSwitch> vSwitches,
            List<Host> hosts,
            List<Prefix> routes,
            Optional<Attachment> attachment) {
        this(name, region, cidrBlocks, vSwitches, hosts, routes, List.of(), attachment, true);
    }

    public Vpc {
        cidrBlocks = List.copyOf(cidrBlocks);
        vSwitches = List.copyOf(vSwitches);
        hosts = List.copyOf(hosts);
        routes = List.copyOf(routes);
        vpnGatewayRoutes = List.copyOf(vpnGatewayRoutes);
    }
}
