package dev.censim.reports;

import dev.censim.facts.Names;
import dev.censim.model.Scenario;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.billing.Prices;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.intent.WordedExpectation;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.BgpDevice;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.DualTunnelMode;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.Nat;
import dev.censim.model.topology.NetworkType;
import dev.censim.model.topology.Path;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.TunnelBgp;
import dev.censim.model.topology.TunnelEnd;
import dev.censim.model.topology.VSwitch;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import dev.censim.model.traffic.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A transit router with VPCs and with sites of two tunnels each, as big as wanted; and names for its journal. */
public final class Hub {

    public static final int ROUTER = 0;

    private final int vpcs;
    private final int sites;
    private final List<Flow> flows = new ArrayList<>();
    private final List<TimedFault> faults = new ArrayList<>();
    private final List<WordedExpectation> expectations = new ArrayList<>();
    private String name = "hub";
    private String description = "";
    private Optional<Nat> nat = Optional.empty();
    private Duration duration = Duration.ofSeconds(100);
    private Optional<Prices> prices = Optional.empty();

    public Hub(int vpcs, int sites) {
        this.vpcs = vpcs;
        this.sites = sites;
    }

    public Hub called(String scenario, String words) {
        name = scenario;
        description = words;
        return this;
    }

    /** With a NAT in front of every customer gateway. */
    public Hub behindNat() {
        nat = Optional.of(new Nat(Ipv4.of("192.168.1.2"), Duration.ofSeconds(120), Duration.ofSeconds(20)));
        return this;
    }

    public Hub lasting(long seconds) {
        duration = Duration.ofSeconds(seconds);
        return this;
    }

    public Hub priced(Prices asked) {
        prices = Optional.of(asked);
        return this;
    }

    public Hub flow(String flow, Flow.Kind kind, long startSeconds, long stopSeconds) {
        flows.add(new Flow(
                flow,
                kind,
                "app-1",
                "host-1",
                Duration.ofMillis(100),
                Flow.Arrival.CONSTANT,
                512,
                Duration.ofSeconds(startSeconds),
                Duration.ofSeconds(stopSeconds),
                4000 + flows.size(),
                5000));
        return this;
    }

    public Hub fault(TimedFault fault) {
        faults.add(fault);
        return this;
    }

    public Hub expects(WordedExpectation expectation) {
        expectations.add(expectation);
        return this;
    }

    public Scenario scenario() {
        return new Scenario(
                name,
                description,
                42,
                duration,
                Scenario.EspComputation.REAL,
                topology(),
                flows,
                faults,
                expectations,
                prices,
                List.of(),
                List.of());
    }

    /** Actors: the router, the VPCs, the connections, the customer gateways, the paths, one that stands for all others. */
    public Names names() {
        List<String> actors = new ArrayList<>(List.of("tr-sg"));
        List<String> tables = new ArrayList<>(List.of("tr-sg/system"));
        topology().vpcs().forEach(vpc -> actors.add(vpc.name()));
        topology().vpnConnections().forEach(connection -> actors.add(connection.name()));
        topology()
                .dataCenters()
                .forEach(site -> actors.add(site.customerGateways().get(0).name()));
        topology()
                .dataCenters()
                .forEach(site -> tables.add(site.customerGateways().get(0).name()));
        topology().paths().forEach(path -> actors.add(path.name()));
        actors.add("faults");
        List<String> tunnels = topology().tunnels().stream().map(Tunnel::name).toList();
        return new Names(
                actors, tunnels, tunnels, flows.stream().map(Flow::name).toList(), tables);
    }

    public int vpc(int number) {
        return number;
    }

    public int connection(int site) {
        return vpcs + site;
    }

    public int gateway(int site) {
        return vpcs + sites + site;
    }

    public int path(int site, int tunnel) {
        return vpcs + 2 * sites + 2 * (site - 1) + tunnel;
    }

    /** The number of a tunnel; sites and their tunnels count from 1. */
    public static int tunnel(int site, int tunnel) {
        return 2 * (site - 1) + tunnel - 1;
    }

