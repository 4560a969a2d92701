package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.HealthCheckMoved;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A VPN gateway in a VPC: which of its tunnels and connections carries what, and who learns which route. */
class VpnGatewayStoriesTest {

    /** A VPC that is attached to nothing, with a gateway in two zones; connections and what they need are put in. */
    private static final String NETWORK = """
            scenario: gateway
            duration: 120s
            seed: 6
            regions: [{name: r1, zones: [z1, z2]}]
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches:
                  - {name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}
                  - {name: vsw-2, zone: z2, cidrBlock: 10.1.2.0/24}
                hosts: [{name: app, vSwitch: vsw-2, address: 10.1.2.10}]
                routes: [<routes>]
            vpnGateways:
              - {name: vgw, vpc: vpc, vSwitch: vsw-1, disasterRecoveryVSwitch: vsw-2<gateway>}
            dataCenters:
              - name: dc
                cidrBlock: <blocks>
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways:
                  - {name: cgw-1, ipAddress: 203.0.113.1, asn: 65001, routes: [<back>]}
                  - {name: cgw-2, ipAddress: 203.0.113.2, asn: 65001}
            paths:
              - {name: net-1, latency: 10ms}
              - {name: net-2, latency: 12ms}
            vpnConnections:
            <connections>
            traffic:
              - {name: down, kind: ping, from: app, to: idc, interval: 100ms, start: 10s, stop: 115s}
              - {name: up, kind: ping, from: idc, to: app, interval: 100ms, start: 10s, stop: 115s}
            """;

    private static final String DUAL = """
              - name: vpn
                vpnGateway: vgw
                effectImmediately: true
                <routing>
                tunnels:
                  - {customerGateway: cgw-1, path: net-1}
                  - {customerGateway: cgw-1, path: net-2}""";

    private static final String PAIR = """
              - name: vpn-1
                vpnGateway: vgw
                effectImmediately: true
                <routing>
                tunnels: [{customerGateway: cgw-1, path: net-1}]
              - name: vpn-2
                vpnGateway: vgw
                effectImmediately: true
                <standby>
                tunnels: [{customerGateway: cgw-2, path: net-2}]""";

    private static final String STATIC = "routes: [172.16.0.0/16]";
    private static final String BGP = "enableTunnelsBgp: true";
    private static final String TO_GATEWAY = "{destination: 172.16.0.0/16, nextHop: vgw}";

    private static String network(String connections, String routing, String routes) {
        return NETWORK.replace("<connections>", connections)
                .replace("<routing>", routing)
                .replace("<standby>", routing)
                .replace("<routes>", routes)
                .replace("<gateway>", routes.isEmpty() ? ", autoPropagate: true" : "")
                .replace("<back>", routing.equals(STATIC) ? "10.1.0.0/16" : "")
                .replace("<blocks>", "172.16.0.0/16");
    }

    private static final String SILENT = "faults:\n  - {at: 40s, fault: silentLoss, path: net-1, repairAt: 80s}\n";

    private static Set<String> knows(Run run, String table) {
        int number = run.names().tables().indexOf(table);
        return run.facts(RouteInstalled.class)
                .filter(route -> route.table() == number)
                .map(route -> route.prefix().toString())
                .collect(Collectors.toSet());
    }

    /** The next hops of each route that a table has used for a prefix, by name, in turn. */
    private static List<List<String>> hops(Run run, String table, String prefix) {
        int number = run.names().tables().indexOf(table);
        return run.facts(RouteInstalled.class)
                .filter(route ->
                        route.table() == number && route.prefix().toString().equals(prefix))
                .map(route -> route.nextHops().stream().map(run.names()::hop).toList())
                .toList();
    }

    private static Set<DropCause> drops(Run run, String flow) {
        int number = run.names().flows().indexOf(flow);
        return run.facts(PacketDropped.class)
                .filter(drop -> drop.flow() == number)
                .map(PacketDropped::cause)
                .collect(Collectors.toSet());
    }

    @Test
    void firstTunnelCarriesEverything() {
        Run run = Run.of(network(DUAL, STATIC, TO_GATEWAY));

        assertThat(run.received("down", at -> true)).isEqualTo(run.sent("down"));
        assertThat(run.received("up", at -> true)).isEqualTo(run.sent("up"));
        assertThat(run.path("down", 100))
                .containsSubsequence("app", "vpc", "vgw", "vpn", "vpn.tunnel1", "net-1", "cgw-1");
        assertThat(run.path("up", 100))
                .containsSubsequence("cgw-1", "vpn.tunnel1", "net-1", "vpn", "vgw", "vpc", "app");
    }

    @Test
    void secondTunnelTakesOverAndGivesBack() {
        Run run = Run.of(network(DUAL, STATIC, TO_GATEWAY) + SILENT);

        assertThat(run.path("down", 78)).contains("vpn.tunnel2").doesNotContain("vpn.tunnel1");
        assertThat(run.path("down", 114)).contains("vpn.tunnel1").doesNotContain("vpn.tunnel2");
        assertThat(run.received("down", at -> at > 75)).isEqualTo(run.sentAfter("down", 75));
    }

    @Test
    void zoneOfTheGatewaysFirstVSwitchTakesTheFirstTunnel() {
        Run run = Run.of(network(DUAL, STATIC, TO_GATEWAY)
                + "faults:\n  - {at: 40s, fault: zoneOutage, zone: z1, repairAt: 85s}\n");

        assertThat(run.path("down", 84)).contains("vpn.tunnel2").doesNotContain("vpn.tunnel1");
        assertThat(run.path("down", 114)).contains("vpn.tunnel1");
    }

