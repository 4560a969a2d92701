package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.TableFact;
import dev.censim.facts.TableFact.TransitRouterEntry;
import dev.censim.kernel.Time;
import dev.censim.model.policy.RouteStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of routes that an aggregate covers. */
class AggregateStoriesTest {

    private static final String NETWORK = """
            scenario: aggregates
            duration: 60s
            regions: {name: r1, zones: [z1, z2]}
            transitRouters: {name: tr, region: r1, routeAggregations: {cidr: 10.0.0.0/8}}
            vpcs:
              - name: vpc-1
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches: {name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}
                hosts: {name: app-1, vSwitch: vsw-1, address: 10.1.1.10}
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
              - name: vpc-2
                region: r1
                cidrBlock: 10.2.0.0/16
                vSwitches: {name: vsw-2, zone: z1, cidrBlock: 10.2.1.0/24}
                hosts: {name: app-2, vSwitch: vsw-2, address: 10.2.1.10}
                attachment: {transitRouter: tr}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                customerGateways: {name: cgw, ipAddress: 203.0.113.1, asn: 65001}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels: {customerGateway: cgw}
            traffic:
              - {name: there, kind: udp, from: app-1, to: app-2, interval: 100ms, start: 10s}
            changes:
              - {at: 30s, change: removeRouteAggregation, transitRouter: tr, cidr: 10.0.0.0/8}
              - {at: 40s, change: addRouteAggregation, transitRouter: tr, cidr: 10.2.0.0/16}
              - {at: 50s, change: disableSynchronization, attachment: vpc-1}
            """;

    private static Run at(int seconds) {
        return Run.started(Run.read(NETWORK)).until(seconds * Time.SECOND);
    }

    private static List<TableFact> table(Run run, String table) {
        int number = run.names().tables().indexOf(table);
        return run.network().tables(run.simulation()).stream()
                .filter(entry -> entry.table() == number)
                .toList();
    }

    private static List<String> prefixes(Run run, String table) {
        return table(run, table).stream()
                .map(entry -> entry.prefix().toString())
                .toList();
    }

    @Test
    void synchronizedVpcIsGivenTheAggregateInPlaceOfWhatItCovers() {
        Run run = at(25);

        assertThat(prefixes(run, "vpc-1")).containsExactly("10.0.0.0/8", "10.1.1.0/24", "172.16.0.0/16");
        assertThat(prefixes(run, "vpc-2")).containsExactly("10.2.1.0/24");
        assertThat(run.received("there", at -> at < 24)).isGreaterThan(130);
    }

    @Test
    void dataCentreIsToldTheRoutesThemselves() {
        assertThat(prefixes(at(25), "cgw")).containsExactly("10.1.1.0/24", "10.2.1.0/24");
    }

    @Test
    void coveredEntriesAreSuppressedAndOthersAreNot() {
        assertThat(table(at(25), "tr/system"))
                .extracting(entry -> entry.prefix() + " "
                        + ((TransitRouterEntry) entry).status().text())
                .containsExactly("10.1.1.0/24 Suppressed", "10.2.1.0/24 Suppressed", "172.16.0.0/16 Active");
        assertThat(table(at(35), "tr/system"))
                .allMatch(entry -> ((TransitRouterEntry) entry).status() == RouteStatus.ACTIVE);
    }

    @Test
    void routesAreGivenAgainWhenTheAggregateIsTakenOut() {
        assertThat(prefixes(at(35), "vpc-1")).containsExactly("10.1.1.0/24", "10.2.1.0/24", "172.16.0.0/16");
    }

    @Test
    void aggregateThatIsAddedReplacesWhatItCovers() {
        assertThat(prefixes(at(45), "vpc-1")).containsExactly("10.1.1.0/24", "10.2.0.0/16", "172.16.0.0/16");
    }

    @Test
    void aggregateGoesWithSynchronization() {
        Run run = at(60);

        assertThat(prefixes(run, "vpc-1")).containsExactly("10.1.1.0/24");
        assertThat(run.received("there", at -> at > 10 && at < 50)).isEqualTo(run.received("there", at -> true));
    }
}
