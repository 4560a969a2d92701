package dev.censim.compile;

import dev.censim.facts.Side;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.HealthCheck;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.BgpDevice;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.DualTunnelMode;
import dev.censim.model.topology.Nat;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.TunnelBgp;
import dev.censim.model.topology.TunnelEnd;
import dev.censim.model.topology.VpnConnection;
import dev.censim.model.topology.VpnGatewayAssociation;
import dev.censim.node.EndpointConfig;
import dev.censim.node.EspProcessing;
import dev.censim.node.GatewayConfig;
import dev.censim.node.GatewayConfig.OfferPolicy;
import dev.censim.node.GatewayConfig.StaticRoute;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.BgpSpeakerConfig;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.IkePorts;
import dev.censim.proto.ike.NatTraversal;
import dev.censim.proto.liveness.LivenessPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The two kinds of devices at the ends of tunnels: IPsec-VPN connections and customer gateways. */
final class VpnGateways {

    /** What fits through a tunnel over a path of 1500 octets whatever the algorithms, rounded; less TCP's and IPv4's headers. */
    private static final int TUNNEL_MSS = 1400 - 40;

    /** Quota of the product: equal routes that share traffic. */
    static final int ECMP_MAX = 16;

    /** A data centre prefers a circuit, whose offers begin at 0. */
    private static final OfferPolicy CUSTOMER_OFFERS = new OfferPolicy(100, 1000);

    private static final OfferPolicy CLOUD_OFFERS = new OfferPolicy(0, OfferPolicy.NOT_OFFERED);

    private static final long PREFERRED = 200;
    private static final long ORDINARY = 100;

    private final Tunnels tunnels;
    private final Numbering numbering;
    private final Origins origins;
    private final EspProcessing esp;
    private final boolean captures;

    VpnGateways(Topology topology, Tunnels tunnels, Numbering numbering, EspProcessing esp, boolean captures) {
        this.tunnels = tunnels;
        this.numbering = numbering;
        origins = new Origins(topology, numbering);
        this.esp = esp;
        this.captures = captures;
    }

    GatewayConfig cloud(VpnConnection connection) {
        List<EndpointConfig> endpoints = new ArrayList<>();
        List<BgpSessionConfig> sessions = new ArrayList<>();
        for (Tunnel tunnel : connection.tunnels()) {
            int order = endpoints.size();
            CustomerGateway customer =
                    tunnels.named(tunnel.name()).orElseThrow().customer();
            endpoints.add(cloudEnd(connection, tunnel, customer, preference(connection.dualTunnelMode(), order)));
            tunnel.bgp()
                    .ifPresent(bgp -> sessions.add(AcceptedRoutes.limited(
                            connection,
                            BgpSessions.session(
                                            bgp.localBgpIp(),
                                            bgp.peerBgpIp(),
                                            connection.localAsn(),
                                            customer.asn(),
                                            tunnel.cloud().bgpTimers())
                                    .withPassive(true)
                                    .withLocalPref(localPreference(connection.dualTunnelMode(), order)))));
        }
        int paths = connection.dualTunnelMode() == DualTunnelMode.ECMP ? ECMP_MAX : 1;
        Ipv4 identifier = connection.tunnels().get(0).gatewayIp();
        return new GatewayConfig(
                numbering.actor(connection.name()),
                connection.name(),
                Side.CLOUD,
                uplink(connection),
                numbering.table(connection.name()),
                origins.of(connection),
                endpoints,
                cloudRoutes(connection),
                speaker(Side.CLOUD, identifier, sessions, paths),
                List.of(),
                connection.healthCheck().filter(HealthCheck::enable).map(VpnGateways::healthCheck),
                CLOUD_OFFERS);
    }

    private int uplink(VpnConnection connection) {
        return numbering.actor(connection
                .attachment()
                .map(Attachment::transitRouter)
                .or(() -> connection.vpnGateway().map(VpnGatewayAssociation::vpnGateway))
                .orElseThrow());
    }

