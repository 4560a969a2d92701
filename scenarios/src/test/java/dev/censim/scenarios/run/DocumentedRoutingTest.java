package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.model.address.Prefix;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small facts of the vendor's pages about which route is taken where, each in a network of its own. */
class DocumentedRoutingTest {

    private static String vpc(int number, String region, String router, String more) {
        return """
                  - name: vpc-%1$d
                    region: %2$s
                    cidrBlock: 10.%1$d.0.0/16
                    vSwitches: [{name: vsw-%1$d, zone: %2$s-a, cidrBlock: 10.%1$d.1.0/24}]
                    hosts: [{name: app-%1$d, vSwitch: vsw-%1$d, address: 10.%1$d.1.10}]
                    %4$s
                    attachment: {transitRouter: %3$s, autoPublishRouteEnabled: true}
                """.formatted(number, region, router, more);
    }

    /** Three regions in a row; a VPC in each. */
    private static final String ROW = """
            scenario: row
            duration: 20s
            seed: 4
            regions: [{name: r1, zones: [r1-a]}, {name: r2, zones: [r2-a]}, {name: r3, zones: [r3-a]}]
            transitRouters: [{name: tr-1, region: r1}, {name: tr-2, region: r2}, {name: tr-3, region: r3}]
            interRegionConnections:
              - name: west
                latency: 10ms
                attachments:
                  - {transitRouter: tr-1, autoPublishRouteEnabled: true}
                  - {transitRouter: tr-2, autoPublishRouteEnabled: true}
              - name: east
                latency: 10ms
                attachments:
                  - {transitRouter: tr-2, autoPublishRouteEnabled: true}
                  - {transitRouter: tr-3, autoPublishRouteEnabled: true}
            vpcs:
            """ + vpc(1, "r1", "tr-1", "") + vpc(2, "r2", "tr-2", "")
            + vpc(3, "r3", "tr-3", "routes: [10.1.0.0/16]") + """
            traffic:
              - {name: next, kind: ping, from: app-3, to: app-2, start: 5s, stop: 15s}
              - {name: over-next, kind: ping, from: app-3, to: app-1, start: 5s, stop: 15s}
            """;

    private static String oneRegion(String routes, String ofVpc1, String rest) {
        return """
                scenario: one
                duration: 20s
                seed: 4
                regions: [{name: r1, zones: [r1-a]}]
                transitRouters:
                  - {name: tr, region: r1, routes: [%s]}
                vpcs:
                """.formatted(routes) + vpc(1, "r1", "tr", ofVpc1) + vpc(2, "r1", "tr", "") + rest;
    }

    /** The prefixes of a table at the end of a run. */
    private static Set<String> table(Run run, String table) {
        int number = run.names().tables().indexOf(table);
        Set<String> prefixes = new TreeSet<>();
        run.facts().forEach(fact -> {
            if (fact instanceof RouteInstalled in && in.table() == number) {
                prefixes.add(in.prefix().toString());
            } else if (fact instanceof RouteRemoved gone && gone.table() == number) {
                prefixes.remove(gone.prefix().toString());
            }
        });
        return prefixes;
    }

    private static Set<DropCause> drops(Run run, String flow) {
        int number = run.names().flows().indexOf(flow);
        return run.facts(PacketDropped.class)
                .filter(drop -> drop.flow() == number)
                .map(PacketDropped::cause)
                .collect(Collectors.toSet());
    }

