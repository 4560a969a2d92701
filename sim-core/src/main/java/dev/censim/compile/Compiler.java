package dev.censim.compile;

import dev.censim.crypto.KnownSecrets;
import dev.censim.forward.EspRoundTrips;
import dev.censim.forward.RealEsp;
import dev.censim.forward.ShapeEsp;
import dev.censim.forward.SpareCore;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.address.Ipv4;
import dev.censim.model.change.Change;
import dev.censim.model.change.TimedChange;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.InterRegionConnection;
import dev.censim.model.topology.Nat;
import dev.censim.model.topology.Path;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouterRoute;
import dev.censim.model.topology.Vbr;
import dev.censim.model.traffic.Flow;
import dev.censim.node.DataCenterNode;
import dev.censim.node.EcrNode;
import dev.censim.node.EspProcessing;
import dev.censim.node.FaultScript;
import dev.censim.node.Gateway;
import dev.censim.node.GatewayConfig;
import dev.censim.node.HostDirectory;
import dev.censim.node.HostNode;
import dev.censim.node.Link;
import dev.censim.node.NatDevice;
import dev.censim.node.SpokeNode;
import dev.censim.node.TrafficSource;
import dev.censim.node.TransitRouterNode;
import dev.censim.node.VpnGatewayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the network that a scenario describes. */
public final class Compiler {

    private final Scenario scenario;
    private final Topology topology;
    private final Numbering numbering;
    private final Tunnels tunnels;
    private final VpnGateways vpnGateways;
    private final Circuits circuits;
    private final TransitRouters transitRouters;
    private final Spokes spokes;
    private final Map<String, Ipv4> addresses;
    private final boolean captures;
    private final EspRoundTrips roundTrips;

    private Compiler(Scenario scenario, boolean captures, EspRoundTrips roundTrips) {
        this.scenario = scenario;
        this.captures = captures;
        this.roundTrips = roundTrips;
        topology = scenario.topology();
        numbering = new Numbering(scenario);
        addresses = topology.hosts().stream().collect(Collectors.toMap(Host::name, Host::address));
        EspProcessing esp = esp(scenario.esp(), captures, roundTrips);
        tunnels = new Tunnels(topology, entries());
        vpnGateways = new VpnGateways(topology, tunnels, numbering, esp, captures);
        circuits = new Circuits(topology, tunnels, numbering, esp, captures);
        transitRouters = new TransitRouters(topology, tunnels, numbering);
        spokes = new Spokes(topology, numbering);
    }

    /**
     * @param captures whether packets on paths and the keys to read them are noted in the journal; the digest does not change
     */
    public static Network compile(Scenario scenario, boolean captures) {
        return compile(scenario, captures, SpareCore.NONE);
    }

    /** @param spare may do the cryptography that no simulated instant waits for */
    public static Network compile(Scenario scenario, boolean captures, SpareCore spare) {
        return new Compiler(scenario, captures, new EspRoundTrips(spare)).network();
    }

    /** A capture reads ciphertext, so there each packet is sealed where it is sent. */
    private static EspProcessing esp(Scenario.EspComputation computation, boolean captures, EspRoundTrips roundTrips) {
        if (computation == Scenario.EspComputation.SHAPE) {
            return EspProcessing.atOnce(new ShapeEsp());
        }
        return new EspProcessing(new RealEsp(), captures ? Optional.empty() : Optional.of(roundTrips));
    }

