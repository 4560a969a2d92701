package dev.censim.scenarios.redundancy;

import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.InterRegionConnection;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.VSwitch;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/**
 * Draws a topology: devices, and everything between them that can fail, as vertices in a row. Of a tunnel that is its end in the cloud,
 * its BGP session, its path and the customer gateway; whatever shares one of them shares the vertex. A zone of a VPC is a vertex between
 * the VPC and its hosts there.
 */
final class Blueprint {

    static final String HOST = "host:";

    private final Topology topology;
    private final Graph<String, DefaultEdge> graph = new SimpleGraph<>(DefaultEdge.class);
    private final Map<String, Set<String>> parts = new LinkedHashMap<>();

    Blueprint(Topology topology) {
        this.topology = topology;
        topology.vpcs().forEach(this::draw);
        topology.ccns().forEach(ccn -> {
            attach(ccn.name(), "ccn:" + ccn.name());
            ccn.hosts().forEach(host -> connect("ccn:" + ccn.name(), HOST + host.name()));
        });
        topology.ecrs().forEach(ecr -> attach(ecr.name(), ecr(ecr)));
        topology.vpnGateways().forEach(gateway -> connect("vpc:" + gateway.vpc(), "vpnGateway:" + gateway.name()));
        topology.vpnConnections().forEach(this::draw);
        topology.vbrs().forEach(this::draw);
        topology.interRegionConnections().forEach(this::draw);
        topology.dataCenters().forEach(dataCenter -> {
            String vertex = "dataCenter:" + dataCenter.name();
            graph.addVertex(vertex);
            dataCenter.hosts().forEach(host -> connect(vertex, HOST + host.name()));
            dataCenter
                    .customerGateways()
                    .forEach(gateway -> connect(fallible("customerGateway:" + gateway.name()), vertex));
        });
        topology.regions().forEach(region -> region.zones().forEach(this::zone));
        topology.regions().forEach(this::region);
    }

    Redundancy redundancy() {
        return new Redundancy(graph, parts);
    }

    private void draw(Vpc vpc) {
        attach(vpc.name(), "vpc:" + vpc.name());
        topology.ecrOf(vpc).ifPresent(ecr -> connect("vpc:" + vpc.name(), ecr(ecr)));
        vpc.hosts().forEach(host -> {
            String where = zoneOf(vpc, host);
            connect("vpc:" + vpc.name(), where);
            connect(where, HOST + host.name());
        });
    }

    private void draw(VpnConnection connection) {
        String vertex = "vpnConnection:" + connection.name();
        attach(connection.name(), vertex);
        connection.vpnGateway().ifPresent(one -> connect("vpnGateway:" + one.vpnGateway(), vertex));
        connection.tunnels().forEach(tunnel -> {
            String end = fallible("tunnelEndpoint:" + tunnel.name());
            connect(vertex, end);
            String inner = tunnel.bgp().isPresent() ? next(end, "session:" + tunnel.name()) : end;
            String path = topology.vbrBeneath(tunnel)
                    .map(vbr -> circuit(vbr, inner))
                    .orElseGet(() -> next(inner, "path:" + tunnel.path()));
            next(path, "customerGateway:" + tunnel.customerGateway());
        });
    }

    /** A VBR beneath private tunnels is part of these: what is not in a tunnel has no business on its circuit. */
    private void draw(Vbr vbr) {
        if (topology.tunnels().stream().anyMatch(tunnel -> tunnel.path().equals(vbr.path()))) {
            return;
        }
        String vertex = "vbr:" + vbr.name();
        attach(vbr.name(), vertex);
        vbr.ecr().ifPresent(child -> connect("ecr:" + child.ecr(), vertex));
        connect(behind(vbr, vertex), "dataCenter:" + vbr.dataCenter());
    }

    /** The circuit as what a private tunnel runs over. */
    private String circuit(Vbr vbr, String inner) {
        String attachment = vbr.attachment().isPresent() ? next(inner, "attachment:" + vbr.name()) : inner;
        String vertex = "vbr:" + vbr.name();
        connect(attachment, vertex);
        return behind(vbr, vertex);
    }

    /** What follows a VBR on its own circuit. */
    private String behind(Vbr vbr, String vertex) {
        String inner = vbr.bgp().isPresent() ? next(vertex, "session:" + vbr.name()) : vertex;
        return next(inner, "circuit:" + vbr.path());
    }

    private void draw(InterRegionConnection connection) {
        String link = fallible("peerLink:" + connection.name());
        connection.attachments().forEach(end -> connect(link, router(end)));
    }

    /** Goes on from a vertex to what can fail. */
    private String next(String vertex, String name) {
        connect(vertex, fallible(name));
        return name;
    }

    /** What is attached reaches all its transit routers through one vertex, its attachment. */
    private void attach(String name, String vertex) {
        graph.addVertex(vertex);
        topology.attachmentsOf(name).forEach(end -> {
            String attachment = fallible("attachment:" + name);
            connect(vertex, attachment);
            connect(attachment, router(end));
        });
    }

    private static String ecr(Ecr ecr) {
        return "ecr:" + ecr.name();
    }

    private static String router(Attachment attachment) {
        return "transitRouter:" + attachment.transitRouter();
    }

    /** The part of a VPC where a host is; a host without a vSwitch is in no zone. */
    private static String zoneOf(Vpc vpc, Host host) {
        return vpc.vSwitches().stream()
                .filter(vSwitch -> host.vSwitch().filter(vSwitch.name()::equals).isPresent())
                .map(VSwitch::zone)
                .findFirst()
                .map(zone -> inZone(vpc, zone))
                .orElse("vpc:" + vpc.name());
    }

    private static String inZone(Vpc vpc, String zone) {
        return "zone:" + zone + " of " + vpc.name();
    }

    private void zone(String zone) {
        Set<String> lost = new LinkedHashSet<>();
        topology.vpcs().forEach(vpc -> lost.add(inZone(vpc, zone)));
        topology.tunnels().stream()
                .filter(tunnel -> tunnel.zone().equals(zone))
                .map(Tunnel::name)
                .forEach(name -> lost.add("tunnelEndpoint:" + name));
        lost.retainAll(graph.vertexSet());
        parts.put("zone:" + zone, lost);
    }

    /** Everything of the cloud in it; an ECR is in several regions and a CCN in none. */
    private void region(Region region) {
        Set<String> lost = new LinkedHashSet<>();
        Set<String> routers = new LinkedHashSet<>();
        topology.transitRouters().stream()
                .filter(router -> router.region().equals(region.name()))
                .forEach(router -> routers.add("transitRouter:" + router.name()));
        lost.addAll(routers);
        topology.vpcs().stream()
                .filter(vpc -> vpc.region().equals(region.name()))
                .forEach(vpc -> lost.add("vpc:" + vpc.name()));
        topology.vbrs().stream()
                .filter(vbr -> vbr.ecr()
                        .filter(child -> child.region().equals(region.name()))
                        .isPresent())
                .forEach(vbr -> lost.add("vbr:" + vbr.name()));
        lost.retainAll(graph.vertexSet());
        parts.put("region:" + region.name(), lost);
    }

    private String fallible(String vertex) {
        parts.computeIfAbsent(vertex, name -> new LinkedHashSet<>()).add(vertex);
        return vertex;
    }

    private void connect(String one, String other) {
        graph.addVertex(one);
        graph.addVertex(other);
        if (!one.equals(other)) {
            graph.addEdge(one, other);
        }
    }
}
