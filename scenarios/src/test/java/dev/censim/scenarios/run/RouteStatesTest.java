package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.TableFact;
import dev.censim.facts.TableFact.DeviceEntry;
import dev.censim.facts.TableFact.TransitRouterEntry;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.policy.RouteRule;
import dev.censim.model.policy.RouteStatus;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The state of every entry of a transit router's table, as the devices of a run tell it when they are asked. */
class RouteStatesTest {

    /** One region with two connections to a data centre, another with a VPC whose block overlaps one of the first. */
    private static final String NETWORK = """
            scenario: states
            duration: 40s
            seed: 9
            regions:
              - {name: r1, zones: [z1, z2]}
              - {name: r2, zones: [z3, z4]}
            transitRouters:
              - {name: tr-1, region: r1, routes: [{destination: 10.99.0.0/16, nextHop: blackhole}], routingPolicies: [%s]}
              - {name: tr-2, region: r2}
            vpcs:
              - name: vpc-1
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}]
                attachment: {transitRouter: tr-1, autoPublishRouteEnabled: true}
              - name: vpc-2
                region: r2
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw-2, zone: z3, cidrBlock: 10.1.1.128/25}]
                attachment: {transitRouter: tr-2, autoPublishRouteEnabled: true}
            interRegionConnections:
              - name: backbone
                latency: 30ms
                attachments:
                  - {transitRouter: tr-1, autoPublishRouteEnabled: true}
                  - {transitRouter: tr-2, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                customerGateways:
                  - {name: cgw-1, ipAddress: 203.0.113.1, asn: 65001}
                  - {name: cgw-2, ipAddress: 203.0.113.2, asn: 65001}
            vpnConnections:
              - name: vpn-1
                attachment: {transitRouter: tr-1}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw-1}]
              - name: vpn-2
                attachment: {transitRouter: tr-1}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw-2}]
            """;

    private static List<TransitRouterEntry> entries(Run run, String table, String prefix) {
        int number = run.names().tables().indexOf(table);
        return run.network().tables(run.simulation()).stream()
                .filter(TransitRouterEntry.class::isInstance)
                .map(TransitRouterEntry.class::cast)
                .filter(entry ->
                        entry.table() == number && entry.prefix().toString().equals(prefix))
                .toList();
    }

    /** By the name of the next hop. */
    private static TreeMap<String, RouteStatus> states(Run run, String table, String prefix) {
        TreeMap<String, RouteStatus> states = new TreeMap<>();
        entries(run, table, prefix)
                .forEach(entry -> states.put(
                        entry.nextHop().isPresent()
                                ? run.names().hop(entry.nextHop().getAsInt())
                                : "blackhole",
                        entry.status()));
        return states;
    }

    @Test
    void equalRoutesAreAllActiveAndSoIsABlackHole() {
        Run run = Run.of(NETWORK.formatted(""));

        assertThat(states(run, "tr-1/system", "172.16.0.0/16"))
                .containsEntry("vpn-1", RouteStatus.ACTIVE)
                .containsEntry("vpn-2", RouteStatus.ACTIVE);
        assertThat(states(run, "tr-1/system", "10.99.0.0/16")).containsEntry("blackhole", RouteStatus.ACTIVE);
    }

    @Test
    void backupSaysTheRuleByWhichItLost() {
        Run run = Run.of(NETWORK.formatted("{priority: 10, transmitDirection: regionIn, mapResult: permit,"
                + " sourceInstanceIds: vpn-1, preference: 20}"));

        List<TransitRouterEntry> entries = entries(run, "tr-1/system", "172.16.0.0/16");
        assertThat(entries)
                .extracting(TransitRouterEntry::status)
                .containsExactly(RouteStatus.ACTIVE, RouteStatus.BACKUP);
        assertThat(entries.get(1).lostBy()).contains(RouteRule.PREFERENCE);
        assertThat(entries).extracting(TransitRouterEntry::preference).containsExactly(20, 50);
        assertThat(entries).allSatisfy(entry -> assertThat(entry.asPath()).containsExactly(new Asn(65001)));
    }

    @Test
    void forbiddenEntrySaysWhichPolicyDeniesIt() {
        Run run = Run.of(NETWORK.formatted(
                "{priority: 10, transmitDirection: regionIn, mapResult: deny, sourceInstanceIds: vpn-1}"));

        List<TransitRouterEntry> entries = entries(run, "tr-1/system", "172.16.0.0/16");
        assertThat(entries)
                .extracting(TransitRouterEntry::status)
                .containsExactly(RouteStatus.FORBIDDEN, RouteStatus.ACTIVE);
        assertThat(entries.get(0).deniedBy()).hasValue(10);
    }

