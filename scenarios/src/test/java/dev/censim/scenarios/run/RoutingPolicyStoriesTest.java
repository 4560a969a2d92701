package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.BgpRouteReceived;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.Side;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What routing policies, the user's and the system's, do to routes and to traffic. */
class RoutingPolicyStoriesTest {

    /** Two tunnels of two connections to one data centre, a circuit to another, and a VPC; static routes by hand at both. */
    private static final String NETWORK = """
            scenario: policies
            duration: 60s
            seed: 7
            regions:
              - {name: r1, zones: [z1, z2]}
            transitRouters:
              - name: tr
                region: r1
                routingPolicies: [%s]
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw, zone: z1, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.1.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc-1
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc-1, address: 172.16.0.10}]
                customerGateways:
                  - {name: cgw-1, ipAddress: 203.0.113.1, asn: 65001, routes: [172.17.0.0/16]}
                  - {name: cgw-2, ipAddress: 203.0.113.2, asn: 65001}
              - name: dc-2
                cidrBlock: 172.17.0.0/16
                hosts: [{name: idc-2, address: 172.17.0.10}]
            paths:
              - {name: fibre, latency: 5ms}
            vpnConnections:
              - name: vpn-1
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw-1}]
              - name: vpn-2
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw-2}]
            vbrs:
              - name: vbr
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc-2
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
                peerRoutes: [172.16.0.0/16]
                bgp: {peerAsn: 65002}
            traffic:
              - {name: sites, kind: ping, from: idc-1, to: idc-2, interval: 100ms, start: 20s, stop: 59s}
              - {name: down, kind: ping, from: app, to: idc-1, interval: 100ms, start: 20s, stop: 59s}
            """;

    private static final String OPEN = "{priority: 50, transmitDirection: regionOut, mapResult: permit,"
            + " sourceChildInstanceTypes: [VPN, VBR], destinationChildInstanceTypes: [VPN, VBR]}";

    private static Run with(String... policies) {
        return Run.of(NETWORK.formatted(String.join(", ", policies)));
    }

    private static Set<DropCause> drops(Run run, String flow) {
        int number = run.names().flows().indexOf(flow);
        return run.facts(PacketDropped.class)
                .filter(drop -> drop.flow() == number)
                .map(PacketDropped::cause)
                .collect(Collectors.toSet());
    }

    /** The prefixes of a table at the end of a run, with their next hops. */
    private static TreeMap<String, Set<String>> table(Run run, String table) {
        int number = run.names().tables().indexOf(table);
        TreeMap<String, Set<String>> prefixes = new TreeMap<>();
        run.facts().forEach(fact -> {
            if (fact instanceof RouteInstalled in && in.table() == number) {
                prefixes.put(
                        in.prefix().toString(),
                        in.nextHops().stream().map(run.names()::hop).collect(Collectors.toCollection(TreeSet::new)));
            } else if (fact instanceof RouteRemoved gone && gone.table() == number) {
                prefixes.remove(gone.prefix().toString());
            }
        });
        return prefixes;
    }

    /** What the data centre's end of a session has heard. */
    private static Set<String> heard(Run run, String session) {
        int number = run.names().sessions().indexOf(session);
        return run.facts(BgpRouteReceived.class)
                .filter(got -> got.session() == number && got.side() == Side.CUSTOMER)
                .map(got -> got.prefix().toString())
                .collect(Collectors.toSet());
    }

    @Test
    void systemPolicyKeepsCircuitAndTunnelApartAlsoWithStaticRoutesAtBothDataCentres() {
        Run run = with();

        assertThat(run.received("sites", at -> true)).isZero();
        assertThat(drops(run, "sites")).containsExactly(DropCause.ROUTE_DENIED);
        assertThat(heard(run, "vpn-1.tunnel1")).containsExactly("10.1.1.0/24");
        assertThat(heard(run, "vbr")).containsExactly("10.1.1.0/24");
        assertThat(run.received("down", at -> true)).isEqualTo(run.sent("down"));
    }

    @Test
    void permitThatIsAskedBeforeOpensTheWay() {
        Run run = with(OPEN);

        assertThat(run.received("sites", at -> true)).isEqualTo(run.sent("sites"));
        assertThat(heard(run, "vpn-1.tunnel1")).contains("172.17.0.0/16");
        assertThat(heard(run, "vbr")).contains("172.16.0.0/16");
    }

