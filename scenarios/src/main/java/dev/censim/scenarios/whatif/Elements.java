package dev.censim.scenarios.whatif;

import dev.censim.model.fault.Fault;
import dev.censim.model.topology.Ccn;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.InterRegionConnection;
import dev.censim.model.topology.Path;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The elements of a topology, kind by kind, each kind in the order of the scenario. */
public final class Elements {

    private Elements() {}

    public static List<Element> of(Topology topology, Set<ElementKind> kinds) {
        List<Element> elements = new ArrayList<>();
        topology.paths().forEach(path -> elements.add(path(topology, path)));
        topology.tunnels().stream()
                .map(Tunnel::name)
                .forEach(name -> elements.add(silent(
                        ElementKind.TUNNEL_ENDPOINT, name, new Fault.TunnelEndpointDown(name, Fault.End.CLOUD))));
        topology.customerGateways().stream()
                .map(CustomerGateway::name)
                .forEach(name ->
                        elements.add(silent(ElementKind.CUSTOMER_GATEWAY, name, new Fault.CustomerGatewayCrash(name))));
        attachments(topology)
                .forEach(name -> elements.add(new Element(
                        ElementKind.ATTACHMENT,
                        name,
                        Optional.empty(),
                        Optional.of(new Fault.AttachmentDown(name, Optional.empty())))));
        sessions(topology)
                .forEach(name -> elements.add(new Element(
                        ElementKind.SESSION,
                        name,
                        Optional.of(new Fault.BgpSessionDown(name, Fault.Cause.FILTERED)),
                        Optional.of(new Fault.BgpSessionDown(name, Fault.Cause.SHUTDOWN)))));
        for (Region region : topology.regions()) {
            region.zones().forEach(zone -> elements.add(silent(ElementKind.ZONE, zone, new Fault.ZoneOutage(zone))));
        }
        topology.regions().stream()
                .map(Region::name)
                .forEach(name -> elements.add(silent(ElementKind.REGION, name, new Fault.RegionOutage(name))));
        elements.removeIf(element -> !kinds.contains(element.kind()));
        return elements;
    }

    private static Element silent(ElementKind kind, String name, Fault fault) {
        return new Element(kind, name, Optional.of(fault), Optional.empty());
    }

    private static Element path(Topology topology, Path path) {
        return new Element(
                kind(topology, path.name()),
                path.name(),
                Optional.of(new Fault.SilentLoss(path.name(), Fault.Direction.BOTH)),
                Optional.of(new Fault.LinkDown(path.name())));
    }

    /** A path is named for what runs over it. */
    private static ElementKind kind(Topology topology, String path) {
        if (topology.vbrs().stream().map(Vbr::path).anyMatch(path::equals)) {
            return ElementKind.CIRCUIT;
        }
        boolean isBetweenRegions = topology.interRegionConnections().stream()
                .map(InterRegionConnection::name)
                .anyMatch(path::equals);
        return isBetweenRegions ? ElementKind.PEER_LINK : ElementKind.PATH;
    }

    /** Whatever is attached to a transit router; connections between regions fail as the paths that they are, too. */
    private static List<String> attachments(Topology topology) {
        List<String> names = new ArrayList<>();
        topology.vpcs().stream()
                .filter(vpc -> vpc.attachment().isPresent())
                .map(Vpc::name)
                .forEach(names::add);
        topology.vpnConnections().stream()
                .filter(connection -> connection.attachment().isPresent())
                .map(VpnConnection::name)
                .forEach(names::add);
        topology.vbrs().stream()
                .filter(vbr -> vbr.attachment().isPresent())
                .map(Vbr::name)
                .forEach(names::add);
        topology.ecrs().stream()
                .filter(ecr -> !ecr.transitRouters().isEmpty())
                .map(Ecr::name)
                .forEach(names::add);
        topology.ccns().stream().map(Ccn::name).forEach(names::add);
        return names;
    }

    private static List<String> sessions(Topology topology) {
        List<String> names = new ArrayList<>();
        topology.tunnels().stream()
                .filter(tunnel -> tunnel.bgp().isPresent())
                .map(Tunnel::name)
                .forEach(names::add);
        topology.vbrs().stream()
                .filter(vbr -> vbr.bgp().isPresent())
                .map(Vbr::name)
                .forEach(names::add);
        return names;
    }
}
