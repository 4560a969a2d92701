package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.BgpRouteReceived;
import dev.censim.facts.NetworkFact.BgpRouteWithdrawn;
import dev.censim.facts.NetworkFact.ChangeMade;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an operator changes while the network runs, and what the page's three Advanced Settings do when they are off. */
class ChangeStoriesTest {

    /** Two VPCs and a data centre with two tunnels; the table isolated has learned nothing but the second VPC. */
    private static final String NETWORK = """
            scenario: changes
            duration: 60s
            seed: 3
            regions:
              - {name: r1, zones: [z1, z2]}
            transitRouters:
              - {name: tr, region: r1, routeTables: [isolated]}
            vpcs:
              - name: vpc-1
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: app-1, vSwitch: vsw-1, address: 10.1.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
              - name: vpc-2
                region: r1
                cidrBlock: 10.2.0.0/16
                vSwitches: [{name: vsw-2, zone: z1, cidrBlock: 10.2.1.0/24}]
                hosts: [{name: app-2, vSwitch: vsw-2, address: 10.2.1.10}]
                attachment:
                  {transitRouter: tr, propagatedRouteTables: [system, isolated], autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr%s}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw}, {customerGateway: cgw}]
            traffic:
              - {name: up, kind: udp, from: idc, to: app-1, interval: 100ms, start: 20s}
              - {name: down, kind: udp, from: app-1, to: idc, interval: 100ms, start: 20s}
              - {name: ping, kind: ping, from: app-2, to: idc, interval: 100ms, start: 20s}
            """;

    private static final long CHANGE = 30 * Time.SECOND;

    /** Long enough for a packet on its way to arrive, and for an announcement. */
    private static final double SETTLED = 30.2;

    private static Run changed(String... changes) {
        return Run.of(NETWORK.formatted("") + "changes:\n  - {at: 30s, change: "
                + String.join("}\n  - {at: 30s, change: ", changes) + "}\n");
    }

    private static Set<DropCause> drops(Run run, String flow) {
        int number = run.names().flows().indexOf(flow);
        return run.facts(PacketDropped.class)
                .filter(drop -> drop.flow() == number)
                .map(PacketDropped::cause)
                .collect(Collectors.toSet());
    }

    private static long lostAfter(Run run, String flow, double seconds) {
        return run.sentAfter(flow, seconds) - run.received(flow, at -> at >= seconds);
    }