    /** A check that stays unanswered is repeated by its interval; as many in a row as there are retries are a failure. */
    private static GatewayConfig.HealthCheck healthCheck(HealthCheck check) {
        long interval = check.interval().toNanos();
        LivenessPolicy policy = new LivenessPolicy(interval, interval, check.retry() - 1);
        return new GatewayConfig.HealthCheck(check.dip(), check.sip(), policy, check.switchRoute());
    }

    private EndpointConfig cloudEnd(VpnConnection connection, Tunnel tunnel, CustomerGateway customer, int preference) {
        IkeEndpointConfig ike = ike(tunnel.cloud(), tunnel.gatewayIp(), customer.ipAddress(), Defaults.NAT_KEEPALIVE);
        Optional<EndpointConfig.Peering> peering =
                tunnel.bgp().map(bgp -> peering(tunnel, bgp.localBgpIp(), bgp.peerBgpIp(), customer.authKey()));
        int link = tunnels.isPrivate(tunnel) ? uplink(connection) : numbering.actor(tunnel.path());
        return endpoint(
                connection.name(),
                link,
                tunnel.gatewayIp(),
                Side.CLOUD,
                tunnel,
                tunnel.cloud(),
                ike,
                peering,
                preference);
    }

    private EndpointConfig endpoint(
            String gateway,
            int link,
            Ipv4 outside,
            Side side,
            Tunnel tunnel,
            TunnelEnd end,
            IkeEndpointConfig ike,
            Optional<EndpointConfig.Peering> peering,
            int preference) {
        return new EndpointConfig(
                numbering.actor(gateway),
                tunnel.name(),
                numbering.tunnel(tunnel.name()),
                side,
                link,
                ike.localAddress(),
                outside,
                ike.remoteAddress(),
                Optional.of(ike),
                end.initiates(),
                peering,
                preference,
                esp,
                captures);
    }

    private EndpointConfig.Peering peering(Tunnel tunnel, Ipv4 local, Ipv4 remote, Optional<String> authKey) {
        return BgpSessions.listening(numbering.session(tunnel.name()), local, remote, authKey, TUNNEL_MSS);
    }

    /** The connection's own routes and the protected data flows; a transit router's static entries only end here. */
    private List<StaticRoute> cloudRoutes(VpnConnection connection) {
        List<Integer> all =
                IntStream.range(0, connection.tunnels().size()).boxed().toList();
        List<StaticRoute> routes = new ArrayList<>();
        connection.routes().forEach(prefix -> routes.add(new StaticRoute(prefix, all, true)));
        protectedSubnets(connection.remoteSubnets()).forEach(prefix -> routes.add(new StaticRoute(prefix, all, true)));
        tunnels.routesTo(connection.name()).forEach(prefix -> routes.add(new StaticRoute(prefix, all, false)));
        return routes;
    }

    GatewayConfig customer(DataCenter dataCenter, CustomerGateway gateway) {
        List<EndpointConfig> endpoints = new ArrayList<>();
        List<BgpSessionConfig> sessions = new ArrayList<>();
        List<StaticRoute> routes = new ArrayList<>();
        for (Tunnels.Placed placed : tunnels.of(gateway)) {
            Tunnel tunnel = placed.tunnel();
            VpnConnection connection = placed.connection();
            DualTunnelMode mode = connection.customerTunnelMode();
            List<Integer> mine = List.of(endpoints.size());
            protectedSubnets(tunnel.customer().remoteSubnets())
                    .forEach(prefix -> routes.add(new StaticRoute(prefix, mine, true)));
            dataCenter.routes().stream()
                    .filter(route -> route.connection().equals(connection.name()))
                    .forEach(route -> routes.add(new StaticRoute(route.destination(), mine, true)));
            endpoints.add(customerEnd(tunnel, gateway, dataCenter.name(), preference(mode, placed.order())));
            long localPreference = localPreference(mode, placed.order());
            device(tunnel)
                    .ifPresent(device -> sessions.add(BgpSessions.of(device).withLocalPref(localPreference)));
        }
        List<Integer> all = IntStream.range(0, endpoints.size()).boxed().toList();
        gateway.routes().forEach(prefix -> routes.add(new StaticRoute(prefix, all, true)));
        return new GatewayConfig(
                numbering.actor(gateway.name()),
                gateway.name(),
                Side.CUSTOMER,
                numbering.actor(dataCenter.name()),
                numbering.table(gateway.name()),
                origins.outside(InstanceType.VPN, gateway.name()),
                endpoints,
                routes,
                speaker(Side.CUSTOMER, gateway.ipAddress(), sessions, ECMP_MAX),
                dataCenter.cidrBlocks(),
                Optional.empty(),
                CUSTOMER_OFFERS);
    }