    private Topology topology() {
        List<Vpc> clouds = new ArrayList<>();
        List<DataCenter> centers = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        List<VpnConnection> connections = new ArrayList<>();
        Attachment attachment = new Attachment("tr-sg", Optional.of("system"), List.of("system"), true);
        for (int i = 1; i <= vpcs; i++) {
            clouds.add(cloud(i, attachment));
        }
        for (int i = 1; i <= sites; i++) {
            centers.add(center(i));
            paths.add(path("internet-" + i + "-a"));
            paths.add(path("internet-" + i + "-b"));
            connections.add(connection(i, attachment));
        }
        Region region = new Region("ap-southeast-1", List.of("ap-southeast-1a", "ap-southeast-1b"));
        TransitRouter router = new TransitRouter(
                "tr-sg",
                "ap-southeast-1",
                List.of("system"),
                List.of(),
                Defaults.ROUTE_PREFERENCE,
                List.of(),
                List.of(),
                List.of());
        return new Topology(
                List.of(region),
                List.of(router),
                clouds,
                centers,
                paths,
                connections,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Vpc cloud(int i, Attachment attachment) {
        Prefix block = Prefix.of("10." + i + ".0.0/16");
        return new Vpc(
                "vpc-" + i,
                "ap-southeast-1",
                List.of(block),
                List.of(new VSwitch("vsw-" + i, "ap-southeast-1a", block)),
                List.of(new Host("app-" + i, Ipv4.of("10." + i + ".1.10"), Optional.of("vsw-" + i))),
                List.of(),
                Optional.of(attachment));
    }

    private DataCenter center(int i) {
        CustomerGateway gateway = new CustomerGateway(
                "cgw-" + i,
                Ipv4.of("203.0.113." + i),
                nat,
                Optional.of(new Asn(65000 + i)),
                Optional.empty(),
                List.of());
        return new DataCenter(
                "site-" + i,
                List.of(Prefix.of("172.16." + i + ".0/24")),
                List.of(new Host("host-" + i, Ipv4.of("172.16." + i + ".10"), Optional.empty())),
                List.of(gateway),
                List.of());
    }

    private static Path path(String name) {
        return new Path(name, Defaults.PATH_LATENCY, Duration.ZERO, 0, OptionalLong.empty(), Defaults.PATH_QUEUE);
    }

    private static VpnConnection connection(int i, Attachment attachment) {
        String connection = "vpn-" + i;
        List<Tunnel> tunnels = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            Prefix block = Prefix.of("169.254." + i + "." + 4 * number + "/30");
            tunnels.add(new Tunnel(
                    connection + ".tunnel" + number,
                    number == 1 ? "ap-southeast-1a" : "ap-southeast-1b",
                    Ipv4.of("198.51.100." + i),
                    Ipv4.of("198.51.100." + i),
                    "cgw-" + i,
                    "internet-" + i + (number == 1 ? "-a" : "-b"),
                    end(),
                    end(),
                    Optional.of(new TunnelBgp(
                            block,
                            block.address(1),
                            block.address(2),
                            BgpDevice.mirroring(
                                    Defaults.LOCAL_ASN,
                                    new Asn(65000 + i),
                                    block.address(1),
                                    block.address(2),
                                    Defaults.BGP_TIMERS,
                                    Optional.empty())))));
        }
        return new VpnConnection(
                connection,
                Optional.of(attachment),
                Optional.empty(),
                NetworkType.PUBLIC,
                List.of(Prefix.DEFAULT),
                List.of(Prefix.DEFAULT),
                true,
                Defaults.LOCAL_ASN,
                DualTunnelMode.ECMP,
                DualTunnelMode.ECMP,
                List.of(),
                Optional.empty(),
                tunnels);
    }

    private static TunnelEnd end() {
        IkeConfig ike = new IkeConfig(
                "secret-of-the-tunnel",
                Defaults.IKE_VERSION,
                Defaults.IKE_MODE,
                Defaults.ENCRYPTION,
                Defaults.AUTHENTICATION,
                Defaults.IKE_PFS,
                Defaults.SA_LIFETIME,
                "a",
                "b");
        IpsecConfig ipsec =
                new IpsecConfig(Defaults.ENCRYPTION, Defaults.AUTHENTICATION, Defaults.IPSEC_PFS, Defaults.SA_LIFETIME);
        return new TunnelEnd(
                ike,
                ipsec,
                Defaults.DPD,
                Defaults.RETRANSMISSION,
                Defaults.BGP_TIMERS,
                false,
                List.of(Prefix.DEFAULT),
                List.of(Prefix.DEFAULT),
                true);
    }
}
