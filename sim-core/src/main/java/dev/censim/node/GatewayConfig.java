package dev.censim.node;

import dev.censim.facts.Side;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.proto.bgp.BgpSpeakerConfig;
import dev.censim.proto.liveness.LivenessPolicy;
import dev.censim.route.RouteAttributes;
import java.util.List;
import java.util.Optional;

/**
 * A device that joins tunnels or a circuit to a network: an IPsec-VPN connection or VBR of the cloud, or a gateway of a data centre.
 *
 * @param uplink actor id of the transit router or of the data centre
 * @param table number of its route table
 * @param origin what its static routes say of themselves to the uplink
 * @param speaker empty without BGP; its sessions belong to the endpoints with a peering, in their order
 * @param originates prefixes that it announces by BGP from the start
 * @param healthCheck of the only tunnel; empty when it is off
 * @param offers how it offers routes to its uplink
 */
public record GatewayConfig(
        int id,
        String name,
        Side side,
        int uplink,
        int table,
        RouteAttributes origin,
        List<EndpointConfig> endpoints,
        List<StaticRoute> staticRoutes,
        Optional<BgpSpeakerConfig> speaker,
        List<Prefix> originates,
        Optional<HealthCheck> healthCheck,
        OfferPolicy offers) {

    public GatewayConfig {
        endpoints = List.copyOf(endpoints);
        staticRoutes = List.copyOf(staticRoutes);
        originates = List.copyOf(originates);
    }

    /**
     * A route that was configured by hand.
     *
     * @param endpoints indices of the endpoints that carry it
     * @param isOffered whether the uplink is told
     */
    public record StaticRoute(Prefix destination, List<Integer> endpoints, boolean isOffered) {
        public StaticRoute {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * Probes through the only tunnel.
     *
     * @param switchesRoute whether routes are withdrawn from the uplink while the check has failed
     */
    public record HealthCheck(Ipv4 dip, Ipv4 sip, LivenessPolicy policy, boolean switchesRoute) {}

    /**
     * @param metric of an offered route; the AS path's length is added
     * @param lastResort metric of a static route none of whose endpoints is up, so that traffic still comes and starts a
     *     negotiation; negative when it is not offered then
     */
    public record OfferPolicy(int metric, int lastResort) {
        public static final int NOT_OFFERED = -1;
    }
}