    /** The BGP of a customer gateway in a tunnel, if it runs any there. */
    private static Optional<BgpDevice> device(Tunnel tunnel) {
        return tunnel.bgp().map(TunnelBgp::device).filter(BgpDevice::enableBgp);
    }

    /** What takes the packets of a tunnel: its path, or the uplink that routes those of a private one. */
    private int underlay(Tunnel tunnel, String uplink) {
        return numbering.actor(tunnels.isPrivate(tunnel) ? uplink : tunnel.path());
    }

    /** The device of a customer gateway on its paths. */
    int underlayEnd(CustomerGateway gateway) {
        return numbering.actor(gateway.nat().isPresent() ? gateway.natName() : gateway.name());
    }

    private EndpointConfig customerEnd(Tunnel tunnel, CustomerGateway gateway, String uplink, int preference) {
        IkeEndpointConfig ike = ike(
                tunnel.customer(),
                gateway.ownAddress(),
                tunnel.gatewayIpAtPeer(),
                gateway.nat().map(Nat::keepalive).orElse(Defaults.NAT_KEEPALIVE));
        Optional<EndpointConfig.Peering> peering =
                device(tunnel).map(device -> BgpSessions.calling(numbering.session(tunnel.name()), device, TUNNEL_MSS));
        int link = gateway.nat().isPresent() ? underlayEnd(gateway) : underlay(tunnel, uplink);
        return endpoint(
                gateway.name(),
                link,
                gateway.ipAddress(),
                Side.CUSTOMER,
                tunnel,
                tunnel.customer(),
                ike,
                peering,
                preference);
    }

    /** An end that begins by itself also begins again by itself; one that waits for the peer or for traffic waits again. */
    private static IkeEndpointConfig ike(TunnelEnd end, Ipv4 local, Ipv4 remote, Duration keepalive) {
        NatTraversal traversal =
                new NatTraversal(end.enableNatTraversal(), keepalive, IkePorts.STANDARD, IkePorts.STANDARD);
        return IkeEndpointConfig.of(end, local, remote, end.initiates(), traversal);
    }

    /** In the cloud what a peer tells goes to the transit router, whatever the transit router has from elsewhere. */
    static Optional<BgpSpeakerConfig> speaker(
            Side side, Ipv4 identifier, List<BgpSessionConfig> sessions, int maximumPaths) {
        return sessions.isEmpty()
                ? Optional.empty()
                : Optional.of(new BgpSpeakerConfig(identifier, sessions, maximumPaths, side == Side.CLOUD));
    }

    private static int preference(DualTunnelMode mode, int order) {
        return mode == DualTunnelMode.ECMP ? 0 : order;
    }

    private static long localPreference(DualTunnelMode mode, int order) {
        return mode == DualTunnelMode.ACTIVE_STANDBY && order == 0 ? PREFERRED : ORDINARY;
    }

    /** The protected subnets of Flow Protection, which are routes too; none in Destination Routing. */
    private static List<Prefix> protectedSubnets(List<Prefix> subnets) {
        return subnets.equals(List.of(Prefix.DEFAULT)) ? List.of() : subnets;
    }
}
