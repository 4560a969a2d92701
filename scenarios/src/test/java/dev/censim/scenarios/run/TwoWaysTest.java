package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.RouteSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A data centre behind a connection of the transit router, and behind a VPN gateway in a VPC that is attached to it as well. */
class TwoWaysTest {

    private static final String NETWORK = """
            scenario: two-ways
            duration: 150s
            seed: 8
            regions: [{name: r1, zones: [z1, z2]}]
            transitRouters: [{name: tr, region: r1<preference>}]
            vpcs:
              - name: app
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw-app, zone: z1, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: shop, vSwitch: vsw-app, address: 10.1.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
              - name: old
                region: r1
                cidrBlock: 10.2.0.0/16
                vSwitches:
                  - {name: vsw-1, zone: z1, cidrBlock: 10.2.1.0/24}
                  - {name: vsw-2, zone: z2, cidrBlock: 10.2.2.0/24}
                routes: [10.1.0.0/16]
                attachment: {transitRouter: tr}
            vpnGateways:
              - name: vgw
                vpc: old
                vSwitch: vsw-1
                disasterRecoveryVSwitch: vsw-2
                autoPropagate: true
                publishedRoutes: <published>
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: ledger, address: 172.16.0.10}]
                customerGateways:
                  - {name: cgw-direct, ipAddress: 203.0.113.1, asn: 65001}
                  - {name: cgw-old, ipAddress: 203.0.113.2, asn: 65001, routes: [10.0.0.0/8]}
            paths:
              - {name: net-old, latency: 10ms}
              - {name: net-direct, latency: 10ms}
            vpnConnections:
              - name: direct
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw-direct, path: net-direct}, {customerGateway: cgw-direct, path: net-direct}]
              - name: through-vpc
                vpnGateway: vgw
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw-old, path: net-old}, {customerGateway: cgw-old, path: net-old}]
            traffic:
              - {name: book, kind: ping, from: shop, to: ledger, interval: 100ms, start: 15s, stop: 145s}
            """;

    private static String network(String preference, String published) {
        return NETWORK.replace("<preference>", preference).replace("<published>", published);
    }

    private static final String VPN_FIRST = ", routePreference: [static, vpn, vpc]";

    private static List<RouteInstalled> used(Run run) {
        int number = run.names().tables().indexOf("tr/system");
        return run.facts(RouteInstalled.class)
                .filter(route ->
                        route.table() == number && route.prefix().toString().equals("172.16.0.0/16"))
                .toList();
    }

    private static String fault(String path) {
        return "faults:\n  - {at: 40s, fault: linkDown, path: " + path + ", repairAt: 80s}\n";
    }

    @Test
    void theyNeverShareTraffic() {
        Run run = Run.of(network("", "[172.16.0.0/16]"));

        assertThat(used(run)).allSatisfy(route -> assertThat(route.nextHops()).hasSize(1));
        assertThat(used(run))
                .last()
                .satisfies(route -> assertThat(route.source()).isEqualTo(RouteSource.VPC));
        assertThat(run.path("book", 140)).containsSubsequence("app", "tr", "old", "vgw", "through-vpc");
    }

    @Test
    void directConnectionTakesOverWhenTheVpnGatewayLosesItsTunnels() {
        Run run = Run.of(network("", "[172.16.0.0/16]") + fault("net-old"));

        assertThat(run.path("book", 39)).contains("through-vpc");
        assertThat(run.path("book", 79)).contains("direct").doesNotContain("through-vpc");
        assertThat(run.path("book", 144)).contains("through-vpc");
    }

    @Test
    void vpcTakesOverWhenTheDirectConnectionIsPreferredAndLost() {
        Run run = Run.of(network(VPN_FIRST, "[172.16.0.0/16]") + fault("net-direct"));

        assertThat(run.path("book", 39)).contains("direct").doesNotContain("through-vpc");
        assertThat(run.path("book", 79)).containsSubsequence("tr", "old", "vgw", "through-vpc");
        assertThat(run.path("book", 144)).contains("direct").doesNotContain("through-vpc");
    }

    @Test
    void whatIsNotPublishedIsUnknownToTheTransitRouter() {
        Run run = Run.of(network("", "[]"));

        assertThat(used(run)).allSatisfy(route -> assertThat(route.source()).isEqualTo(RouteSource.VPN));
        assertThat(run.path("book", 140)).contains("direct");
    }

    @Test
    void publishedRouteByHandStaysWhenTheTunnelsAreGone() {
        String byHand = network("", "[]")
                .replace(
                        "routes: [10.1.0.0/16]",
                        "routes: [10.1.0.0/16, {destination: 172.16.0.0/16, nextHop: vgw, published: true}]");
        Run run = Run.of(byHand + fault("net-old"));

        assertThat(used(run))
                .last()
                .satisfies(route -> assertThat(route.source()).isEqualTo(RouteSource.VPC));
        assertThat(run.received("book", at -> at > 41 && at < 79)).isZero();
    }
}
