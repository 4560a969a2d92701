package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random hubs and spokes under random permanent faults, against what can be said without simulating: when detection is over, a
 * branch reaches the VPCs that publish routes exactly if one of its tunnels or circuits is left, and never another branch.
 */
class RandomNetworkTest {

    private static final int CASES = 30;

    /** Faults happen at 20 s; after dead peer detection and hold timers (30 s) all is settled. */
    private static final double SETTLED = 55;

    static List<Long> seeds() {
        return new Random(55).longs(CASES, 0, 1_000_000).boxed().toList();
    }

    /** A way of a branch to the cloud. */
    private record Way(String path, boolean isCut) {}

    private record Branch(String name, List<Way> ways) {
        boolean isConnected() {
            return ways.stream().anyMatch(way -> !way.isCut);
        }
    }

    private final StringBuilder vpcs = new StringBuilder();
    private final StringBuilder dataCenters = new StringBuilder();
    private final StringBuilder paths = new StringBuilder();
    private final StringBuilder connections = new StringBuilder();
    private final StringBuilder vbrs = new StringBuilder();
    private final StringBuilder faults = new StringBuilder();

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void branchReachesTheCloudExactlyIfAWayIsLeft(long seed) {
        Random random = new Random(seed);
        int vpcCount = 1 + random.nextInt(3);
        List<Boolean> publishes = new ArrayList<>();
        for (int i = 0; i < vpcCount; i++) {
            publishes.add(vpc(i, random.nextInt(4) > 0));
        }
        List<Branch> branches = new ArrayList<>();
        int branchCount = 1 + random.nextInt(4);
        for (int i = 0; i < branchCount; i++) {
            branches.add(branch(i, random));
        }

        Run run = Run.of(yaml(seed, branches));

        for (int i = 0; i < branchCount; i++) {
            for (int j = 0; j < vpcCount; j++) {
                boolean reaches = branches.get(i).isConnected() && publishes.get(j);
                expect(run, "ping.idc-" + i + ".app-" + j, reaches, seed);
            }
            for (int j = 0; j < branchCount; j++) {
                if (i != j) {
                    expect(run, "ping.idc-" + i + ".idc-" + j, false, seed);
                }
            }
        }
    }

    private static void expect(Run run, String flow, boolean reaches, long seed) {
        long expected = reaches ? run.sentAfter(flow, SETTLED) : 0;
        assertThat(run.received(flow, at -> at >= SETTLED))
                .as("%s after %s s, seed %d", flow, SETTLED, seed)
                .isEqualTo(expected);
    }

    private boolean vpc(int i, boolean publishes) {
        vpcs.append("""
                  - name: vpc-%1$d
                    region: r1
                    cidrBlock: 10.%1$d.0.0/16
                    vSwitches: [{name: vsw-%1$d, zone: z1, cidrBlock: 10.%1$d.1.0/24}]
                    hosts: [{name: app-%1$d, vSwitch: vsw-%1$d, address: 10.%1$d.1.10}]
                    attachment: {transitRouter: tr, autoPublishRouteEnabled: %2$b}
                """.formatted(i, publishes));
        return publishes;
    }

    private Branch branch(int i, Random random) {
        List<Way> ways = new ArrayList<>();
        boolean isStatic = random.nextBoolean();
        boolean hasCircuit = random.nextInt(3) == 0;
        String routes = isStatic ? ", routes: [10.0.0.0/8]" : "";
        dataCenters.append("""
                  - name: dc-%1$d
                    cidrBlock: 172.16.%1$d.0/24
                    hosts: [{name: idc-%1$d, address: 172.16.%1$d.10}]
                    customerGateways: [{name: cgw-%1$d, ipAddress: 203.0.113.%2$d, asn: %3$d%4$s}]
                """.formatted(i, i + 1, 65001 + i, routes));
        List<String> tunnels = new ArrayList<>();
        for (int tunnel = 0; tunnel < 2; tunnel++) {
            String path = "net-" + i + "-" + tunnel;
            String name = "vpn-" + i + ".tunnel" + (tunnel + 1);
            List<String> cuts = new ArrayList<>(List.of(
                    "silentLoss, path: " + path,
                    "linkDown, path: " + path,
                    "tunnelEndpointDown, tunnel: " + name,
                    "tunnelEndpointDown, side: customer, tunnel: " + name));
            if (!isStatic) {
                cuts.add("bgpSessionDown, how: filtered, session: " + name);
                cuts.add("bgpSessionDown, how: shutdown, session: " + name);
            }
            Way way = way(path, cuts, random);
            ways.add(way);
            tunnels.add("{customerGateway: cgw-" + i + ", path: " + way.path + "}");
        }
        String mode = random.nextBoolean() ? "ecmp" : "activeStandby";
        String routing = isStatic ? "routes: [172.16." + i + ".0/24]" : "enableTunnelsBgp: true";
        connections.append("""
                  - name: vpn-%1$d
                    attachment: {transitRouter: tr}
                    dualTunnelMode: %2$s
                    %3$s
                    tunnels: [%4$s]
                """.formatted(i, mode, routing, String.join(", ", tunnels)));
        if (hasCircuit) {
            ways.add(circuit(i, random));
        }
        return new Branch("dc-" + i, ways);
    }

    private Way circuit(int i, Random random) {
        String path = "fibre-" + i;
        String vbr = "vbr-" + i;
        List<String> cuts = List.of(
                "silentLoss, path: " + path,
                "linkDown, path: " + path,
                "attachmentDown, attachment: " + vbr,
                "bgpSessionDown, how: filtered, session: " + vbr,
                "bgpSessionDown, how: shutdown, session: " + vbr);
        Way way = way(path, cuts, random);
        vbrs.append("""
                  - name: vbr-%1$d
                    attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                    dataCenter: dc-%1$d
                    localGatewayIp: 10.255.%1$d.1
                    peerGatewayIp: 10.255.%1$d.2
                    path: %2$s
                    bgp: {peerAsn: %3$d}
                """.formatted(i, way.path, 65001 + i));
        return way;
    }

    /** @param cuts faults that leave nothing of it */
    private Way way(String path, List<String> cuts, Random random) {
        paths.append("  - {name: %s, latency: %dms}%n".formatted(path, 1 + random.nextInt(40)));
        boolean isCut = random.nextInt(5) < 2;
        if (isCut) {
            String cut = cuts.get(random.nextInt(cuts.size()));
            faults.append("  - {at: 20s, fault: %s}%n".formatted(cut));
        }
        return new Way(path, isCut);
    }

    private String yaml(long seed, List<Branch> branches) {
        StringBuilder yaml = new StringBuilder("""
                scenario: random
                seed: %d
                duration: 65s
                regions: [{name: r1, zones: [z1, z2]}]
                transitRouters: [{name: tr, region: r1}]
                """.formatted(seed));
        section(yaml, "vpcs", vpcs);
        section(yaml, "dataCenters", dataCenters);
        section(yaml, "paths", paths);
        section(yaml, "vpnConnections", connections);
        section(yaml, "vbrs", vbrs);
        section(yaml, "faults", faults);
        String others = branches.size() > 1 ? ", \"idc-*\"" : "";
        yaml.append("traffic:\n  - {name: ping, kind: ping, from: \"idc-*\", to: [\"app-*\"")
                .append(others)
                .append("], ");
        return yaml.append("interval: 100ms, start: 10s, stop: 64s}\n").toString();
    }

    private static void section(StringBuilder yaml, String name, StringBuilder content) {
        if (!content.isEmpty()) {
            yaml.append(name).append(":\n").append(content);
        }
    }
}
