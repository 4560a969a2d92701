package dev.censim.compile;

import dev.censim.model.address.Prefix;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouterRoute;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.VpnConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tunnels of a topology by what they touch, each found without a look at all the others. */
final class Tunnels {

    /**
     * A tunnel and what is around it.
     *
     * @param order its place in the connection
     * @param vbr whose circuit it runs over; empty over the Internet
     */
    record Placed(VpnConnection connection, Tunnel tunnel, int order, CustomerGateway customer, Optional<Vbr> vbr) {}

    private final Map<String, Placed> byName = new HashMap<>();
    private final Map<String, List<Placed>> byPath = new HashMap<>();
    private final Map<String, List<Placed>> byGateway = new HashMap<>();
    private final Map<String, List<Vbr>> vbrs = new HashMap<>();
    private final Map<String, LinkedHashSet<Prefix>> routesTo = new HashMap<>();

    /** @param entries static ones of transit routers, also those that a change adds */
    Tunnels(Topology topology, List<TransitRouterRoute> entries) {
        topology.vbrs().forEach(vbr -> at(vbrs, vbr.path()).add(vbr));
        Map<String, CustomerGateway> gateways = new HashMap<>();
        topology.customerGateways().forEach(gateway -> gateways.put(gateway.name(), gateway));
        for (VpnConnection connection : topology.vpnConnections()) {
            for (Tunnel tunnel : connection.tunnels()) {
                CustomerGateway customer = Optional.ofNullable(gateways.get(tunnel.customerGateway()))
                        .orElseThrow();
                int order = connection.tunnels().indexOf(tunnel);
                Optional<Vbr> beneath = vbrsOn(tunnel.path()).stream().findFirst();
                Placed placed = new Placed(connection, tunnel, order, customer, beneath);
                byName.put(tunnel.name(), placed);
                at(byPath, tunnel.path()).add(placed);
                at(byGateway, tunnel.customerGateway()).add(placed);
            }
        }
        entries.forEach(entry -> entry.attachment()
                .ifPresent(attachment -> routesTo.computeIfAbsent(attachment, name -> new LinkedHashSet<>())
                        .add(entry.destination())));
    }

    private static <T> List<T> at(Map<String, List<T>> lists, String name) {
        return lists.computeIfAbsent(name, key -> new ArrayList<>());
    }

    /** @param name the full name, {@code connection.tunnel1} */
    Optional<Placed> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** In the order of the file, as below. */
    List<Placed> on(String path) {
        return byPath.getOrDefault(path, List.of());
    }

    List<Placed> of(CustomerGateway gateway) {
        return byGateway.getOrDefault(gateway.name(), List.of());
    }

    boolean isPrivate(Tunnel tunnel) {
        return vbrs.containsKey(tunnel.path());
    }

    List<Vbr> vbrsOn(String path) {
        return vbrs.getOrDefault(path, List.of());
    }

    /** Destinations of static entries of transit routers whose next hop is an attachment. */
    List<Prefix> routesTo(String attachment) {
        return List.copyOf(routesTo.getOrDefault(attachment, new LinkedHashSet<>()));
    }
}
