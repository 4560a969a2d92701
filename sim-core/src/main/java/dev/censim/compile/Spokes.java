package dev.censim.compile;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.topology.Ccn;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.VSwitch;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import dev.censim.model.topology.VpnGateway;
import dev.censim.model.topology.VpnGatewayAssociation;
import dev.censim.model.topology.VpnGatewayRoute;
import dev.censim.node.HostDirectory;
import dev.censim.node.SpokeGateways;
import dev.censim.node.SpokeNode;
import dev.censim.node.VpnGatewayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The networks of the cloud: VPCs with the VPN gateways in them, and CCNs. */
final class Spokes {

    /** Vendor, "route synchronization": custom routes of a VPC's table. */
    private static final int VPC_ROUTE_MAX = 200;

    private final Topology topology;
    private final Numbering numbering;
    private final Origins origins;

    Spokes(Topology topology, Numbering numbering) {
        this.topology = topology;
        this.numbering = numbering;
        origins = new Origins(topology, numbering);
    }

    SpokeNode.Config vpc(Vpc vpc, HostDirectory hosts) {
        OptionalInt router = vpc.attachment()
                .map(attachment -> OptionalInt.of(numbering.actor(attachment.transitRouter())))
                .orElse(OptionalInt.empty());
        return new SpokeNode.Config(
                numbering.actor(vpc.name()),
                numbering.table(vpc.name()),
                vpc.vSwitches().stream().map(VSwitch::cidrBlock).toList(),
                hosts,
                router,
                topology.ecrOf(vpc)
                        .map(ecr -> OptionalInt.of(numbering.actor(ecr.name())))
                        .orElse(OptionalInt.empty()),
                vpc.routes(),
                origins.system(InstanceType.VPC, vpc.name(), origins.region(vpc.region())),
                vpc.routePropagation(),
                VPC_ROUTE_MAX,
                gateways(vpc));
    }

    private SpokeGateways.Config gateways(Vpc vpc) {
        List<VpnGateway> gateways = topology.vpnGateways().stream()
                .filter(gateway -> gateway.vpc().equals(vpc.name()))
                .toList();
        List<Prefix> published = new ArrayList<>();
        vpc.vpnGatewayRoutes().stream()
                .filter(VpnGatewayRoute::published)
                .map(VpnGatewayRoute::destination)
                .forEach(published::add);
        gateways.forEach(gateway -> published.addAll(gateway.publishedRoutes()));
        return new SpokeGateways.Config(
                gateways.stream()
                        .map(gateway -> numbering.actor(gateway.name()))
                        .toList(),
                vpc.vpnGatewayRoutes().stream()
                        .map(route ->
                                new SpokeGateways.HandRoute(route.destination(), numbering.actor(route.vpnGateway())))
                        .toList(),
                published);
    }

    VpnGatewayNode.Config vpnGateway(VpnGateway gateway) {
        return new VpnGatewayNode.Config(
                numbering.actor(gateway.name()),
                numbering.table(gateway.name()),
                numbering.actor(gateway.vpc()),
                topology.vpnConnections().stream()
                        .filter(connection -> connection.isOf(gateway))
                        .map(this::member)
                        .toList(),
                gateway.autoPropagate());
    }

    /** API, VPN route entries: the weight has no meaning with two tunnels. */
    private VpnGatewayNode.Member member(VpnConnection connection) {
        int weight = connection
                .vpnGateway()
                .filter(home -> connection.tunnels().size() == 1)
                .map(VpnGatewayAssociation::weight)
                .orElse(VpnGatewayAssociation.ACTIVE);
        return new VpnGatewayNode.Member(numbering.actor(connection.name()), weight);
    }

    /** A CCN has no routes by hand: it knows what the transit router gives it. */
    SpokeNode.Config ccn(Ccn ccn, HostDirectory hosts) {
        return new SpokeNode.Config(
                numbering.actor(ccn.name()),
                numbering.table(ccn.name()),
                ccn.cidrBlocks(),
                hosts,
                OptionalInt.of(numbering.actor(ccn.attachment().transitRouter())),
                OptionalInt.empty(),
                List.of(),
                origins.system(InstanceType.CCN, ccn.name(), origins.regionOf(ccn.attachment())),
                true,
                Integer.MAX_VALUE,
                SpokeGateways.Config.NONE);
    }
}