    /** Actors in the order of their numbers: underlay, cloud, data centres, gateways, hosts, flows, and the fault script last. */
    private Network network() {
        List<Actor> actors = new ArrayList<>();
        topology.paths().forEach(path -> actors.add(link(path)));
        long runEnd = Time.of(scenario.duration());
        topology.transitRouters()
                .forEach(router -> actors.add(new TransitRouterNode(transitRouters.config(router, runEnd))));
        Ecrs ecrs = new Ecrs(topology, numbering);
        topology.ecrs().forEach(ecr -> actors.add(new EcrNode(ecrs.config(ecr))));
        topology.vpcs().forEach(vpc -> actors.add(new SpokeNode(spokes.vpc(vpc, directory(vpc.hosts())))));
        topology.vpnGateways().forEach(gateway -> actors.add(new VpnGatewayNode(spokes.vpnGateway(gateway))));
        topology.ccns().forEach(ccn -> actors.add(new SpokeNode(spokes.ccn(ccn, directory(ccn.hosts())))));
        topology.dataCenters().forEach(dataCenter -> actors.add(dataCenter(dataCenter)));
        KnownSecrets knownSecrets = KnownSecrets.ofOneNetwork();
        gateways().forEach(config -> actors.add(new Gateway(config, scenario.seed(), knownSecrets)));
        topology.customerGateways().forEach(gateway -> gateway.nat().ifPresent(nat -> actors.add(nat(gateway, nat))));
        topology.vpcs().forEach(vpc -> vpc.hosts().forEach(host -> actors.add(host(host, vpc.name()))));
        topology.dataCenters()
                .forEach(dataCenter -> dataCenter.hosts().forEach(host -> actors.add(host(host, dataCenter.name()))));
        topology.ccns().forEach(ccn -> ccn.hosts().forEach(host -> actors.add(host(host, ccn.name()))));
        for (int flow = 0; flow < scenario.flows().size(); flow++) {
            actors.add(trafficSource(flow));
        }
        FaultPlanner planner = new FaultPlanner(topology, tunnels, numbering);
        ChangePlanner changes = new ChangePlanner(topology, numbering);
        actors.add(new FaultScript(
                numbering.faultScript(),
                scenario.faults().stream().map(planner::plan).toList(),
                scenario.changes().stream().map(changes::plan).toList()));
        return new Network(numbering.names(), actors, planner, changes, numbering.faultScript(), roundTrips);
    }

    /** The static entries of transit routers: those that are there from the start, and those that come later. */
    private List<TransitRouterRoute> entries() {
        return Stream.concat(
                        topology.transitRouters().stream().flatMap(router -> router.routes().stream()),
                        scenario.changes().stream()
                                .map(TimedChange::change)
                                .filter(Change.TransitRouterEntry.class::isInstance)
                                .map(change -> ((Change.TransitRouterEntry) change).route()))
                .toList();
    }

    private List<GatewayConfig> gateways() {
        List<GatewayConfig> gateways = new ArrayList<>();
        topology.vpnConnections().forEach(connection -> gateways.add(vpnGateways.cloud(connection)));
        for (DataCenter dataCenter : topology.dataCenters()) {
            for (CustomerGateway gateway : dataCenter.customerGateways()) {
                gateways.add(vpnGateways.customer(dataCenter, gateway));
            }
        }
        for (Vbr vbr : topology.vbrs()) {
            gateways.add(circuits.vbr(vbr));
            gateways.add(circuits.peer(vbr));
        }
        return gateways;
    }

    private Link link(Path path) {
        List<Link.End> ends = new ArrayList<>();
        List<Vbr> vbrs = tunnels.vbrsOn(path.name());
        if (vbrs.isEmpty()) {
            for (Tunnels.Placed placed : tunnels.on(path.name())) {
                int cloud = numbering.actor(placed.connection().name());
                ends.add(new Link.End(cloud, placed.tunnel().gatewayIp().bits(), false));
                CustomerGateway customer = placed.customer();
                ends.add(new Link.End(
                        vpnGateways.underlayEnd(customer), customer.ipAddress().bits(), true));
            }
        }
        for (Vbr vbr : vbrs) {
            ends.add(new Link.End(
                    numbering.actor(vbr.name()), vbr.localGatewayIp().bits(), false));
            ends.add(new Link.End(
                    numbering.actor(vbr.peerName()), vbr.peerGatewayIp().bits(), true));
        }
        topology.interRegionConnections().stream()
                .filter(connection -> connection.name().equals(path.name()))
                .forEach(connection -> ends.addAll(ends(connection)));
        boolean isCircuit = !vbrs.isEmpty()
                || topology.interRegionConnections().stream()
                        .anyMatch(connection -> connection.name().equals(path.name()));
        List<Link.End> distinct = ends.stream().distinct().toList();
        Link.Config config = new Link.Config(
                numbering.actor(path.name()), distinct, isCircuit, captures, Time.of(scenario.duration()));
        Link.Quality quality = new Link.Quality(
                path.latency().toNanos(),
                path.jitter().toNanos(),
                path.lossPerMillion(),
                path.bitsPerSecond().orElse(Link.Quality.UNLIMITED),
                path.queue().toNanos());
        return new Link(config, quality, rng(path.name()));
    }

