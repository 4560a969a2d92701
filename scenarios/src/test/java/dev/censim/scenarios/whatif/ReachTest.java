package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import dev.censim.scenarios.reach.Reach;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How far failures reach in a network of three sites, each of which sends to the first of two VPCs. */
class ReachTest {

    private static final String SITES = """
            scenario: three-sites
            seed: 1
            duration: 60s
            regions: [{name: shanghai, zones: [a, b]}]
            transitRouters: [{name: hub, region: shanghai}]
            repeat:
              - count: 2
                vpcs:
                  - name: vpc-${i}
                    region: shanghai
                    cidrBlock: 10.${i}.0.0/16
                    vSwitches: [{name: "vsw-${i}", zone: a, cidrBlock: "10.${i}.1.0/24"}]
                    hosts: [{name: "app-${i}", vSwitch: "vsw-${i}", address: "10.${i}.1.10"}]
                    attachment: {transitRouter: hub, autoPublishRouteEnabled: true}
              - count: 3
                dataCenters:
                  - name: dc-${i}
                    cidrBlock: 172.16.${i}.0/24
                    hosts: [{name: "site-${i}", address: "172.16.${i}.10"}]
                    customerGateways: [{name: "cgw-${i}", ipAddress: "203.0.113.${i}", asn: "${65000 + i}"}]
                paths: [{name: "net-${i}-a", latency: 10ms, jitter: 1ms}, {name: "net-${i}-b", latency: 12ms}]
                vpnConnections:
                  - name: vpn-${i}
                    attachment: {transitRouter: hub}
                    effectImmediately: true
                    enableTunnelsBgp: true
                    tunnels:
                      - {customerGateway: "cgw-${i}", path: "net-${i}-a"}
                      - {customerGateway: "cgw-${i}", path: "net-${i}-b"}
            traffic:
              - {name: flow, kind: ping, from: "site-*", to: app-1, rate: 1pps, size: 100B, start: 20s}
            """;

    private static final int FLOWS = 3;

    private static final String CRASH = "customerGateway:cgw-1/silent";

    private static Scenario scenario(String text) {
        if (ScenarioReader.read("sites.yaml", text) instanceof ReadResult.Accepted accepted) {
            return accepted.scenario();
        }
        throw new AssertionError(ScenarioReader.read("sites.yaml", text));
    }

    private static Reach reach(String text, String id) {
        Scenario scenario = scenario(text);
        List<Element> elements = Elements.of(scenario.topology(), EnumSet.allOf(ElementKind.class));
        List<Failure> failures = new ArrayList<>();
        Plan.of(elements, 1).forEach(failures::add);
        try {
            return WhatIf.converge(scenario)
                    .reach(failures.stream()
                            .filter(one -> one.id().equals(id))
                            .findFirst()
                            .orElseThrow());
        } catch (NotConverged e) {
            throw new AssertionError(e);
        }
    }

    /** Numbers of the flows that a failure may change. */
    private static List<Integer> flows(Reach reach, int of) {
        return IntStream.range(0, of).filter(reach::hasFlow).boxed().toList();
    }

    @Test
    void failureOfASiteReachesItsOwnFlows() {
        Reach reach = reach(SITES, CRASH);

        assertThat(reach.isWhole()).isFalse();
        assertThat(flows(reach, FLOWS)).containsExactly(0);
    }

    @Test
    void failureOfAZoneReachesEverythingThatEndsThere() {
        assertThat(reach(SITES, "zone:a/silent").isWhole()).isTrue();
    }

    @Test
    void failureOfAVpcReachesTheFlowsThatEndInIt() {
        String text =
                SITES + "  - {name: other, kind: udp, from: site-2, to: app-2, rate: 1pps, size: 100B, start: 20s}\n";

        // With the site all its flows go on.
        assertThat(flows(reach(text, "attachment:vpc-2/clean"), FLOWS + 1)).containsExactly(1, 3);
    }

    @Test
    void failureReachesWhoeverExchangesTrafficWithTheSite() {
        String text =
                SITES + "  - {name: across, kind: udp, from: site-1, to: site-3, rate: 1pps, size: 100B, start: 20s}\n";

        assertThat(flows(reach(text, CRASH), FLOWS + 1)).containsExactly(0, 2, 3);
    }

    @Test
    void siteThatCanStandInForAnotherIsOneWithIt() {
        String text = SITES.replace("vpnConnections:", """
                vpnConnections:
                      - name: standby-${i}
                        attachment: {transitRouter: hub}
                        effectImmediately: true
                        routes: ["172.16.${i % 3 + 1}.0/25"]
                        tunnels: [{customerGateway: "cgw-${i}"}, {customerGateway: "cgw-${i}"}]
                """.stripTrailing());

        assertThat(reach(text, CRASH).isWhole()).isTrue();
    }

    @Test
    void siteOnAPathThatLosesPacketsGoesOnWithEveryFailure() {
        String text = SITES.replace("latency: 12ms", "latency: 12ms, loss: \"${i / 3}%\"");

        assertThat(flows(reach(text, CRASH), FLOWS)).containsExactly(0, 2);
    }

    @Test
    void flowThatNeverArrivesGoesOnWithEveryFailure() {
        String text = SITES.replace(
                        "traffic:",
                        "dataCenters: [{name: dc-4, cidrBlock: 172.16.4.0/24, hosts: [{name: alone, address: 172.16.4.10}]}]\ntraffic:")
                + "  - {name: vain, kind: udp, from: site-3, to: alone, rate: 1pps, size: 100B, start: 20s}\n";

        assertThat(flows(reach(text, CRASH), FLOWS + 1)).containsExactly(0, 2, 3);
    }
}
