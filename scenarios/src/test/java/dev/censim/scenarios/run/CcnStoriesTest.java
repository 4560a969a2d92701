package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A CCN is a spoke that exchanges routes, and the system's own policy keeps it apart from VPN and VBR. */
class CcnStoriesTest {

    private static final String NETWORK = """
            scenario: branches
            duration: 60s
            seed: 4
            regions: [{name: r1, zones: [z1, z2]}]
            transitRouters: [{name: tr, region: r1}]
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw, zone: z1, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.1.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            ccns:
              - name: ccn
                cidrBlock: [192.168.1.0/24, 192.168.2.0/24]
                hosts: [{name: shop-1, address: 192.168.1.10}, {name: shop-2, address: 192.168.2.10}]
                attachment: {transitRouter: tr<publishes>}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001, routes: [192.168.0.0/16]}]
              - name: dc-circuit
                cidrBlock: 172.17.0.0/16
                hosts: [{name: idc-circuit, address: 172.17.0.10}]
            paths:
              - {name: fibre, latency: 5ms}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw}, {customerGateway: cgw}]
            vbrs:
              - name: vbr
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc-circuit
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
                bgp: {peerAsn: 65002}
                peerRoutes: [192.168.0.0/16]
            traffic:
              - {name: order, kind: ping, from: shop-1, to: app, interval: 100ms, start: 10s, stop: 55s}
              - {name: reply, kind: ping, from: app, to: shop-2, interval: 100ms, start: 10s, stop: 55s}
              - {name: within, kind: ping, from: shop-1, to: shop-2, interval: 100ms, start: 10s, stop: 55s}
              - {name: to-vpn, kind: ping, from: shop-1, to: idc, interval: 100ms, start: 10s, stop: 55s}
              - {name: from-vpn, kind: ping, from: idc, to: shop-1, interval: 100ms, start: 10s, stop: 55s}
              - {name: from-vbr, kind: ping, from: idc-circuit, to: shop-1, interval: 100ms, start: 10s, stop: 55s}
            """;

    private static Run run(String publishes) {
        return Run.of(NETWORK.replace("<publishes>", publishes));
    }

    private static final String PUBLISHES = ", autoPublishRouteEnabled: true";

    private static Set<String> knows(Run run, String table) {
        int number = run.names().tables().indexOf(table);
        return run.facts(RouteInstalled.class)
                .filter(route -> route.table() == number)
                .map(route -> route.prefix().toString())
                .collect(Collectors.toSet());
    }

    private static Set<DropCause> drops(Run run, String flow) {
        int number = run.names().flows().indexOf(flow);
        return run.facts(PacketDropped.class)
                .filter(drop -> drop.flow() == number)
                .map(PacketDropped::cause)
                .collect(Collectors.toSet());
    }

    @Test
    void branchesAndVpcReachEachOther() {
        Run run = run(PUBLISHES);

        assertThat(run.received("order", at -> true)).isEqualTo(run.sent("order"));
        assertThat(run.received("reply", at -> true)).isEqualTo(run.sent("reply"));
        assertThat(run.path("order", 50)).startsWith("shop-1", "ccn", "tr", "vpc", "app");
        assertThat(knows(run, "vpc")).contains("192.168.1.0/24", "192.168.2.0/24");
    }

    @Test
    void branchesReachEachOtherWithinTheCcn() {
        Run run = run("");

        assertThat(run.received("within", at -> true)).isEqualTo(run.sent("within"));
    }

    @Test
    void systemPolicyKeepsRoutesOfVpnAndVbrFromTheCcn() {
        Run run = run(PUBLISHES);

        assertThat(knows(run, "ccn")).containsExactlyInAnyOrder("192.168.1.0/24", "192.168.2.0/24", "10.1.1.0/24");
        assertThat(knows(run, "dc")).doesNotContain("192.168.1.0/24");
        assertThat(drops(run, "to-vpn")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void systemPolicyDropsWhatComesFromVpnAndVbrForTheCcn() {
        Run run = run(PUBLISHES);

        assertThat(drops(run, "from-vpn")).containsExactly(DropCause.ROUTE_DENIED);
        assertThat(drops(run, "from-vbr")).containsExactly(DropCause.ROUTE_DENIED);
    }

    @Test
    void ccnThatIsGivenNoRoutesKnowsOnlyItself() {
        Run run = run("");

        assertThat(knows(run, "ccn")).containsExactlyInAnyOrder("192.168.1.0/24", "192.168.2.0/24");
        assertThat(drops(run, "order")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void associationAndPropagationAreThoseOfAnyAttachment() {
        String tables = ", propagatedRouteTables: [], autoPublishRouteEnabled: true";
        Run run = run(tables);

        assertThat(knows(run, "vpc")).doesNotContain("192.168.1.0/24");
        assertThat(knows(run, "ccn")).contains("10.1.1.0/24");
    }
}
