package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.NetworkFact.EcmpExceeded;
import dev.censim.facts.NetworkFact.RouteInstalled;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run makes of quotas that cannot be adjusted. */
class QuotaTest {

    /** Seventeen connections with a static route to the same data centre; the path of the first goes silent. */
    private static final String SEVENTEEN = """
            scenario: seventeen
            duration: 100s
            seed: 2
            regions: [{name: r1, zones: [z1]}]
            transitRouters: [{name: tr, region: r1}]
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1}]
            repeat:
              - count: 17
                paths: [{name: "net-${i}"}]
                vpnConnections:
                  - name: vpn-${i}
                    attachment: {transitRouter: tr}
                    effectImmediately: true
                    routes: [172.16.0.0/16]
                    tunnels: [{customerGateway: cgw, path: "net-${i}"}]
            faults: [{at: 30s, fault: silentLoss, path: net-3}]
            """;

    @Test
    void theSeventeenthEqualRouteIsNotUsedUntilOneOfTheOthersIsGone() {
        Run run = Run.of(SEVENTEEN.replace("count: 17", "from: 1\n    count: 17"));

        List<EcmpExceeded> exceeded = run.facts(EcmpExceeded.class).toList();
        assertThat(exceeded).hasSize(2);
        assertThat(exceeded.get(0).unused())
                .singleElement()
                .satisfies(actor -> assertThat(run.names().actors().get(actor)).isEqualTo("vpn-17"));
        assertThat(exceeded.get(1).unused()).isEmpty();
        int table = run.names().tables().indexOf("tr/system");
        assertThat(run.facts(RouteInstalled.class).filter(route -> route.table() == table))
                .allMatch(route -> route.nextHops().size() <= 16);
    }

    @Test
    void aVbrTakesNoMoreRoutesThanItsLimit() {
        String limited = Samples.TUNNELS_AND_CIRCUIT.replace("bgp: {peerAsn:", "bgp: {routeLimit: 1, peerAsn:");
        String blocks = limited.replace("cidrBlock: 172.18.0.0/16", "cidrBlock: [172.18.0.0/16, 172.19.0.0/16]");

        assertThat(learned(blocks)).isEqualTo(1);
        assertThat(learned(blocks.replace("routeLimit: 1,", "routeLimit: 2,"))).isEqualTo(2);
    }

    /** How many routes to the data centre of the circuit the transit router learns. */
    private static long learned(String yaml) {
        Run run = Run.of(yaml);
        int table = run.names().tables().indexOf("tr/system");
        return run.facts(RouteInstalled.class)
                .filter(route -> route.table() == table)
                .map(route -> route.prefix().toString())
                .filter(prefix -> prefix.startsWith("172.18.") || prefix.startsWith("172.19."))
                .distinct()
                .count();
    }
}
