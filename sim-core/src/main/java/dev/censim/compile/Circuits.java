package dev.censim.compile;

import dev.censim.facts.Side;
import dev.censim.forward.EspTransform;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Vbr;
import dev.censim.node.EndpointConfig;
import dev.censim.node.GatewayConfig;
import dev.censim.node.GatewayConfig.OfferPolicy;
import dev.censim.node.GatewayConfig.StaticRoute;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.PrefixLimit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The two ends of a private circuit: the VBR, and the data centre's device that it leads to. */
final class Circuits {

    private static final int CIRCUIT_MSS = 1500 - 40;

    private static final OfferPolicy OFFERS = new OfferPolicy(0, OfferPolicy.NOT_OFFERED);

    private final Topology topology;
    private final Numbering numbering;
    private final Origins origins;
    private final EspTransform esp;
    private final boolean captures;

    Circuits(Topology topology, Numbering numbering, EspTransform esp, boolean captures) {
        this.topology = topology;
        this.numbering = numbering;
        origins = new Origins(topology, numbering);
        this.esp = esp;
        this.captures = captures;
    }

    GatewayConfig vbr(Vbr vbr) {
        int uplink = numbering.actor(vbr.attachment().transitRouter());
        return gateway(vbr, vbr.name(), Side.CLOUD, uplink, withGateways(vbr, vbr.routes(), true), List.of());
    }

    GatewayConfig peer(Vbr vbr) {
        DataCenter dataCenter = topology.dataCenters().stream()
                .filter(candidate -> candidate.name().equals(vbr.dataCenter()))
                .findFirst()
                .orElseThrow();
        int uplink = numbering.actor(dataCenter.name());
        String name = Numbering.peer(vbr);
        return gateway(
                vbr, name, Side.CUSTOMER, uplink, withGateways(vbr, vbr.peerRoutes(), false), dataCenter.cidrBlocks());
    }

    /** The routes of one end, and those to the gateways of the private tunnels that run over the circuit. */
    private List<Prefix> withGateways(Vbr vbr, List<Prefix> routes, boolean atCloud) {
        Stream<Ipv4> gateways = topology.tunnels().stream()
                .filter(tunnel -> topology.vbrBeneath(tunnel).equals(Optional.of(vbr)))
                .map(tunnel -> atCloud
                        ? topology.customerGateway(tunnel.customerGateway()).ipAddress()
                        : tunnel.gatewayIp());
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
                vbr.bgp()
                        .map(bgp -> new EndpointConfig.Peering(
                                numbering.session(vbr.name()), local, remote, side == Side.CUSTOMER, CIRCUIT_MSS)),
                0,
                esp,
                captures);
        return new GatewayConfig(
                numbering.actor(name),
                name,
                side,
                uplink,
                numbering.table(name),
                side == Side.CLOUD
                        ? origins.of(InstanceType.VBR, name, vbr.attachment())
                        : origins.outside(InstanceType.VBR, name),
                List.of(endpoint),
                routes.stream()
                        .map(prefix -> new StaticRoute(prefix, List.of(0), true))
                        .toList(),
                VpnGateways.speaker(local, sessions(vbr, side, local, remote), VpnGateways.ECMP_MAX),
                originates,
                Optional.empty(),
                OFFERS);
    }

    private static List<BgpSessionConfig> sessions(Vbr vbr, Side side, Ipv4 local, Ipv4 remote) {
        return vbr.bgp()
                .map(bgp -> {
                    Asn here = side == Side.CLOUD ? bgp.localAsn() : bgp.peerAsn();
                    Asn there = side == Side.CLOUD ? bgp.peerAsn() : bgp.localAsn();
                    BgpSessionConfig session = VpnGateways.session(
                                    local, remote, here, Optional.of(there), bgp.timers())
                            .withPassive(side == Side.CLOUD);
                    PrefixLimit limit = new PrefixLimit(bgp.routeLimit(), PrefixLimit.Excess.DISCARD);
                    return side == Side.CLOUD ? session.withLimit(limit) : session;
                })
                .map(List::of)
                .orElse(List.of());
    }
}