    @Test
    void wayIsOpenOnlyWhileThePermitIsThere() {
        Run run = Run.of(NETWORK.formatted("") + """
                changes:
                  - {at: 30s, change: addRoutingPolicy, transitRouter: tr, policy: %s}
                  - at: 40s
                    change: removeRoutingPolicy
                    transitRouter: tr
                    policy: {priority: 50, transmitDirection: regionOut}
                """.formatted(OPEN));

        assertThat(run.received("sites", at -> at < 29.9)).isZero();
        assertThat(run.received("sites", at -> at > 30.2 && at < 39.8)).isGreaterThan(90);
        assertThat(run.received("sites", at -> at > 40)).isZero();
    }

    @Test
    void routeThatIsDeniedOnItsWayInIsNotUsed() {
        Run run =
                with("{priority: 10, transmitDirection: regionIn, mapResult: deny, sourceInstanceIds: [vpn-1, vpn-2]}");

        assertThat(table(run, "tr/system")).doesNotContainKey("172.16.0.0/16").containsKey("172.17.0.0/16");
        assertThat(drops(run, "down")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void routeThatIsDeniedTowardsAVpcStaysInTheTableAndDoesNotReachIt() {
        Run run = with("{priority: 10, transmitDirection: regionOut, mapResult: deny, destinationInstanceIds: vpc,"
                + " destinationCidrBlocks: 172.16.0.0/12}");

        assertThat(table(run, "tr/system")).containsKeys("172.16.0.0/16", "172.17.0.0/16");
        assertThat(table(run, "vpc")).containsOnlyKeys("10.1.1.0/24");
    }

    @Test
    void equalRoutesShareUntilAPreferenceTellsThemApart() {
        assertThat(table(with(), "tr/system").get("172.16.0.0/16")).containsExactly("vpn-1", "vpn-2");

        Run run = with("{priority: 10, transmitDirection: regionIn, mapResult: permit, sourceInstanceIds: vpn-2,"
                + " preference: 20}");

        assertThat(table(run, "tr/system").get("172.16.0.0/16")).containsExactly("vpn-2");
    }

    @Test
    void longerPathIsTheWorseOne() {
        Run run = with("{priority: 10, transmitDirection: regionIn, mapResult: permit, sourceInstanceIds: vpn-2,"
                + " sourceRegionIds: r1, prependAsPath: [65001, 65001]}");

        assertThat(table(run, "tr/system").get("172.16.0.0/16")).containsExactly("vpn-1");
    }

    @Test
    void pathIsLongerForTheDataCentreThatItIsPrependedFor() {
        Run run = with("{priority: 10, transmitDirection: regionOut, mapResult: permit, destinationInstanceIds: vpn-2,"
                + " prependAsPath: [64999, 64999]}");

        int[] lengths = run.facts(BgpRouteReceived.class)
                .filter(got ->
                        got.side() == Side.CUSTOMER && got.prefix().toString().equals("10.1.1.0/24"))
                .filter(got -> run.names().sessions().get(got.session()).startsWith("vpn"))
                .mapToInt(BgpRouteReceived::asPathLength)
                .sorted()
                .toArray();
        assertThat(lengths).containsExactly(1, 3);
    }

    @Test
    void policyHandsOverToTheOneThatItNames() {
        Run run = with(
                "{priority: 10, transmitDirection: regionIn, mapResult: permit, sourceInstanceIds: vpn-1, preference: 90,"
                        + " nextPriority: 30}",
                "{priority: 20, transmitDirection: regionIn, mapResult: deny, sourceInstanceIds: vpn-1}",
                "{priority: 30, transmitDirection: regionIn, mapResult: permit, preference: 10}");

        assertThat(table(run, "tr/system").get("172.16.0.0/16")).containsExactly("vpn-1", "vpn-2");
    }

    @Test
    void noExportAmongTheCommunitiesStopsTheAdvertisementToTheDataCentre() {
        Run run = with("{priority: 10, transmitDirection: regionOut, mapResult: permit, destinationInstanceIds: vpn-2,"
                + " operateCommunitySet: \"65535:65281\"}");

        assertThat(heard(run, "vpn-1.tunnel1")).containsExactly("10.1.1.0/24");
        assertThat(heard(run, "vpn-2.tunnel1")).isEmpty();
    }
}