    /** What the data centre's end of the first tunnel hears over BGP from an instant on, in order. */
    private static List<String> heard(Run run, long from) {
        int session = run.names().sessions().indexOf("vpn.tunnel1");
        return run.facts().stream()
                .filter(fact -> fact.at() >= from)
                .flatMap(fact -> {
                    if (fact instanceof BgpRouteReceived got
                            && got.session() == session
                            && got.side() == Side.CUSTOMER) {
                        return Stream.of("+" + got.prefix());
                    }
                    if (fact instanceof BgpRouteWithdrawn gone
                            && gone.session() == session
                            && gone.side() == Side.CUSTOMER) {
                        return Stream.of("-" + gone.prefix());
                    }
                    return Stream.of();
                })
                .toList();
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

    @Test
    void peerHearsWithdrawalsAndThenTheRoutesOfTheNewTable() {
        Run run = changed("associateRouteTable, attachment: vpn, routeTable: isolated");

        assertThat(heard(run, CHANGE)).containsExactly("-10.1.1.0/24", "-10.2.1.0/24", "+10.2.1.0/24");
        assertThat(table(run, "dc")).contains("10.2.1.0/24").doesNotContain("10.1.1.0/24");
        assertThat(lostAfter(run, "up", SETTLED)).isEqualTo(run.sentAfter("up", SETTLED));
        assertThat(lostAfter(run, "ping", SETTLED)).isZero();
    }

    @Test
    void vpcTableFollowsTheTableThatIsAssociated() {
        Run run = changed("associateRouteTable, attachment: vpc-1, routeTable: isolated");

        assertThat(table(run, "vpc-1")).containsExactly("10.1.1.0/24", "10.2.1.0/24");
        assertThat(drops(run, "down")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void attachmentWithoutATableHasItsTrafficDropped() {
        Run run = changed("associateRouteTable, attachment: vpc-1, routeTable: none");

        assertThat(table(run, "vpc-1")).containsExactly("10.1.1.0/24");
        assertThat(drops(run, "down")).containsExactly(DropCause.NO_ROUTE);

        Run byHand = changed(
                "associateRouteTable, attachment: vpc-1, routeTable: none",
                "addRoute, vpc: vpc-1, destination: 172.16.0.0/16");
        assertThat(drops(byHand, "down")).containsExactly(DropCause.NOT_ASSOCIATED);
    }

    @Test
    void synchronizationThatIsSwitchedOffRevokesTheRoutes() {
        Run run = changed("disableSynchronization, attachment: \"vpc-*\"");

        assertThat(table(run, "vpc-1")).containsExactly("10.1.1.0/24");
        assertThat(lostAfter(run, "up", SETTLED)).isZero();
        assertThat(drops(run, "down")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void advertisementThatIsSwitchedOffIsWithdrawnFromThePeerAndComesBackWithIt() {
        String on = NETWORK.formatted("") + """
                changes:
                  - {at: 30s, change: disableSynchronization, attachment: vpn}
                  - {at: 40s, change: enableSynchronization, attachment: vpn}
                """;
        Run run = Run.of(on);

        assertThat(heard(run, CHANGE)).containsExactly("-10.1.1.0/24", "-10.2.1.0/24", "+10.1.1.0/24", "+10.2.1.0/24");
        assertThat(run.received("up", at -> at > 30.2 && at < 39.8)).isZero();
        assertThat(lostAfter(run, "up", 40.2)).isZero();
    }

    @Test
    void propagationThatIsSwitchedOffTakesTheRoutesFromEverybody() {
        Run run = changed("disablePropagation, attachment: vpn, routeTable: system");

        assertThat(table(run, "tr/system")).containsExactly("10.1.1.0/24", "10.2.1.0/24");
        assertThat(table(run, "vpc-1")).containsExactly("10.1.1.0/24", "10.2.1.0/24");
        assertThat(drops(run, "down")).containsExactly(DropCause.NO_ROUTE);
        assertThat(lostAfter(run, "up", SETTLED)).isZero();
    }

    @Test
    void tableLearnsWhatPropagationIsSwitchedOnFor() {
        Run run = changed(
                "associateRouteTable, attachment: vpc-1, routeTable: isolated",
                "enablePropagation, attachment: vpn, routeTable: isolated");

        assertThat(table(run, "tr/isolated")).containsExactly("10.2.1.0/24", "172.16.0.0/16");
        assertThat(lostAfter(run, "down", SETTLED)).isZero();
    }

    @Test
    void staticEntryIsAddedAndTakenOut() {
        Run run = Run.of(NETWORK.formatted("") + """
                changes:
                  - {at: 30s, change: addRoute, transitRouter: tr, destination: 172.16.0.0/24, nextHop: blackhole}
                  - {at: 40s, change: removeRoute, transitRouter: tr, destination: 172.16.0.0/24, nextHop: blackhole}
                """);

        assertThat(drops(run, "down")).containsExactly(DropCause.BLACKHOLE);
        assertThat(run.received("down", at -> at > 30.2 && at < 39.8)).isZero();
        assertThat(lostAfter(run, "down", 40.2)).isZero();
    }

    @Test
    void entryTowardsAConnectionIsFollowedThroughItsTunnels() {
        Run run = changed(
                "disablePropagation, attachment: vpn",
                "addRoute, transitRouter: tr, destination: 172.16.0.0/16, nextHop: vpn");

        assertThat(lostAfter(run, "down", SETTLED)).isZero();
    }

    @Test
    void changeIsNotedInItsOwnWords() {
        Run run = changed("disableSynchronization, attachment: \"vpc-*\"");

        assertThat(run.facts(ChangeMade.class).map(made -> made.change().text()))
                .containsExactly("disableSynchronization vpc-1", "disableSynchronization vpc-2");
    }

    // ---- the three Advanced Settings, off from the start

    @Test
    void withoutAnAssociationWhatComesFromTheDataCentreIsDropped() {
        Run run = Run.of(NETWORK.formatted(", associatedRouteTable: none"));

        assertThat(heard(run, 0)).isEmpty();
        assertThat(drops(run, "up")).isSubsetOf(DropCause.NOT_ASSOCIATED, DropCause.NO_ROUTE);
        assertThat(run.received("up", at -> true)).isZero();
    }

    @Test
    void withoutPropagationNobodyKnowsTheDataCentre() {
        Run run = Run.of(NETWORK.formatted(", propagatedRouteTables: []"));

        assertThat(table(run, "tr/system")).doesNotContain("172.16.0.0/16");
        assertThat(table(run, "vpc-1")).doesNotContain("172.16.0.0/16");
        assertThat(run.received("up", at -> true)).isEqualTo(run.sent("up"));
        assertThat(drops(run, "down")).containsExactly(DropCause.NO_ROUTE);
    }

    @Test
    void withoutAdvertisementTheDataCentreHearsNothing() {
        Run run = Run.of(NETWORK.formatted(", autoPublishRouteEnabled: false"));

        assertThat(heard(run, 0)).isEmpty();
        assertThat(table(run, "vpc-1")).contains("172.16.0.0/16");
        assertThat(run.received("up", at -> true)).isZero();
        assertThat(run.received("down", at -> true)).isEqualTo(run.sent("down"));
    }
}
