package dev.censim.compile;

import dev.censim.facts.Side;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.VbrHealthCheck;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.BgpDevice;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Vbr;
import dev.censim.node.EndpointConfig;
import dev.censim.node.EspProcessing;
import dev.censim.node.GatewayConfig;
import dev.censim.node.GatewayConfig.OfferPolicy;
import dev.censim.node.GatewayConfig.StaticRoute;
import dev.censim.proto.bfd.BfdSessionConfig;
import dev.censim.proto.bfd.Encapsulation;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.PrefixLimit;
import dev.censim.proto.liveness.LivenessPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The two ends of a private circuit: the VBR, and the data centre's device that it leads to. */
final class Circuits {

    private static final long MICROSECOND = 1000;
    private static final int CIRCUIT_MSS = 1500 - 40;

    private static final OfferPolicy OFFERS = new OfferPolicy(0, OfferPolicy.NOT_OFFERED);

    private final Topology topology;
    private final Tunnels tunnels;
    private final Numbering numbering;
    private final Origins origins;
    private final EspProcessing esp;
    private final boolean captures;

    Circuits(Topology topology, Tunnels tunnels, Numbering numbering, EspProcessing esp, boolean captures) {
        this.topology = topology;
        this.tunnels = tunnels;
        this.numbering = numbering;
        origins = new Origins(topology, numbering);
        this.esp = esp;
        this.captures = captures;
    }

    GatewayConfig vbr(Vbr vbr) {
        int uplink = numbering.actor(uplink(vbr));
        return gateway(vbr, vbr.name(), Side.CLOUD, uplink, withGateways(vbr, vbr.routes(), true), announced(vbr));
    }

    private static String uplink(Vbr vbr) {
        return vbr.attachment()
                .map(Attachment::transitRouter)
                .orElseGet(() -> vbr.ecr().orElseThrow().ecr());
    }

    GatewayConfig peer(Vbr vbr) {
        DataCenter dataCenter = topology.dataCenters().stream()
                .filter(candidate -> candidate.name().equals(vbr.dataCenter()))
                .findFirst()
                .orElseThrow();
        int uplink = numbering.actor(dataCenter.name());
        String name = vbr.peerName();
        return gateway(
                vbr, name, Side.CUSTOMER, uplink, withGateways(vbr, vbr.peerRoutes(), false), dataCenter.cidrBlocks());
    }

    /** What the VBR announces to its peer from the start: where its health check's probes come from (vendor: no route is needed with BGP). */
    private static List<Prefix> announced(Vbr vbr) {
        return vbr.healthCheck()
                .map(check -> List.of(Prefix.around(check.sourceIp(), 32)))
                .orElse(List.of());
    }

    /** As many probes in a row as the threshold says must stay unanswered. */
    private static GatewayConfig.HealthCheck healthCheck(VbrHealthCheck check) {
        long interval = check.interval().toNanos();
        LivenessPolicy policy = new LivenessPolicy(interval, interval, check.healthyThreshold() - 1);
        return new GatewayConfig.HealthCheck(check.targetIp(), check.sourceIp(), policy, !check.healthCheckOnly());
    }

    private static Optional<EndpointConfig.Bfd> bfd(Vbr vbr, Side side) {
        boolean switches = side == Side.CLOUD && vbr.failoverGroup().isPresent();
        return vbr.bgp()
                .flatMap(bgp -> side == Side.CLOUD ? bgp.bfd() : bgp.peerBfd())
                .map(bfd -> new EndpointConfig.Bfd(
                        BfdSessionConfig.of(
                                bfd.minTxInterval().toNanos() / MICROSECOND,
                                bfd.minRxInterval().toNanos() / MICROSECOND,
                                bfd.detectMultiplier()),
                        Encapsulation.ofHops(bfd.multiHop()),
                        switches));
    }

    /** The routes of one end, and those to the gateways of the private tunnels that run over the circuit. */
    private List<Prefix> withGateways(Vbr vbr, List<Prefix> routes, boolean atCloud) {
        Stream<Ipv4> gateways = tunnels.on(vbr.path()).stream()
                .filter(placed -> placed.vbr().equals(Optional.of(vbr)))
                .map(placed -> atCloud
                        ? placed.customer().ipAddress()
                        : placed.tunnel().gatewayIp());
        return Stream.concat(routes.stream(), gateways.map(address -> Prefix.around(address, 32)))
                .distinct()
                .toList();
    }

    private GatewayConfig gateway(
            Vbr vbr, String name, Side side, int uplink, List<Prefix> routes, List<Prefix> originates) {
        Ipv4 local = side == Side.CLOUD ? vbr.localGatewayIp() : vbr.peerGatewayIp();
        Ipv4 remote = side == Side.CLOUD ? vbr.peerGatewayIp() : vbr.localGatewayIp();
        EndpointConfig endpoint = new EndpointConfig(
                numbering.actor(name),
                vbr.name(),
                EndpointConfig.CIRCUIT,
                side,
                numbering.actor(vbr.path()),
                local,
                local,
                remote,
                Optional.empty(),
                false,
                peering(vbr, side),
                0,
                esp,
                captures);
        return new GatewayConfig(
                numbering.actor(name),
                name,
                side,
                uplink,
                numbering.table(name),
                side == Side.CLOUD ? origins.of(vbr) : origins.outside(InstanceType.VBR, name),
                List.of(endpoint),
                routes.stream()
                        .map(prefix -> new StaticRoute(prefix, List.of(0), true))
                        .toList(),
                VpnGateways.speaker(side, local, sessions(vbr, side), VpnGateways.ECMP_MAX),
                originates,
                side == Side.CLOUD ? vbr.healthCheck().map(Circuits::healthCheck) : Optional.empty(),
                OFFERS);
    }

    private Optional<EndpointConfig.Peering> peering(Vbr vbr, Side side) {
        int session = vbr.bgp().isPresent() ? numbering.session(vbr.name()) : -1;
        Optional<EndpointConfig.Peering> peering = side == Side.CLOUD
                ? vbr.bgp()
                        .map(bgp -> BgpSessions.listening(
                                session, vbr.localGatewayIp(), vbr.peerGatewayIp(), bgp.authKey(), CIRCUIT_MSS))
                : device(vbr).map(device -> BgpSessions.calling(session, device, CIRCUIT_MSS));
        return peering.map(unwatched -> unwatched.watchedBy(bfd(vbr, side)));
    }

    /** The BGP of the data centre's device on a circuit, if it runs any there. */
    private static Optional<BgpDevice> device(Vbr vbr) {
        return vbr.bgp().map(Vbr.Bgp::device).filter(BgpDevice::enableBgp);
    }

    private static List<BgpSessionConfig> sessions(Vbr vbr, Side side) {
        Optional<BgpSessionConfig> session = side == Side.CLOUD
                ? vbr.bgp()
                        .map(bgp -> BgpSessions.session(
                                        vbr.localGatewayIp(),
                                        vbr.peerGatewayIp(),
                                        bgp.localAsn(),
                                        Optional.of(bgp.peerAsn()),
                                        bgp.timers())
                                .withPassive(true)
                                .withLimit(new PrefixLimit(bgp.routeLimit(), PrefixLimit.Excess.DISCARD)))
                : device(vbr).map(BgpSessions::of);
        return session.map(List::of).orElse(List.of());
    }
}
