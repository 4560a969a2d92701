package dev.censim.model.topology;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.BfdConfig;
import dev.censim.model.policy.BgpTimers;
import dev.censim.model.policy.VbrHealthCheck;
import java.util.List;
import java.util.Optional;

/**
 * A virtual border router: a private circuit from a transit router, or an ECR, to a data centre.
 *
 * @param attachment to a transit router; empty when it belongs to an ECR
 * @param ecr empty when it is attached to a transit router
 * @param localGatewayIp the cloud's address on the circuit
 * @param peerGatewayIp the data centre's address on the circuit
 * @param path name of the circuit's path
 * @param bgp empty for static routing
 * @param routes static destinations in the data centre
 * @param peerRoutes static destinations behind the cloud, configured in the data centre
 * @param healthCheck of the circuit from the cloud's end
 * @param failoverGroup name of the group in which it and another VBR stand in for each other
 */
public record Vbr(
        String name,
        Optional<Attachment> attachment,
        Optional<EcrChild> ecr,
        String dataCenter,
        Ipv4 localGatewayIp,
        Ipv4 peerGatewayIp,
        String path,
        Optional<Bgp> bgp,
        List<Prefix> routes,
        List<Prefix> peerRoutes,
        Optional<VbrHealthCheck> healthCheck,
        Optional<String> failoverGroup) {

    public Vbr {
        routes = List.copyOf(routes);
        peerRoutes = List.copyOf(peerRoutes);
    }

    /**
     * That it belongs to an ECR ({@code express_connect_router_vbr_child_instance}).
     *
     * @param nearZones zones near the access point of its circuit, for {@link Ecr.TransitMode#NEAR_BY}
     */
    public record EcrChild(String ecr, String region, List<String> nearZones) {
        public EcrChild {
            nearZones = List.copyOf(nearZones);
        }
    }

    /** What the data centre's device at the other end of its circuit is called. */
    public String peerName() {
        return name + ".peer";
    }

    /** Whether a transit router has it as an attachment of its own. */
    public boolean isAttachedTo(String transitRouter) {
        return attachment
                .filter(one -> one.transitRouter().equals(transitRouter))
                .isPresent();
    }

    /** Whether it is one of an ECR's. */
    public boolean isChildOf(String name) {
        return ecr.filter(child -> child.ecr.equals(name)).isPresent();
    }

    /**
     * BGP across the circuit ({@code vpc_bgp_group} and {@code vpc_bgp_peer}).
     *
     * @param routeLimit how many routes the VBR takes from its peer; those beyond are not used
     * @param authKey the key of TCP's MD5 signatures (RFC 2385); empty: segments are not signed
     * @param device the data centre's own settings
     * @param bfd at the cloud's end; empty when it is off
     * @param peerBfd at the data centre's end; empty when it is off
     */
    public record Bgp(
            Asn localAsn,
            Asn peerAsn,
            BgpTimers timers,
            int routeLimit,
            Optional<String> authKey,
            BgpDevice device,
            Optional<BfdConfig> bfd,
            Optional<BfdConfig> peerBfd) {}
}