    @Test
    void blockThatOverlapsAnEarlierOneIsRejectedUntilThatOneIsGone() {
        Run run = Run.started(Run.read(NETWORK.formatted("")
                        + "changes:\n  - {at: 20s, change: disablePropagation, attachment: vpc-1}\n"))
                .until(19 * Time.SECOND);

        assertThat(states(run, "tr-2/system", "10.1.1.0/24")).containsEntry("backbone", RouteStatus.ACTIVE);
        assertThat(states(run, "tr-2/system", "10.1.1.128/25")).containsEntry("vpc-2", RouteStatus.REJECTED);
        assertThat(states(run.until(21 * Time.SECOND), "tr-2/system", "10.1.1.128/25"))
                .containsEntry("vpc-2", RouteStatus.ACTIVE);
    }

    @Test
    void overlappingVpcsOfOneTransitRouterAreKeptApartByTables() {
        String network = """
                scenario: overlap
                duration: 5s
                regions: {name: r1, zones: [z1, z2]}
                transitRouters: {name: tr, region: r1, routeTables: [apart]}
                vpcs:
                  - name: vpc-1
                    region: r1
                    cidrBlock: 10.1.0.0/16
                    vSwitches: {name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}
                    attachment: {transitRouter: tr}
                  - name: vpc-2
                    region: r1
                    cidrBlock: 10.1.0.0/16
                    vSwitches: {name: vsw-2, zone: z1, cidrBlock: 10.1.1.0/24}
                    attachment: {transitRouter: tr, propagatedRouteTables: [%s]}
                """;

        assertThat(states(Run.of(network.formatted("system")), "tr/system", "10.1.1.0/24"))
                .containsEntry("vpc-1", RouteStatus.ACTIVE)
                .containsEntry("vpc-2", RouteStatus.REJECTED);
        assertThat(states(Run.of(network.formatted("apart")), "tr/apart", "10.1.1.0/24"))
                .containsEntry("vpc-2", RouteStatus.ACTIVE);
    }

    @Test
    void seventeenthOfEqualRoutesIsACandidate() {
        Run run = Run.of("""
                scenario: seventeen
                duration: 20s
                regions: {name: r1, zones: [z1, z2]}
                transitRouters: {name: tr, region: r1}
                repeat:
                  - count: 17
                    dataCenters:
                      - name: dc-${i}
                        cidrBlock: 172.16.0.0/16
                        customerGateways: [{name: "cgw-${i}", ipAddress: "203.0.113.${i}"}]
                    vpnConnections:
                      - name: vpn-${i}
                        attachment: {transitRouter: tr}
                        routes: 172.16.0.0/16
                        tunnels: [{customerGateway: "cgw-${i}"}]
                """);

        assertThat(states(run, "tr/system", "172.16.0.0/16"))
                .hasSize(17)
                .containsEntry("vpn-16", RouteStatus.ACTIVE)
                .containsEntry("vpn-17", RouteStatus.CANDIDATE);
    }

    @Test
    void communitiesOfAPolicyReachTheDataCentre() {
        Run run = Run.of(NETWORK.formatted("{priority: 10, transmitDirection: regionOut, mapResult: permit,"
                + " destinationInstanceIds: vpn-1, operateCommunitySet: ['65001:7', '65001:8']}"));

        assertThat(learned(run, "cgw-1").communities())
                .containsExactly(new Community(65001 << 16 | 7), new Community(65001 << 16 | 8));
        assertThat(learned(run, "cgw-2").communities()).isEmpty();
    }

    private static DeviceEntry learned(Run run, String device) {
        int number = run.names().tables().indexOf(device);
        return run.network().tables(run.simulation()).stream()
                .filter(entry ->
                        entry.table() == number && entry.prefix().toString().equals("10.1.1.0/24"))
                .map(DeviceEntry.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void askingChangesNothing() {
        Run asked = Run.started(Run.read(NETWORK.formatted(""))).until(10 * Time.SECOND);
        List<TableFact> tables = asked.network().tables(asked.simulation());
        Simulation unasked = Run.of(NETWORK.formatted("")).simulation();

        assertThat(tables).isNotEmpty();
        assertThat(asked.until(40 * Time.SECOND).digest())
                .isEqualTo(new Run(asked.scenario(), asked.network(), unasked).digest());
    }
}
