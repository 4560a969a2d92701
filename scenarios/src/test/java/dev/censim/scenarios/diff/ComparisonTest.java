package dev.censim.scenarios.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.WhatIf;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A data centre behind two circuits, and what becomes of it when somebody changes a line. */
class ComparisonTest {

    private static final String NETWORK = """
            scenario: circuits
            duration: 60s
            regions: [{name: r1, zones: [z1]}]
            transitRouters: [{name: tr, region: r1}]
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw, zone: z1, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.1.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: hq
                cidrBlock: 172.16.0.0/16
                hosts: [{name: erp, address: 172.16.1.10}]
            paths:
              - {name: fibre-1, latency: 3ms}
              - {name: fibre-2, latency: 4ms}
            vbrs:
              - name: vbr-1
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: hq
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre-1
                bgp: {peerAsn: 65010}
              - name: vbr-2
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: hq
                localGatewayIp: 10.255.0.5
                peerGatewayIp: 10.255.0.6
                path: fibre-2
                bgp: {peerAsn: 65010}
            traffic:
              - {name: orders, kind: udp, from: app, to: erp, rate: 20pps, size: 600B, start: 10s}
            """;

    /** Without the second circuit; its path is left over. */
    private static final String ALONE =
            NETWORK.replace(NETWORK.substring(NETWORK.indexOf("  - name: vbr-2"), NETWORK.indexOf("traffic:")), "");

    private static final Comparison.Measure SECOND = new Comparison.Measure(1_000_000_000, false);

    private static Scenario read(String yaml) {
        ReadResult result = ScenarioReader.read("test.yaml", yaml);
        if (result instanceof ReadResult.Accepted accepted) {
            return accepted.scenario();
        }
        throw new AssertionError(result.toString());
    }

    private static List<Difference> differences(String before, String after, Comparison.Measure measure, int threads)
            throws NotConverged {
        Scenario one = read(before);
        Scenario other = read(after);
        Set<ElementKind> kinds = EnumSet.of(ElementKind.CIRCUIT, ElementKind.ATTACHMENT);
        return Comparison.of(one, WhatIf.converge(one), other, WhatIf.converge(other), kinds, 1, measure)
                .differences(threads, () -> {});
    }

    private static List<Difference> differences(String before, String after) throws NotConverged {
        return differences(before, after, SECOND, 1);
    }

    private static <T> Stream<T> of(Class<T> kind, List<Difference> differences) {
        return differences.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<Difference> worse(List<Difference> differences) {
        return differences.stream()
                .filter(difference -> difference.effect() == Effect.WORSE)
                .toList();
    }

    @Test
    void scenarioDiffersInNothingFromItself() throws NotConverged {
        assertThat(differences(NETWORK, NETWORK)).isEmpty();
    }

    @Test
    void redundancyThatIsTakenAwayIsWorse() throws NotConverged {
        List<Difference> differences = differences(NETWORK, ALONE);

        assertThat(differences).contains(new Difference.Presence(Difference.Thing.ELEMENT, "attachment:vbr-2", false));
        assertThat(of(Difference.Failover.class, worse(differences)))
                .allMatch(failover ->
                        failover.after().isCutOff() && !failover.before().isCutOff())
                .extracting(Difference.Failover::state)
                .contains("circuit:fibre-1/silent", "circuit:fibre-1/clean", "attachment:vbr-1/clean");
        assertThat(worse(differences)).contains(new Difference.SinglePoint("circuit:fibre-1", "orders", true));
    }

    @Test
    void redundancyThatIsAddedIsBetter() throws NotConverged {
        List<Difference> differences = differences(ALONE, NETWORK);

        assertThat(worse(differences)).isEmpty();
        assertThat(differences).contains(new Difference.SinglePoint("circuit:fibre-1", "orders", false));
    }

    @Test
    void bfdThatIsAddedIsBetter() throws NotConverged {
        List<Difference> differences = differences(
                NETWORK,
                NETWORK.replace(
                        "bgp: {peerAsn: 65010}", "bgp: {peerAsn: 65010, bfd: {detectMultiplier: 3, multiHop: 1}}"));

        assertThat(worse(differences)).isEmpty();
        assertThat(of(Difference.Failover.class, differences))
                .filteredOn(failover -> failover.effect() == Effect.BETTER)
                .isNotEmpty()
                .allSatisfy(failover -> {
                    assertThat(failover.state()).endsWith("/silent");
                    assertThat(failover.longer() / 1e9).isLessThan(-10);
                });
    }

    @Test
    void routeThatChangesIsToldWithItsTableAndPrefix() throws NotConverged {
        String route = "region: r1, routes: [{destination: 172.16.9.0/24, nextHop: vbr-2}]}]";
        List<Difference> differences = differences(NETWORK, NETWORK.replaceFirst("region: r1}]", route));

        assertThat(of(Difference.Route.class, differences))
                .filteredOn(difference -> difference.state().equals(Difference.NORMAL))
                .extracting(Difference.Route::key)
                .contains(new RouteKey("tr/system", "172.16.9.0/24"));
        assertThat(DiffText.of(differences))
                .anyMatch(line -> line.contains("route 172.16.9.0/24 in tr/system: nothing, now Active via vbr-2"));
        assertThat(worse(differences)).isEmpty();
    }

    @Test
    void reachabilityThatIsLostIsWorse() throws NotConverged {
        String isolated = NETWORK.replaceFirst(
                "autoPublishRouteEnabled: true}", "autoPublishRouteEnabled: true, associatedRouteTable: none}");

        assertThat(worse(differences(NETWORK, isolated))).containsExactly(new Difference.Reachability("orders", false));
    }

    @Test
    void higherCostIsWorseOnlyWhenItCounts() throws NotConverged {
        String cheap = NETWORK + """
                prices:
                  currency: USD
                  vbr: {transitRouterConnection: 1, transitRouterDataForwarding: 1, outboundDataTransfer: 0}
                  vpc: {transitRouterConnection: 1, transitRouterDataForwarding: 1}
                """;
        String dear = cheap.replace("vbr: {transitRouterConnection: 1", "vbr: {transitRouterConnection: 3");

        assertThat(differences(cheap, dear)).hasSize(2).allMatch(difference -> difference.effect() == Effect.OTHER);
        Difference.Cost total = of(
                        Difference.Cost.class, worse(differences(cheap, dear, new Comparison.Measure(0, true), 1)))
                .findFirst()
                .orElseThrow();
        assertThat(total.item()).isEqualTo("total");
        assertThat(cost(total.after()).subtract(cost(total.before())))
                .as("two circuits, two more each")
                .isEqualByComparingTo("4");
    }

    private static BigDecimal cost(Optional<Difference.Charge> charge) {
        return charge.orElseThrow().cost().orElseThrow();
    }

    @Test
    void numberOfThreadsChangesNothing() throws NotConverged {
        assertThat(differences(NETWORK, ALONE, SECOND, 3)).isEqualTo(differences(NETWORK, ALONE));
    }
}
