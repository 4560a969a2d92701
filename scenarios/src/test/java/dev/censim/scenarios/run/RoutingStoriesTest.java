package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which table forwards what, who is told which route, and which of two ways is taken. */
class RoutingStoriesTest {

    /** Two VPCs, a data centre with a tunnel and a circuit, another one with a tunnel; the transit router's tables vary. */
    private static final String NETWORK = """
            scenario: routing
            duration: 100s
            seed: 5
            regions:
              - {name: r1, zones: [z1, z2]}
            transitRouters:
              - {name: tr, region: r1%s}
            vpcs:
              - name: vpc-1
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: app-1, vSwitch: vsw-1, address: 10.1.1.10}]
                attachment: {transitRouter: tr%s}
              - name: vpc-2
                region: r1
                cidrBlock: 10.2.0.0/16
                vSwitches: [{name: vsw-2, zone: z1, cidrBlock: 10.2.1.0/24}]
                hosts: [{name: app-2, vSwitch: vsw-2, address: 10.2.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc-1
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc-1, address: 172.16.0.10}]
                customerGateways: [{name: cgw-1, ipAddress: 203.0.113.1, asn: 65001}]
              - name: dc-2
                cidrBlock: 172.17.0.0/16
                hosts: [{name: idc-2, address: 172.17.0.10}]
                customerGateways: [{name: cgw-2, ipAddress: 203.0.113.2, asn: 65002}]
            paths:
              - {name: fibre, latency: 5ms}
            vpnConnections:
              - name: vpn-1
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw-1}, {customerGateway: cgw-1}]
              - name: vpn-2
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw-2}, {customerGateway: cgw-2}]
            vbrs:
              - name: vbr
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc-1
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
                bgp: {peerAsn: 65001}
            traffic:
              - {name: to-dc, kind: ping, from: app-1, to: idc-1, interval: 100ms, start: 10s, stop: 95s}
              - {name: between, kind: ping, from: app-1, to: app-2, interval: 100ms, start: 10s, stop: 95s}
              - {name: sites, kind: ping, from: idc-1, to: idc-2, interval: 100ms, start: 10s, stop: 95s}
            """;

    private static final String PUBLISHES = ", autoPublishRouteEnabled: true";

    private static Set<DropCause> drops(Run run, String flow) {
        int number = run.names().flows().indexOf(flow);
        return run.facts(PacketDropped.class)
                .filter(drop -> drop.flow() == number)
                .map(PacketDropped::cause)
                .collect(Collectors.toSet());
    }

    private static Set<String> knows(Run run, String table) {
        int number = run.names().tables().indexOf(table);
        return run.facts(RouteInstalled.class)
                .filter(route -> route.table() == number)
                .map(route -> route.prefix().toString())
                .collect(Collectors.toSet());
    }

    @Test
    void everybodyReachesEverybodyWhoseRoutesAreExchanged() {
        Run run = Run.of(NETWORK.formatted("", PUBLISHES));

        assertThat(run.received("to-dc", at -> true)).isEqualTo(run.sent("to-dc"));
        assertThat(run.received("between", at -> true)).isEqualTo(run.sent("between"));
        assertThat(knows(run, "vpc-1")).contains("10.2.1.0/24", "172.16.0.0/16", "172.17.0.0/16");
        assertThat(knows(run, "dc-1")).contains("10.1.1.0/24", "10.2.1.0/24");
    }

    @Test
    void routesOfOneBranchAreNotGivenToAnother() {
        Run run = Run.of(NETWORK.formatted("", PUBLISHES));

        assertThat(knows(run, "dc-2")).doesNotContain("172.16.0.0/16");
        assertThat(knows(run, "dc-1")).doesNotContain("172.17.0.0/16");
        assertThat(drops(run, "sites")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void vpcWithoutSynchronizedRoutesKnowsOnlyItself() {
        Run run = Run.of(NETWORK.formatted("", ", autoPublishRouteEnabled: false"));

        assertThat(knows(run, "vpc-1")).containsExactly("10.1.1.0/24");
        assertThat(drops(run, "to-dc")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void blackholeRouteSwallowsWhatItCovers() {
        Run run = Run.of(NETWORK.formatted(", routes: [{destination: 172.16.0.0/24, nextHop: blackhole}]", PUBLISHES));

        assertThat(drops(run, "to-dc")).containsExactly(DropCause.BLACKHOLE);
        assertThat(run.received("between", at -> true)).isEqualTo(run.sent("between"));
    }

    @Test
    void associatedTableDecidesWhatItsAttachmentReaches() {
        String tables =
                ", routeTables: [isolated], routes: [{routeTable: isolated, destination: 10.2.0.0/16, nextHop: vpc-2}]";
        Run run = Run.of(NETWORK.formatted(tables, PUBLISHES + ", associatedRouteTable: isolated"));

        assertThat(run.received("between", at -> true)).isEqualTo(run.sent("between"));
        assertThat(knows(run, "vpc-1")).containsExactlyInAnyOrder("10.1.1.0/24", "10.2.0.0/16");
        assertThat(drops(run, "to-dc")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void circuitIsPreferredAndTheTunnelsTakeOverWhenItIsCut() {
        Run run = Run.of(NETWORK.formatted("", PUBLISHES)
                + "faults:\n  - {at: 40s, fault: linkDown, path: fibre, repairAt: 70s}\n");

        assertThat(run.path("to-dc", 39)).contains("fibre").doesNotContain("vpn-1.tunnel1", "vpn-1.tunnel2");
        assertThat(run.path("to-dc", 60)).doesNotContain("fibre").containsAnyOf("vpn-1.tunnel1", "vpn-1.tunnel2");
        assertThat(run.path("to-dc", 94)).contains("fibre").doesNotContain("vpn-1.tunnel1", "vpn-1.tunnel2");
        assertThat(run.sent("to-dc") - run.received("to-dc", at -> true)).isLessThanOrEqualTo(2);
    }
}
