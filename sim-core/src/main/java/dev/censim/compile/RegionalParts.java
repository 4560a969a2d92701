package dev.censim.compile;

import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.InterRegionConnection;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import dev.censim.model.topology.VpnGateway;
import dev.censim.model.topology.VpnGatewayAssociation;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What of the cloud is in a region. An ECR is in several and a CCN in none, so that neither is among it. */
final class RegionalParts {

    private final Topology topology;

    RegionalParts(Topology topology) {
        this.topology = topology;
    }

    /** Names of transit routers, VPCs, VPN gateways, IPsec-VPN connections, the cloud's ends of circuits, and hosts. */
    List<String> devices(String region) {
        return Stream.of(
                        topology.transitRouters().stream()
                                .filter(router -> router.region().equals(region))
                                .map(TransitRouter::name),
                        vpcs(region).map(Vpc::name),
                        vpnGateways(region).map(VpnGateway::name),
                        topology.vpnConnections().stream()
                                .filter(connection -> isIn(region, connection))
                                .map(VpnConnection::name),
                        topology.vbrs().stream()
                                .filter(vbr -> isIn(region, vbr))
                                .map(Vbr::name),
                        vpcs(region).flatMap(vpc -> vpc.hosts().stream()).map(Host::name))
                .flatMap(Function.identity())
                .toList();
    }

    /** Names of those that end in the region. */
    List<String> interRegionConnections(String region) {
        return topology.interRegionConnections().stream()
                .filter(connection -> connection.attachments().stream().anyMatch(end -> isIn(region, end)))
                .map(InterRegionConnection::name)
                .toList();
    }

    private Stream<Vpc> vpcs(String region) {
        return topology.vpcs().stream().filter(vpc -> vpc.region().equals(region));
    }

    private Stream<VpnGateway> vpnGateways(String region) {
        return topology.vpnGateways().stream()
                .filter(gateway -> vpcs(region).anyMatch(vpc -> vpc.name().equals(gateway.vpc())));
    }

    private boolean isIn(String region, VpnConnection connection) {
        return connection.attachment().filter(end -> isIn(region, end)).isPresent()
                || connection
                        .vpnGateway()
                        .map(VpnGatewayAssociation::vpnGateway)
                        .filter(name -> vpnGateways(region)
                                .anyMatch(gateway -> gateway.name().equals(name)))
                        .isPresent();
    }

    private boolean isIn(String region, Vbr vbr) {
        return vbr.attachment().filter(end -> isIn(region, end)).isPresent()
                || vbr.ecr().filter(child -> child.region().equals(region)).isPresent();
    }

    private boolean isIn(String region, Attachment attachment) {
        return topology.transitRouters().stream()
                .anyMatch(router -> router.name().equals(attachment.transitRouter())
                        && router.region().equals(region));
    }
}
