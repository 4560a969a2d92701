package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two circuits that are redundant on paper, and what keeps the second from taking over. */
class CrossCheckTest {

    private static final String TWO_CIRCUITS = """
            scenario: two-circuits
            duration: 60s
            regions:
              - {name: r1, zones: [z1, z2]}
            transitRouters:
              - name: tr
                region: r1
                %s
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z1, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: erp, address: 172.16.0.10}]
            paths:
              - {name: fibre-1, latency: 3ms}
              - {name: fibre-2, latency: 3ms}
            vbrs:
              - name: vbr-1
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre-1
                bgp: {peerAsn: 65010}
              - name: vbr-2
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc
                localGatewayIp: 10.255.0.5
                peerGatewayIp: 10.255.0.6
                path: fibre-2
                bgp: {peerAsn: 65010}
            traffic:
              - {name: up, kind: udp, from: app, to: erp, rate: 20pps, size: 200B, start: 10s}
            """;

    private static Scenario accepted(ReadResult result) {
        if (result instanceof ReadResult.Accepted accepted) {
            return accepted.scenario();
        }
        throw new AssertionError(result.toString());
    }

    private static CrossCheck.OnPaper firstFlow(Scenario scenario, Set<ElementKind> kinds) throws NotConverged {
        WhatIf network = WhatIf.converge(scenario);
        List<Outcome> outcomes = Plan.of(Elements.of(scenario.topology(), kinds), 1).stream()
                .map(network::outcome)
                .toList();
        return CrossCheck.of(scenario, network, Findings.of(outcomes)).flows().get(0);
    }

    @Test
    void circuitThatTakesOverIsRedundantOnPaperAndInSimulation() throws NotConverged {
        Scenario scenario = accepted(ScenarioReader.read("test.yaml", TWO_CIRCUITS.formatted("")));

        CrossCheck.OnPaper up = firstFlow(scenario, EnumSet.allOf(ElementKind.class));

        assertThat(up.singlePoints()).containsExactly("attachment:vpc", "zone:z1", "region:r1");
        assertThat(up.smallestCut()).isPresent();
        assertThat(up.disagreements()).isEmpty();
    }

    @Test
    void policyThatDeniesTheSecondCircuitIsNamed() throws NotConverged {
        Scenario scenario = accepted(ScenarioReader.read("test.yaml", TWO_CIRCUITS.formatted("""
                routingPolicies:
                      - priority: 10
                        transmitDirection: regionIn
                        mapResult: permit
                        sourceInstanceIds: vbr-1
                        preference: 20
                      - priority: 20
                        transmitDirection: regionOut
                        mapResult: deny
                        sourceInstanceIds: vbr-2
                        destinationInstanceIds: vpc
                """)));

        CrossCheck.OnPaper up = firstFlow(scenario, EnumSet.of(ElementKind.CIRCUIT));

        assertThat(up.disagreements()).singleElement().satisfies(disagreement -> {
            assertThat(disagreement.failure().elements())
                    .extracting(Element::id)
                    .containsExactly("circuit:fibre-1");
            assertThat(disagreement.isCutOff()).isTrue();
            assertThat(disagreement.reason())
                    .isEqualTo("vpc has no route to 172.16.0.10 left: nothing replaced 172.16.0.0/16 in vpc;"
                            + " routing policy 20 of tr keeps 172.16.0.0/16 from vpc");
        });
    }

    /** One circuit, whose session and static routes lead to the same place. */
    private static CrossCheck.OnPaper oneCircuit(String direction, String statics) throws NotConverged {
        String one = TWO_CIRCUITS.formatted("");
        int second = one.indexOf("  - name: vbr-2");
        String text = one.substring(0, second) + statics.indent(4) + one.substring(one.indexOf("traffic:"));
        Scenario scenario = accepted(ScenarioReader.read("test.yaml", text.replace("from: app, to: erp", direction)));
        return firstFlow(scenario, EnumSet.of(ElementKind.SESSION));
    }

    private static final String STATICS = "routes: [172.16.0.0/16]\npeerRoutes: [10.0.0.0/16]";

    @Test
    void sessionThatStaticRoutesStandInForIsASinglePointOnPaperOnly() throws NotConverged {
        CrossCheck.OnPaper down = oneCircuit("from: erp, to: app", STATICS);

        assertThat(down.singlePoints()).contains("session:vbr-1");
        assertThat(down.disagreements()).isNotEmpty().allSatisfy(disagreement -> {
            assertThat(disagreement.isCutOff()).isFalse();
            assertThat(disagreement.failure().id()).startsWith("session:vbr-1/");
            assertThat(disagreement.reason())
                    .isEqualTo("its packets go the same way as before:"
                            + " erp > dc > vbr-1.peer > fibre-1 > vbr-1 > tr > vpc > app;"
                            + " dc follows 10.0.0.0/16 (vbr) instead of 10.0.1.0/24 (vbr),"
                            + " vbr-1.peer follows 10.0.0.0/16 (static) instead of 10.0.1.0/24 (bgp)");
        });
    }

    @Test
    void staticRouteThatComesBeforeTheSessionsDoesNotEvenChange() throws NotConverged {
        CrossCheck.OnPaper up = oneCircuit("from: app, to: erp", STATICS);

        assertThat(up.disagreements())
                .isNotEmpty()
                .allSatisfy(
                        disagreement -> assertThat(disagreement.reason())
                                .isEqualTo(
                                        "its packets go the same way as before:"
                                                + " app > vpc > tr > vbr-1 > fibre-1 > vbr-1.peer > dc > erp; no route on it has changed"));
    }

    @Test
    void sessionWithoutStaticRoutesIsASinglePointOnPaperAndInSimulation() throws NotConverged {
        CrossCheck.OnPaper up = oneCircuit("from: app, to: erp", "");

        assertThat(up.singlePoints()).contains("session:vbr-1");
        assertThat(up.disagreements()).isEmpty();
    }

    @Test
    void zoneWithNothingOfAFlowDisagreesNowhere() throws NotConverged {
        Scenario scenario = accepted(ScenarioReader.read(Path.of("../scenarios/dual-tunnel-failover.yaml")));

        CrossCheck.OnPaper first = firstFlow(scenario, EnumSet.of(ElementKind.ZONE, ElementKind.CUSTOMER_GATEWAY));

        assertThat(first.disagreements()).isEmpty();
    }
}
