package dev.censim.scenarios.reach;

import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Path;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.TunnelBgp;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.VpnConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jgrapht.alg.util.UnionFind;

/**
 * Data centres with everything that leads to them: hosts, gateways, the paths of their tunnels and circuits, and the connections and
 * VBRs at the cloud's end. What shares any of it is one site. Things go by their names.
 */
final class Sites {

    private final UnionFind<String> joined = new UnionFind<>(new LinkedHashSet<>());

    /** In the order of the scenario. */
    private final Set<String> members = new LinkedHashSet<>();

    /** Connections and VBRs: the cloud's ends. */
    private final Set<String> cloudEnds = new LinkedHashSet<>();

    /** Members by which more of what happens elsewhere comes into their site than changes of routes that no traffic there needs. */
    private final Set<String> open = new LinkedHashSet<>();

    Sites(Topology topology) {
        topology.dataCenters().forEach(this::add);
        topology.vpnConnections().forEach(connection -> add(topology, connection));
        topology.vbrs().forEach(this::add);
        topology.paths().stream()
                .filter(Sites::carriesMoreOrLess)
                .map(Path::name)
                .forEach(open::add);
        transits(topology);
    }

    private void add(DataCenter dataCenter) {
        member(dataCenter.name());
        dataCenter.hosts().forEach(host -> join(dataCenter.name(), host.name()));
        for (CustomerGateway gateway : dataCenter.customerGateways()) {
            join(dataCenter.name(), gateway.name());
            gateway.nat().ifPresent(nat -> join(gateway.name(), gateway.natName()));
        }
    }

    private void add(Topology topology, VpnConnection connection) {
        cloudEnds.add(connection.name());
        for (Tunnel tunnel : connection.tunnels()) {
            join(connection.name(), tunnel.customerGateway());
            join(connection.name(), tunnel.path());
            topology.vbrBeneath(tunnel).ifPresent(vbr -> join(connection.name(), vbr.name()));
            boolean isLimited = tunnel.bgp()
                    .map(TunnelBgp::device)
                    .flatMap(device -> device.prefixLimit())
                    .isPresent();
            if (isLimited) {
                open.add(connection.name());
            }
        }
    }

    private void add(Vbr vbr) {
        cloudEnds.add(vbr.name());
        join(vbr.name(), vbr.peerName());
        join(vbr.name(), vbr.path());
        join(vbr.name(), vbr.dataCenter());
        if (vbr.bgp().flatMap(bgp -> bgp.device().prefixLimit()).isPresent()) {
            open.add(vbr.name());
        }
    }

    /** What one more packet on such a path does to others cannot be told without it. */
    static boolean carriesMoreOrLess(Path path) {
        return path.lossPerMillion() > 0 || path.bitsPerSecond().isPresent();
    }

    /** A device with tunnels of several connections may tell one of them what it has learned from another. */
    private void transits(Topology topology) {
        Map<String, String> connectionOf = new HashMap<>();
        topology.vpnConnections()
                .forEach(connection -> connection.tunnels().forEach(tunnel -> {
                    String other = connectionOf.putIfAbsent(tunnel.customerGateway(), connection.name());
                    if (other != null && !other.equals(connection.name())) {
                        open.add(tunnel.customerGateway());
                    }
                }));
    }

    /** Makes one site of those that two members are of. */
    void join(String one, String other) {
        member(one);
        member(other);
        joined.union(one, other);
    }

    private void member(String name) {
        if (members.add(name)) {
            joined.addElement(name);
        }
    }

    boolean has(String name) {
        return members.contains(name);
    }

    Set<String> cloudEnds() {
        return cloudEnds;
    }

    /** The members of each site, in the order of the scenario. */
    List<List<String>> all() {
        Map<String, List<String>> sites = new LinkedHashMap<>();
        members.forEach(name -> sites.computeIfAbsent(joined.find(name), site -> new ArrayList<>())
                .add(name));
        return List.copyOf(sites.values());
    }

    /** Whether a site must go on with whatever goes on. */
    boolean isOpen(List<String> site) {
        return site.stream().anyMatch(open::contains);
    }
}
