package dev.censim.scenarios.path;

import dev.censim.model.address.Prefix;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Ccn;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.InterRegionConnection;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.VSwitch;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is where: the network of a host, and what is attached to a transit router and leads there. */
final class Landscape {

    private final Topology topology;

    Landscape(Topology topology) {
        this.topology = topology;
    }

    boolean isTransitRouter(String device) {
        return topology.transitRouters().stream().map(TransitRouter::name).anyMatch(device::equals);
    }

    Optional<Vpc> vpc(String name) {
        return topology.vpcs().stream().filter(vpc -> vpc.name().equals(name)).findFirst();
    }

    /** The transit router that a VPC or a CCN is attached to. */
    Optional<String> transitRouterOf(String network) {
        Stream<Attachment> vpcs = topology.vpcs().stream()
                .filter(vpc -> vpc.name().equals(network))
                .flatMap(vpc -> vpc.attachment().stream());
        Stream<Attachment> ccns = topology.ccns().stream()
                .filter(ccn -> ccn.name().equals(network))
                .map(Ccn::attachment);
        return Stream.concat(vpcs, ccns).map(Attachment::transitRouter).findFirst();
    }

    /** Against the data centre's device at the other end of a VBR, which is none of its own. */
    boolean isCustomerGateway(String device) {
        return topology.customerGateways().stream().map(CustomerGateway::name).anyMatch(device::equals);
    }

    Optional<VpnConnection> vpnConnection(String name) {
        return topology.vpnConnections().stream()
                .filter(connection -> connection.name().equals(name))
                .findFirst();
    }

    Optional<Vbr> vbr(String name) {
        return topology.vbrs().stream().filter(vbr -> vbr.name().equals(name)).findFirst();
    }

    Optional<InterRegionConnection> interRegionConnection(String name) {
        return topology.interRegionConnections().stream()
                .filter(connection -> connection.name().equals(name))
                .findFirst();
    }

    /** The data centre that a device is part of: its core, a customer gateway, or the peer of a VBR. */
    Optional<DataCenter> dataCenterOf(String device) {
        return topology.dataCenters().stream()
                .filter(dataCenter -> dataCenter.name().equals(device)
                        || dataCenter.customerGateways().stream()
                                .map(CustomerGateway::name)
                                .anyMatch(device::equals)
                        || topology.vbrs().stream()
                                .anyMatch(vbr ->
                                        vbr.dataCenter().equals(dataCenter.name()) && device.equals(vbr.peerName())))
                .findFirst();
    }

    /** The VPC, CCN or data centre that a host is in. */
    String networkOf(Host host) {
        return Stream.of(
                        topology.vpcs().stream()
                                .filter(vpc -> vpc.hosts().contains(host))
                                .map(Vpc::name),
                        topology.ccns().stream()
                                .filter(ccn -> ccn.hosts().contains(host))
                                .map(Ccn::name),
                        topology.dataCenters().stream()
                                .filter(dataCenter -> dataCenter.hosts().contains(host))
                                .map(DataCenter::name))
                .flatMap(networks -> networks)
                .findFirst()
                .orElseThrow();
    }

    /** The block that a route to a host is written for. */
    Prefix blockOf(Host host) {
        Stream<Prefix> blocks = Stream.of(
                        topology.vpcs().stream()
                                .filter(vpc -> vpc.hosts().contains(host))
                                .flatMap(vpc -> vpc.vSwitches().stream())
                                .map(VSwitch::cidrBlock),
                        topology.ccns().stream()
                                .filter(ccn -> ccn.hosts().contains(host))
                                .flatMap(ccn -> ccn.cidrBlocks().stream()),
                        topology.dataCenters().stream()
                                .filter(dataCenter -> dataCenter.hosts().contains(host))
                                .flatMap(dataCenter -> dataCenter.cidrBlocks().stream()))
                .flatMap(networks -> networks);
        return blocks.filter(block -> block.contains(host.address()))
                .findFirst()
                .orElse(Prefix.host(host.address()));
    }

    /** Whether what comes out of an attachment is in a network, or one region further. */
    boolean leads(String attachment, String network) {
        return leadsLocally(attachment, network)
                || interRegionConnection(attachment)
                        .map(connection -> connection.attachments().stream()
                                .map(Attachment::transitRouter)
                                .anyMatch(router -> attachedTo(router).anyMatch(name -> leadsLocally(name, network))))
                        .orElse(false);
    }

    private boolean leadsLocally(String attachment, String network) {
        boolean isVpn = vpnConnection(attachment)
                .map(connection -> connection.tunnels().stream()
                        .map(Tunnel::customerGateway)
                        .anyMatch(gateway -> dataCenterOf(gateway)
                                .filter(dataCenter -> dataCenter.name().equals(network))
                                .isPresent()))
                .orElse(false);
        boolean isVbr =
                vbr(attachment).filter(vbr -> vbr.dataCenter().equals(network)).isPresent();
        boolean isEcr = topology.vbrs().stream()
                .anyMatch(vbr -> vbr.isChildOf(attachment) && vbr.dataCenter().equals(network));
        return attachment.equals(network) || isVpn || isVbr || isEcr;
    }

    private Stream<String> attachedTo(String router) {
        Stream<String> vpcs = topology.vpcs().stream()
                .filter(vpc -> isAt(vpc.attachment(), router))
                .map(Vpc::name);
        Stream<String> connections = topology.vpnConnections().stream()
                .filter(connection -> isAt(connection.attachment(), router))
                .map(VpnConnection::name);
        Stream<String> vbrs = topology.vbrs().stream()
                .filter(vbr -> isAt(vbr.attachment(), router))
                .map(Vbr::name);
        Stream<String> ecrs = topology.ecrs().stream()
                .filter(ecr ->
                        ecr.transitRouters().stream().anyMatch(one -> isAt(Optional.of(one.attachment()), router)))
                .map(ecr -> ecr.name());
        Stream<String> ccns = topology.ccns().stream()
                .filter(ccn -> isAt(Optional.of(ccn.attachment()), router))
                .map(Ccn::name);
        return Stream.of(vpcs, connections, vbrs, ecrs, ccns).flatMap(names -> names);
    }

    private static boolean isAt(Optional<Attachment> attachment, String router) {
        return attachment.filter(one -> one.transitRouter().equals(router)).isPresent();
    }

    /** The attachments through which a data centre is joined to the cloud, circuits first, and their transit routers. */
    List<Joint> joints(DataCenter dataCenter) {
        Stream<Joint> vbrs = topology.vbrs().stream()
                .filter(vbr -> vbr.dataCenter().equals(dataCenter.name()))
                .flatMap(vbr -> vbr.attachment().stream()
                        .map(attachment -> new Joint(attachment.transitRouter(), vbr.name(), vbr.peerName())));
        Stream<Joint> connections = topology.vpnConnections().stream()
                .filter(connection -> leadsLocally(connection.name(), dataCenter.name()))
                .flatMap(connection -> connection.attachment().stream()
                        .map(attachment -> new Joint(
                                attachment.transitRouter(),
                                connection.name(),
                                connection.tunnels().get(0).customerGateway())));
        return Stream.concat(vbrs, connections).toList();
    }

    /**
     * Where a data centre meets a transit router.
     *
     * @param device the data centre's, at the other end
     */
    record Joint(String transitRouter, String attachment, String device) {}

    /** The system table of a transit router, with which attachments are associated by default. */
    static String defaultTable() {
        return TransitRouter.SYSTEM_TABLE;
    }
}
