package dev.censim.scenarios.read;

import dev.censim.model.address.Prefix;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import dev.censim.model.topology.VpnGatewayRoute;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What VPN gateways, the VPCs around them and their connections need of each other. */
final class VpnGatewayRules {

    /** A destination at a gateway, and how heavy the route is. */
    private record StaticRoute(String vpnGateway, Prefix destination, int weight) {}

    private final Draft draft;

    VpnGatewayRules(Draft draft) {
        this.draft = draft;
    }

    void check() {
        draft.vpcs.values().forEach(this::checkRoutes);
        checkWeights();
        checkWays();
    }

    private void checkRoutes(Declared<Vpc> vpc) {
        Set<Prefix> seen = new HashSet<>(vpc.value().routes());
        for (VpnGatewayRoute route : vpc.value().vpnGatewayRoutes()) {
            boolean isElsewhere = draft.vpnGateways.containsKey(route.vpnGateway())
                    && !draft.vpnGateways
                            .get(route.vpnGateway())
                            .value()
                            .vpc()
                            .equals(vpc.value().name());
            vpc.at()
                    .check(
                            "routes",
                            !isElsewhere,
                            "routes: VPN gateway " + Quote.of(route.vpnGateway()) + " is not in this VPC",
                            "name one whose vpc is " + vpc.value().name());
            vpc.at()
                    .check(
                            "routes",
                            seen.add(route.destination()),
                            "routes: two routes to " + route.destination(),
                            "a destination has one next hop in a VPC's route table");
            vpc.at()
                    .check(
                            "routes",
                            !route.published() || vpc.value().attachment().isPresent(),
                            "routes: published, but the VPC is attached to no transit router",
                            "attach the VPC, or leave published out");
        }
    }

    /** Terraform {@code vpn_route_entry}: of two equal routes one has weight 100 and the other 0. */
    private void checkWeights() {
        Map<StaticRoute, String> seen = new HashMap<>();
        for (Declared<VpnConnection> connection : draft.vpnConnections.values()) {
            connection.value().vpnGateway().ifPresent(home -> {
                for (Prefix destination : connection.value().routes()) {
                    String first = seen.putIfAbsent(
                            new StaticRoute(home.vpnGateway(), destination, home.weight()),
                            connection.value().name());
                    if (first != null) {
                        connection
                                .at()
                                .warning(
                                        "routes",
                                        "routes: " + Quote.of(first) + " has a route to " + destination
                                                + " of the same weight; static routes of a VPN gateway do not share traffic",
                                        "write weight: 0 at the connection that stands by");
                    }
                }
            });
        }
    }

    /** A gateway that no route of its VPC leads to. */
    private void checkWays() {
        Map<String, List<VpnGatewayRoute>> routes = new HashMap<>();
        draft.vpcs
                .values()
                .forEach(vpc -> routes.put(vpc.value().name(), vpc.value().vpnGatewayRoutes()));
        draft.vpnGateways.values().forEach(gateway -> {
            boolean hasRoute = routes.getOrDefault(gateway.value().vpc(), List.of()).stream()
                    .anyMatch(route -> route.vpnGateway().equals(gateway.value().name()));
            boolean propagates = gateway.value().autoPropagate()
                    && draft.vpnConnections.values().stream()
                            .filter(connection -> connection.value().isOf(gateway.value()))
                            .anyMatch(connection -> connection.value().enableTunnelsBgp());
            if (!hasRoute
                    && !propagates
                    && draft.vpcs.containsKey(gateway.value().vpc())) {
                gateway.at()
                        .warning(
                                "name",
                                "no route of VPC " + Quote.of(gateway.value().vpc()) + " leads to this VPN gateway",
                                "add to the VPC routes: [{destination: 172.16.0.0/16, nextHop: "
                                        + gateway.value().name() + "}], or autoPropagate: true with BGP");
            }
        });
    }
}
