package dev.censim.model.topology;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that is built, in the order of the scenario file. */
public record Topology(
        List<Region> regions,
        List<TransitRouter> transitRouters,
        List<Vpc> vpcs,
        List<DataCenter> dataCenters,
        List<Path> paths,
        List<VpnConnection> vpnConnections,
        List<Vbr> vbrs,
        List<InterRegionConnection> interRegionConnections,
        List<Ecr> ecrs,
        List<VpnGateway> vpnGateways,
        List<Ccn> ccns) {

    public Topology {
        regions = List.copyOf(regions);
        transitRouters = List.copyOf(transitRouters);
        vpcs = List.copyOf(vpcs);
        dataCenters = List.copyOf(dataCenters);
        paths = List.copyOf(paths);
        vpnConnections = List.copyOf(vpnConnections);
        vbrs = List.copyOf(vbrs);
        interRegionConnections = List.copyOf(interRegionConnections);
        ecrs = List.copyOf(ecrs);
        vpnGateways = List.copyOf(vpnGateways);
        ccns = List.copyOf(ccns);
    }

    /** Those of all connections, in the order of the file. */
    public List<Tunnel> tunnels() {
        return vpnConnections.stream()
                .flatMap(connection -> connection.tunnels().stream())
                .toList();
    }

    /** @param name the full name, {@code connection.tunnel1} */
    public Optional<Tunnel> tunnel(String name) {
        return tunnels().stream().filter(tunnel -> tunnel.name().equals(name)).findFirst();
    }

    /**
     * The connection that a tunnel is one of.
     *
     * @throws java.util.NoSuchElementException if it is none of this topology
     */
    public VpnConnection connectionOf(Tunnel tunnel) {
        return vpnConnections.stream()
                .filter(connection -> connection.tunnels().contains(tunnel))
                .findFirst()
                .orElseThrow();
    }

    /** Those of all data centres, in the order of the file. */
    public List<CustomerGateway> customerGateways() {
        return dataCenters.stream()
                .flatMap(dataCenter -> dataCenter.customerGateways().stream())
                .toList();
    }

    /** @throws java.util.NoSuchElementException if nothing is named so; a scenario that was read names none that it lacks */
    public CustomerGateway customerGateway(String name) {
        return customerGateways().stream()
                .filter(gateway -> gateway.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Those of all VPCs, then those of all data centres, then those of all CCNs. */
    public List<Host> hosts() {
        return Stream.of(
                        vpcs.stream().map(Vpc::hosts),
                        dataCenters.stream().map(DataCenter::hosts),
                        ccns.stream().map(Ccn::hosts))
                .flatMap(networks -> networks)
                .flatMap(List::stream)
                .toList();
    }

    /** Where an ECR has a VBR, a transit router or a VPC, in alphabetical order. */
    public List<String> regionsOf(Ecr ecr) {
        Stream<String> ofVbrs = vbrs.stream()
                .flatMap(vbr -> vbr.ecr().stream())
                .filter(child -> child.ecr().equals(ecr.name()))
                .map(Vbr.EcrChild::region);
        Stream<String> ofRouters = transitRouters.stream()
                .filter(router -> ecr.transitRouters().stream()
                        .anyMatch(one -> one.attachment().transitRouter().equals(router.name())))
                .map(TransitRouter::region);
        Stream<String> ofVpcs = vpcs.stream()
                .filter(vpc -> ecr.vpcs().stream().anyMatch(one -> one.vpc().equals(vpc.name())))
                .map(Vpc::region);
        return Stream.concat(ofVbrs, Stream.concat(ofRouters, ofVpcs))
                .distinct()
                .sorted()
                .toList();
    }

    /** The ECR that a VPC is associated with. */
    public Optional<Ecr> ecrOf(Vpc vpc) {
        return ecrs.stream()
                .filter(ecr -> ecr.vpcs().stream().anyMatch(one -> one.vpc().equals(vpc.name())))
                .findFirst();
    }

    /** @throws java.util.NoSuchElementException if nothing is named so; a scenario that was read names none that it lacks */
    public VpnGateway vpnGateway(String name) {
        return vpnGateways.stream()
                .filter(gateway -> gateway.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Of an instance or an inter-region connection to transit routers: none, one, or several of an ECR or a connection. */
    public List<Attachment> attachmentsOf(String name) {
        return Stream.of(
                        vpcs.stream().filter(vpc -> vpc.name().equals(name)).flatMap(vpc -> vpc.attachment().stream()),
                        vpnConnections.stream()
                                .filter(vpn -> vpn.name().equals(name))
                                .flatMap(vpn -> vpn.attachment().stream()),
                        vbrs.stream().filter(vbr -> vbr.name().equals(name)).flatMap(vbr -> vbr.attachment().stream()),
                        ccns.stream().filter(ccn -> ccn.name().equals(name)).map(Ccn::attachment),
                        ecrs.stream()
                                .filter(ecr -> ecr.name().equals(name))
                                .flatMap(ecr -> ecr.transitRouters().stream())
                                .map(Ecr.TransitRouterAssociation::attachment),
                        interRegionConnections.stream()
                                .filter(connection -> connection.name().equals(name))
                                .flatMap(connection -> connection.attachments().stream()))
                .flatMap(attachments -> attachments)
                .toList();
    }

    /** The VBR whose circuit a tunnel of a private connection runs over; empty for one over the Internet. */
    public Optional<Vbr> vbrBeneath(Tunnel tunnel) {
        return vbrs.stream().filter(vbr -> vbr.path().equals(tunnel.path())).findFirst();
    }
}
