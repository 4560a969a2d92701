package dev.censim.compile;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.TransitRouterRoute;
import dev.censim.model.topology.VpnConnection;
import dev.censim.node.TransitRouterConfig;
import dev.censim.route.Policy;
import dev.censim.route.RouteOrder;
import dev.censim.route.RoutingPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The transit routers: their tables, and who is attached to them in which order. */
final class TransitRouters {

    /** An attachment, and what is attached. */
    private record Attached(
            String name, InstanceType type, Attachment attachment, List<Prefix> addresses, OptionalInt peer) {}

    private final Topology topology;
    private final Tunnels tunnels;
    private final Numbering numbering;
    private final Origins origins;
    private final RoutingPolicyCompiler policies;

    TransitRouters(Topology topology, Tunnels tunnels, Numbering numbering) {
        this.topology = topology;
        this.tunnels = tunnels;
        this.numbering = numbering;
        origins = new Origins(topology, numbering);
        policies = new RoutingPolicyCompiler(numbering, origins);
    }

    TransitRouterConfig config(TransitRouter router, long runEnd) {
        List<Attached> attached = attached(router);
        List<String> names = attached.stream().map(Attached::name).toList();
        List<TransitRouterConfig.StaticRoute> routes = new ArrayList<>();
        for (TransitRouterRoute route : router.routes()) {
            int attachment = route.attachment().map(names::indexOf).orElse(-1);
            routes.add(new TransitRouterConfig.StaticRoute(
                    index(router, route.routeTable()), route.destination(), attachment));
        }
        int region = origins.region(router.region());
        List<TransitRouterConfig.Table> tables = router.routeTables().stream()
                .map(name -> new TransitRouterConfig.Table(
                        numbering.table(router, name),
                        new RouteOrder(
                                router.routePreference(),
                                region,
                                router.multiRegionEcmp().contains(name)),
                        router.aggregates(name)))
                .toList();
        return new TransitRouterConfig(
                numbering.actor(router.name()),
                tables,
                attached.stream().map(one -> attachment(router, one)).toList(),
                routes,
                policies(router, attached),
                region,
                runEnd);
    }

    private List<Attached> attached(TransitRouter router) {
        List<Attached> all = new ArrayList<>();
        topology.vpcs()
                .forEach(vpc -> vpc.attachment()
                        .ifPresent(attachment -> all.add(attached(vpc.name(), InstanceType.VPC, attachment))));
        topology.vpnConnections()
                .forEach(vpn -> vpn.attachment()
                        .ifPresent(attachment -> all.add(new Attached(
                                vpn.name(), InstanceType.VPN, attachment, tunnelEnds(vpn), OptionalInt.empty()))));
        topology.vbrs()
                .forEach(vbr -> vbr.attachment()
                        .ifPresent(attachment -> all.add(attached(vbr.name(), InstanceType.VBR, attachment))));
        topology.ecrs()
                .forEach(ecr -> ecr.transitRouters()
                        .forEach(one -> all.add(attached(ecr.name(), InstanceType.ECR, one.attachment()))));
        topology.ccns().forEach(ccn -> all.add(attached(ccn.name(), InstanceType.CCN, ccn.attachment())));
        topology.interRegionConnections()
                .forEach(connection -> connection.attachments().forEach(attachment -> {
                    String peer = connection.peerOf(attachment.transitRouter());
                    all.add(new Attached(
                            connection.name(),
                            InstanceType.TR,
                            attachment,
                            List.of(),
                            OptionalInt.of(numbering.actor(peer))));
                }));
        return all.stream()
                .filter(one -> one.attachment.transitRouter().equals(router.name()))
                .toList();
    }

    private static Attached attached(String name, InstanceType type, Attachment attachment) {
        return new Attached(name, type, attachment, List.of(), OptionalInt.empty());
    }

    /** The outer addresses of a connection's private tunnels. */
    private List<Prefix> tunnelEnds(VpnConnection connection) {
        return connection.tunnels().stream()
                .filter(tunnels::isPrivate)
                .map(tunnel -> Prefix.host(tunnel.gatewayIp()))
                .toList();
    }

    private TransitRouterConfig.Attachment attachment(TransitRouter router, Attached one) {
        return new TransitRouterConfig.Attachment(
                numbering.actor(one.name),
                one.type,
                one.attachment
                        .associatedRouteTable()
                        .map(table -> index(router, table))
                        .orElse(TransitRouterConfig.NO_TABLE),
                one.attachment.propagatedRouteTables().stream()
                        .map(table -> index(router, table))
                        .toList(),
                one.addresses,
                one.attachment.autoPublishRouteEnabled(),
                one.peer);
    }

    static int index(TransitRouter router, String table) {
        return router.routeTables().indexOf(table);
    }

    /** Vendor, "connect ECRs" and "attach an IPsec-VPN connection": the system adds its policy when one of these is attached. */
    private List<Policy> policies(TransitRouter router, List<Attached> attached) {
        List<Policy> all = new ArrayList<>();
        router.routingPolicies().forEach(policy -> all.add(policies.compile(router, policy)));
        if (attached.stream().anyMatch(one -> one.type == InstanceType.VPN || one.type == InstanceType.ECR)) {
            all.add(RoutingPolicies.SYSTEM);
        }
        return all;
    }
}
