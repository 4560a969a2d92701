package dev.censim.reports.metrics;

import dev.censim.model.billing.BillableItem;
import dev.censim.model.billing.BilledNetwork;
import dev.censim.model.topology.NetworkType;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which attachments, connections and circuits of a topology each billable item is charged for, by name. */
final class BilledInstances {

    private final Topology topology;
    private final Set<String> transitRouters;

    /** VBRs with a private tunnel over them. */
    private final Set<String> beneathTunnels;

    private BilledInstances(Topology topology) {
        this.topology = topology;
        transitRouters = topology.transitRouters().stream()
                .map(TransitRouter::name)
                .collect(Collectors.toCollection(TreeSet::new));
        beneathTunnels = topology.tunnels().stream()
                .flatMap(tunnel -> topology.vbrBeneath(tunnel).stream())
                .map(Vbr::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static BilledInstances of(Topology topology) {
        return new BilledInstances(topology);
    }

    boolean isTransitRouter(String name) {
        return transitRouters.contains(name);
    }

    /** Product page, Private VPN connections: data is charged where it passes between VBR and transit router or data centre. */
    List<String> charged(BilledNetwork network, BillableItem item) {
        return switch (network) {
            case PUBLIC -> connections(NetworkType.PUBLIC);
            case PRIVATE ->
                switch (item) {
                    case TRANSIT_ROUTER_CONNECTION -> {
                        List<String> attached = new ArrayList<>(connections(NetworkType.PRIVATE));
                        attached.addAll(vbrs(true));
                        yield attached;
                    }
                    case IPSEC_VPN_CONNECTION -> connections(NetworkType.PRIVATE);
                    case TRANSIT_ROUTER_DATA_FORWARDING, OUTBOUND_DATA_TRANSFER -> vbrs(true);
                };
            case VBR -> item == BillableItem.OUTBOUND_DATA_TRANSFER ? vbrs(false) : attachedVbrs();
            case ECR -> ecrs(item);
            case VPC ->
                topology.vpcs().stream()
                        .filter(vpc -> vpc.attachment().isPresent())
                        .map(Vpc::name)
                        .toList();
        };
    }

    /** Those at transit routers; the product page knows no price of a VPN gateway. */
    private List<String> connections(NetworkType type) {
        return topology.vpnConnections().stream()
                .filter(connection -> connection.attachment().isPresent() && connection.networkType() == type)
                .map(VpnConnection::name)
                .toList();
    }

    /** Named once for each connection; data by name once, because all that it has sent is counted together. */
    private List<String> ecrs(BillableItem item) {
        List<String> connections = topology.ecrs().stream()
                .flatMap(ecr -> ecr.transitRouters().stream().map(association -> ecr.name()))
                .toList();
        return item == BillableItem.TRANSIT_ROUTER_CONNECTION
                ? connections
                : connections.stream().distinct().toList();
    }

    private List<String> attachedVbrs() {
        List<String> attached = topology.vbrs().stream()
                .filter(vbr -> vbr.attachment().isPresent())
                .map(Vbr::name)
                .toList();
        return vbrs(false).stream().filter(attached::contains).toList();
    }

    private List<String> vbrs(boolean carryTunnels) {
        return topology.vbrs().stream()
                .map(Vbr::name)
                .filter(name -> beneathTunnels.contains(name) == carryTunnels)
                .toList();
    }
}
