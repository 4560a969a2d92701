package dev.censim.model.topology;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.HealthCheck;
import java.util.List;
import java.util.Optional;

/**
 * An IPsec-VPN connection: attached to a transit router ({@code vpn_gateway_vpn_attachment}), or of a VPN gateway in a VPC
 * ({@code vpn_connection}).
 *
 * @param attachment empty when it belongs to a VPN gateway
 * @param vpnGateway empty when it is attached to a transit router
 * @param localSubnets {@code 0.0.0.0/0} alone together with the same remote subnet is Destination Routing; else Flow Protection
 * @param routes destinations in the data centre, configured by hand on the connection
 * @param customerTunnelMode how the customer side spreads its traffic; the same as {@code dualTunnelMode} unless set
 * @param tunnels two, or one in single-tunnel mode
 */
public record VpnConnection(
        String name,
        Optional<Attachment> attachment,
        Optional<VpnGatewayAssociation> vpnGateway,
        NetworkType networkType,
        List<Prefix> localSubnets,
        List<Prefix> remoteSubnets,
        boolean enableTunnelsBgp,
        Asn localAsn,
        DualTunnelMode dualTunnelMode,
        DualTunnelMode customerTunnelMode,
        List<Prefix> routes,
        Optional<HealthCheck> healthCheck,
        List<Tunnel> tunnels) {

    public VpnConnection {
        localSubnets = List.copyOf(localSubnets);
        remoteSubnets = List.copyOf(remoteSubnets);
        routes = List.copyOf(routes);
        tunnels = List.copyOf(tunnels);
    }

    public boolean isAttachedTo(String transitRouter) {
        return attachment
                .filter(one -> one.transitRouter().equals(transitRouter))
                .isPresent();
    }

    public boolean isOf(VpnGateway gateway) {
        return vpnGateway.filter(one -> one.vpnGateway().equals(gateway.name())).isPresent();
    }
}