    @Test
    void vpcWithoutARouteToTheGatewaySendsNothingThere() {
        Run run = Run.of(network(DUAL, STATIC, "{destination: 172.20.0.0/16, nextHop: vgw}"));

        assertThat(drops(run, "down")).containsExactly(DropCause.NO_ROUTE);
        assertThat(knows(run, "vpc")).doesNotContain("172.16.0.0/16");
    }

    @Test
    void whatBgpHasLearnedGoesIntoTheVpcOnlyWithAutomaticPropagation() {
        Run propagated = Run.of(network(DUAL, BGP, ""));
        Run kept = Run.of(network(DUAL, BGP, "{destination: 172.20.0.0/16, nextHop: vgw}"));

        assertThat(propagated.received("down", at -> true)).isEqualTo(propagated.sent("down"));
        assertThat(knows(propagated, "vpc")).contains("172.16.0.0/16");
        assertThat(knows(kept, "vgw")).contains("172.16.0.0/16");
        assertThat(knows(kept, "vpc")).doesNotContain("172.16.0.0/16");
        assertThat(drops(kept, "down")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void dataCenterIsToldTheRoutesOfTheVpcsTable() {
        Run run = Run.of(network(DUAL, BGP, ""));

        assertThat(knows(run, "dc")).containsExactlyInAnyOrder("172.16.0.0/16", "10.1.1.0/24", "10.1.2.0/24");
    }

    @Test
    void connectionOfWeightZeroStandsByUntilTheHealthCheckOfTheOtherFails() {
        String check = STATIC + "\n  healthCheckConfig: {enable: true, dip: 172.16.0.10, sip: 10.1.9.9}";
        String yaml = NETWORK.replace("<connections>", PAIR)
                .replace("<routing>", check)
                .replace("<standby>", STATIC + "\n  weight: 0")
                .replace("<routes>", TO_GATEWAY)
                .replace("<gateway>", "")
                .replace("<back>", "10.1.0.0/16")
                .replace("<blocks>", "172.16.0.0/16\n    routes: [{destination: 10.1.9.9/32, nextHop: vpn-1}]")
                .replace(
                        "{name: cgw-2, ipAddress: 203.0.113.2, asn: 65001}",
                        "{name: cgw-2, ipAddress: 203.0.113.2, asn: 65001, routes: [10.1.0.0/16]}");
        Run run = Run.of(yaml + SILENT);

        assertThat(run.path("down", 39)).contains("vpn-1.tunnel1");
        assertThat(run.facts(HealthCheckMoved.class)).isNotEmpty();
        assertThat(run.path("down", 79)).contains("vpn-2.tunnel1").doesNotContain("vpn-1.tunnel1");
        assertThat(run.path("down", 114)).contains("vpn-1.tunnel1");
        assertThat(hops(run, "vgw", "172.16.0.0/16"))
                .allSatisfy(hops -> assertThat(hops).hasSize(1));
    }

    @Test
    void connectionsWithBgpShareTheTrafficAndTheRestTakesOver() {
        Run run = Run.of(network(PAIR, BGP, "") + SILENT);

        List<List<String>> hops = hops(run, "vgw", "172.16.0.0/16");
        assertThat(hops).contains(List.of("vpn-1", "vpn-2"), List.of("vpn-2"));
        assertThat(hops.get(hops.size() - 1)).containsExactly("vpn-1", "vpn-2");
        assertThat(run.received("down", at -> at > 76)).isEqualTo(run.sentAfter("down", 76));
    }

    @Test
    void staticRouteIsPreferredToOneOfBgp() {
        String yaml = network(PAIR, BGP, TO_GATEWAY).replaceFirst(BGP, STATIC);
        Run run = Run.of(yaml);

        List<List<String>> hops = hops(run, "vgw", "172.16.0.0/16");
        assertThat(hops.get(hops.size() - 1)).containsExactly("vpn-1");
        assertThat(run.path("down", 100)).contains("vpn-1.tunnel1");
    }

    @Test
    void blockOfTheVpcIsPreferredToAStaticRoute() {
        Run run = Run.of(network(DUAL, "routes: [172.16.0.0/16, 10.1.2.0/24]", TO_GATEWAY)
                .replace("routes: []", "routes: [10.1.0.0/16]"));

        assertThat(hops(run, "vgw", "10.1.2.0/24")).containsOnly(List.of("vpc"));
        assertThat(run.received("up", at -> true)).isPositive();
    }

    @Test
    void peerGetsNoMoreThanFiftyRoutesIn() {
        String blocks =
                IntStream.range(0, 60).mapToObj(i -> "172.16." + i + ".0/24").collect(Collectors.joining(", "));
        Run run = Run.of(network(DUAL, BGP, "").replace("cidrBlock: 172.16.0.0/16", "cidrBlock: [" + blocks + "]"));

        assertThat(knows(run, "vgw").stream().filter(prefix -> prefix.startsWith("172.")))
                .hasSize(50);
        assertThat(knows(run, "vpc").stream().filter(prefix -> prefix.startsWith("172.")))
                .hasSize(50);
    }

    @Test
    void defaultRouteIsNotTaken() {
        Run run = Run.of(
                network(DUAL, BGP, "").replace("cidrBlock: 172.16.0.0/16", "cidrBlock: [172.16.0.0/16, 0.0.0.0/0]"));

        assertThat(knows(run, "vgw")).contains("172.16.0.0/16").doesNotContain("0.0.0.0/0");
    }
}