    /** Two transit routers: what one puts in comes out at the other. */
    private List<Link.End> ends(InterRegionConnection connection) {
        List<Link.End> ends = new ArrayList<>();
        for (Attachment attachment : connection.attachments()) {
            ends.add(new Link.End(numbering.actor(attachment.transitRouter()), 0, !ends.isEmpty()));
        }
        return ends;
    }

    /** On every path that a tunnel of the gateway takes. */
    private NatDevice nat(CustomerGateway gateway, Nat nat) {
        List<NatDevice.Uplink> uplinks = tunnels.of(gateway).stream()
                .map(Tunnels.Placed::tunnel)
                .map(tunnel -> new NatDevice.Uplink(
                        numbering.actor(tunnel.path()), tunnel.gatewayIp().bits()))
                .toList();
        String name = gateway.natName();
        NatDevice.Config config = new NatDevice.Config(
                numbering.actor(name),
                numbering.actor(gateway.name()),
                nat.insideAddress().bits(),
                gateway.ipAddress().bits(),
                nat.mappingTimeout().toNanos(),
                uplinks);
        return new NatDevice(config, rng(name));
    }

    private DataCenterNode dataCenter(DataCenter dataCenter) {
        return new DataCenterNode(new DataCenterNode.Config(
                numbering.actor(dataCenter.name()),
                numbering.table(dataCenter.name()),
                dataCenter.cidrBlocks(),
                directory(dataCenter)));
    }

    private HostDirectory directory(List<Host> hosts) {
        return new HostDirectory(addresses(hosts));
    }

    /** Who is on the LAN: hosts, and the gateways of private tunnels, which end inside. */
    private HostDirectory directory(DataCenter dataCenter) {
        SortedMap<Ipv4, Integer> actors = addresses(dataCenter.hosts());
        dataCenter.customerGateways().stream()
                .filter(gateway -> tunnels.of(gateway).stream()
                        .anyMatch(placed -> placed.vbr().isPresent()))
                .forEach(gateway -> actors.put(gateway.ipAddress(), numbering.actor(gateway.name())));
        return new HostDirectory(actors);
    }

    private SortedMap<Ipv4, Integer> addresses(List<Host> hosts) {
        SortedMap<Ipv4, Integer> actors = new TreeMap<>();
        hosts.forEach(host -> actors.put(host.address(), numbering.actor(host.name())));
        return actors;
    }

    private HostNode host(Host host, String network) {
        return new HostNode(new HostNode.Config(
                numbering.actor(host.name()),
                host.address().bits(),
                numbering.actor(network),
                numbering.firstFlow(),
                scenario.flows().size()));
    }

    private TrafficSource trafficSource(int number) {
        Flow flow = scenario.flows().get(number);
        return new TrafficSource(
                new TrafficSource.Config(
                        numbering.firstFlow() + number,
                        number,
                        flow,
                        numbering.actor(flow.from()),
                        address(flow.from()).bits(),
                        address(flow.to()).bits(),
                        Time.of(scenario.duration())),
                rng(flow.name()));
    }

    private Ipv4 address(String host) {
        Ipv4 address = addresses.get(host);
        if (address == null) {
            throw new IllegalArgumentException("no host is named " + host);
        }
        return address;
    }

    private Rng rng(String name) {
        return Rng.of(scenario.seed(), name);
    }
}