    @Test
    void whatOneRegionHasToldIsNotToldToAThird() {
        Run run = Run.of(ROW);

        assertThat(table(run, "tr-2/system")).containsExactly("10.1.1.0/24", "10.2.1.0/24", "10.3.1.0/24");
        assertThat(table(run, "tr-3/system")).containsExactly("10.2.1.0/24", "10.3.1.0/24");
        assertThat(run.received("next", at -> true)).isEqualTo(run.sent("next"));
        assertThat(drops(run, "over-next")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void vpcTakesNoRouteThatIsOrLiesInsideOneOfItsVSwitchesAndTakesAWiderOne() {
        Run run = Run.of(oneRegion(
                "{destination: 10.1.1.0/25, nextHop: vpc-2}, {destination: 10.0.0.0/8, nextHop: vpc-2}", "", ""));

        assertThat(table(run, "tr/system")).contains("10.1.1.0/25", "10.0.0.0/8");
        assertThat(table(run, "vpc-1")).containsExactly("10.0.0.0/8", "10.1.1.0/24", "10.2.1.0/24");
    }

    @Test
    void routesByHandStayWhenSynchronizationIsSwitchedOff() {
        Run run = Run.of(oneRegion(
                "",
                "routes: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]",
                "changes: [{at: 10s, change: disableSynchronization, attachment: vpc-1}]\n"));

        assertThat(table(run, "vpc-1")).containsExactly("10.0.0.0/8", "10.1.1.0/24", "172.16.0.0/12", "192.168.0.0/16");
    }

    @Test
    void synchronizedRouteCannotBeTakenOutOfTheVpcsTable() {
        Run run = Run.of(
                oneRegion("", "", "changes: [{at: 10s, change: removeRoute, vpc: vpc-1, destination: 10.2.1.0/24}]\n"));

        assertThat(table(run, "vpc-1")).containsExactly("10.1.1.0/24", "10.2.1.0/24");
    }

    @Test
    void longestPrefixWinsBeforeTypeAndOrigin() {
        String traffic = "traffic:\n  - {name: ping, kind: ping, from: app-1, to: app-2, start: 5s, stop: 15s}\n";
        Run wider = Run.of(oneRegion("{destination: 10.2.0.0/16, nextHop: blackhole}", "", traffic));
        Run longer = Run.of(oneRegion("{destination: 10.2.1.0/28, nextHop: blackhole}", "", traffic));

        assertThat(wider.received("ping", at -> true)).isEqualTo(wider.sent("ping"));
        assertThat(drops(longer, "ping")).containsExactly(DropCause.BLACKHOLE);
    }

    @Test
    void blackHoleIsToldToNobody() {
        Run run = Run.of(oneRegion("{destination: 10.9.0.0/16, nextHop: blackhole}", "", ""));

        assertThat(table(run, "tr/system")).contains("10.9.0.0/16");
        assertThat(table(run, "vpc-1")).doesNotContain("10.9.0.0/16");
    }

    @Test
    void destinationRouteOfAConnectionIsLearnedWhileATunnelIsUp() {
        Run run = Run.of(Site.finished(Site.of("100s", "routes: [172.16.0.0/16]"))
                + "faults: [{at: 30s, fault: silentLoss, path: net}]\n");
        int number = run.names().tables().indexOf("tr/system");
        Prefix site = Prefix.of("172.16.0.0/16");
        List<Long> up = atCloud(run, true);
        List<Long> down = atCloud(run, false);

        assertThat(run.facts(RouteInstalled.class)
                        .filter(route ->
                                route.table() == number && route.prefix().equals(site))
                        .map(RouteInstalled::at))
                .isEqualTo(up)
                .hasSize(1);
        assertThat(run.facts(RouteRemoved.class)
                        .filter(route ->
                                route.table() == number && route.prefix().equals(site))
                        .map(RouteRemoved::at))
                .isEqualTo(down)
                .hasSize(1);
    }

    /** When the cloud's end of the tunnel came up, or went down. */
    private static List<Long> atCloud(Run run, boolean up) {
        return run.facts(TunnelMoved.class)
                .filter(move -> move.side() == Side.CLOUD && move.up() == up)
                .map(TunnelMoved::at)
                .toList();
    }

    /** Two circuits to two data centres, told what the transit router knows; a VPN connection is attached or not. */
    private static final String CIRCUITS = """
            scenario: circuits
            duration: 30s
            seed: 4
            regions: [{name: r1, zones: [r1-a]}]
            transitRouters: [{name: tr, region: r1}]
            dataCenters:
              - name: dc-1
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc-1, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65009}]
              - {name: dc-2, cidrBlock: 172.17.0.0/16, hosts: [{name: idc-2, address: 172.17.0.10}]}
            paths: [{name: fibre-1, latency: 5ms}, {name: fibre-2, latency: 5ms}]
            vbrs:
              - name: vbr-1
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc-1
                localGatewayIp: 10.255.1.1
                peerGatewayIp: 10.255.1.2
                path: fibre-1
                bgp: {peerAsn: 65001}
              - name: vbr-2
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc-2
                localGatewayIp: 10.255.2.1
                peerGatewayIp: 10.255.2.2
                path: fibre-2
                bgp: {peerAsn: 65002}
            traffic: [{name: sites, kind: ping, from: idc-1, to: idc-2, start: 10s, stop: 25s}]
            """;

    @Test
    void systemPolicyIsThereOnceAConnectionIsAttached() {
        Run without = Run.of(CIRCUITS);
        Run with = Run.of(CIRCUITS + """
                vpnConnections:
                  - {name: vpn, attachment: {transitRouter: tr}, enableTunnelsBgp: true, tunnels: [{customerGateway: cgw}]}
                """);

        assertThat(without.received("sites", at -> true)).isEqualTo(without.sent("sites"));
        assertThat(with.received("sites", at -> true)).isZero();
    }

    /** Eight hosts behind both tunnels of a connection. */
    @Test
    void bothDirectionsOfAFlowMayUseDifferentTunnels() {
        String hosts = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> "{name: idc-" + i + ", address: 172.16.0." + i + "}")
                .collect(Collectors.joining(", "));
        Run run = Run.of(oneRegion("", "", """
                dataCenters:
                  - name: dc
                    cidrBlock: 172.16.0.0/16
                    hosts: [%s]
                    customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]
                vpnConnections:
                  - name: vpn
                    attachment: {transitRouter: tr}
                    effectImmediately: true
                    enableTunnelsBgp: true
                    tunnels: [{customerGateway: cgw}, {customerGateway: cgw}]
                traffic: [{name: ping, kind: ping, from: app-1, to: "idc-*", start: 10s, stop: 15s}]
                """.formatted(hosts)));

        List<Boolean> isSame = run.names().flows().stream()
                .map(flow -> run.path(flow, 20).stream()
                        .filter(hop -> hop.startsWith("vpn.tunnel"))
                        .toList())
                .map(there -> there.get(0).equals(there.get(there.size() - 1)))
                .toList();
        assertThat(isSame).hasSize(8).contains(true, false);
    }
}
