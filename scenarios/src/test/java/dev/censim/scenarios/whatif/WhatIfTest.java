package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One connection of two tunnels over two paths, with a flow each way. */
class WhatIfTest {

    private static final double SECOND = 1e9;

    private static final Scenario SCENARIO = read("""
            scenario: what-if
            duration: 60s
            esp: shape
            regions:
              - {name: r1, zones: [z1, z2, z3]}
            transitRouters:
              - {name: tr, region: r1}
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z3, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]
            paths:
              - {name: one, latency: 10ms}
              - {name: two, latency: 10ms}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                effectImmediately: true
                enableTunnelsBgp: true
                psk: secret
                tunnels:
                  - {customerGateway: cgw, path: one, zone: z1}
                  - {customerGateway: cgw, path: two, zone: z2}
            traffic:
              - {name: up, kind: udp, from: idc, to: app, rate: 50pps, size: 200B, start: 10s}
              - {name: down, kind: udp, from: app, to: idc, rate: 50pps, size: 200B, start: 10s}
            """);

    @SuppressWarnings("NullAway.Init")
    private static WhatIf converged;

    @BeforeAll
    static void converge() throws NotConverged {
        converged = WhatIf.converge(SCENARIO);
    }

    private static Scenario read(String yaml) {
        ReadResult result = ScenarioReader.read("test.yaml", yaml);
        if (result instanceof ReadResult.Accepted accepted) {
            return accepted.scenario();
        }
        throw new AssertionError(result.toString());
    }

    private static List<Failure> failures(int most, ElementKind first, ElementKind... others) {
        return Plan.of(Elements.of(SCENARIO.topology(), EnumSet.of(first, others)), most).stream()
                .toList();
    }

    private static Failure failure(String id) {
        return Plan.of(Elements.of(SCENARIO.topology(), EnumSet.allOf(ElementKind.class)), 2).stream()
                .filter(failure -> failure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<FlowLoss> hurt(Outcome outcome) {
        return outcome.flows().stream().filter(FlowLoss::isHurt).toList();
    }

    @Test
    void silentPathIsFoundByATimerAndItsTrafficTakesTheOtherTunnel() {
        List<Outcome> outcomes =
                List.of(converged.outcome(failure("path:one/silent")), converged.outcome(failure("path:two/silent")));

        assertThat(outcomes).allMatch(Outcome::isSettled);
        assertThat(outcomes.stream().flatMap(outcome -> hurt(outcome).stream()))
                .as("each flow takes one of the tunnels")
                .hasSize(2)
                .allSatisfy(loss -> {
                    assertThat(loss.isCutOff()).isFalse();
                    assertThat(loss.detectedBy()).isPresent().get().isIn(Detector.DPD, Detector.HOLD_TIMER);
                    assertThat(loss.detection() / SECOND).isBetween(10.0, 30.5);
                    assertThat(loss.discovery().orElseThrow().device())
                            .as("the device that sends into the path")
                            .isEqualTo(loss.flow().equals("up") ? "cgw" : "vpn");
                    assertThat(loss.lost()).isCloseTo((int) (loss.outage() / SECOND * 50), within(2));
                    assertThat(loss.repairOutage()).isZero();
                    assertThat(loss.pathAfter()).isNotEmpty().isNotEqualTo(loss.pathBefore());
                });
    }

    @Test
    void flowThatDidNotUseWhatFailedIsUnhurt() {
        Outcome outcome = converged.outcome(failure("path:one/silent"));

        assertThat(outcome.flows())
                .filteredOn(loss -> !loss.pathBefore().contains("one"))
                .allSatisfy(loss -> {
                    assertThat(loss.isHurt()).isFalse();
                    assertThat(loss.lost()).isZero();
                    assertThat(loss.pathAfter()).isEqualTo(loss.pathBefore());
                });
    }

    @Test
    void crashedGatewayCutsBothFlowsOffUntilItIsRepaired() {
        Outcome outcome = converged.outcome(failure("customerGateway:cgw/silent"));

        assertThat(outcome.isSettled()).isTrue();
        assertThat(outcome.flows()).hasSize(2).allSatisfy(loss -> {
            assertThat(loss.isCutOff()).isTrue();
            assertThat(loss.outage()).isCloseTo(outcome.repairedAt() - outcome.failedAt(), within(100_000_000L));
            assertThat(loss.pathAfter()).isEmpty();
            assertThat(loss.repairOutage() / SECOND)
                    .as("the gateway negotiates and learns anew before anything passes")
                    .isBetween(0.1, 60.0);
            assertThat(loss.longestOutage()).isEqualTo(loss.outage() + loss.repairOutage());
        });
    }

    @Test
    void deadZoneOfAHostIsToldAsSuch() {
        Outcome outcome = converged.outcome(failure("zone:z3/silent"));

        assertThat(outcome.flows()).allMatch(FlowLoss::isCutOff);
    }

    @Test
    void pairOfPathsIsAMinimalFailureSetAndNeitherIsASinglePoint() {
        List<Outcome> outcomes = new ArrayList<>();
        failures(2, ElementKind.PATH).forEach(failure -> outcomes.add(converged.outcome(failure)));

        Findings findings = Findings.of(outcomes);

        assertThat(findings.singlePoints()).isEmpty();
        assertThat(findings.minimalSets().keySet()).containsExactly("up", "down");
        assertThat(findings.minimalSets().get("up"))
                .extracting(set -> set.failure().id(), MinimalSet::manners)
                .containsExactly(tuple("path:one+path:two/silent", List.of(Manner.SILENT, Manner.CLEAN)));
    }

    @Test
    void gatewayIsASinglePointOfBothFlows() {
        Findings findings = Findings.of(failures(1, ElementKind.CUSTOMER_GATEWAY).stream()
                .map(converged::outcome)
                .toList());

        assertThat(findings.singlePoints()).containsOnlyKeys("customerGateway:cgw");
        assertThat(findings.singlePoints().get("customerGateway:cgw")).containsExactly("up", "down");
    }

    @Test
    void sessionThatIsShutDownMovesItsTrafficWithoutAnOutage() {
        List<Outcome> outcomes = List.of(
                converged.outcome(failure("session:vpn.tunnel1/clean")),
                converged.outcome(failure("session:vpn.tunnel2/clean")));

        assertThat(outcomes)
                .allMatch(Outcome::isSettled)
                .allSatisfy(outcome -> assertThat(hurt(outcome)).isEmpty());
        assertThat(outcomes.stream().flatMap(outcome -> outcome.flows().stream()))
                .as("each flow had to move once")
                .filteredOn(loss -> !loss.pathAfter().equals(loss.pathBefore()))
                .hasSize(2);
    }

    @Test
    void everyKindOfElementThatThereIsFailsAndIsRepaired() {
        assertThat(failures(1, ElementKind.TUNNEL_ENDPOINT, ElementKind.ATTACHMENT, ElementKind.REGION).stream()
                        .map(converged::outcome))
                .hasSize(5)
                .allSatisfy(outcome -> {
                    assertThat(outcome.isSettled()).as(outcome.failure().id()).isTrue();
                    assertThat(outcome.endedAt() - outcome.repairedAt())
                            .as(
                                    "%s is well again before all patience is at its end",
                                    outcome.failure().id())
                            .isLessThan(70_000_000_000L);
                });
    }

    @Test
    void caseFromTheForkIsTheCaseFromSecondZero() {
        Failure failure = failure("path:two/silent");

        assertThat(converged.outcomeFromZero(failure)).isEqualTo(converged.outcome(failure));
    }

    @Test
    void lineOfACaseIsReadBackAsTheCase() {
        Outcome outcome = converged.outcome(failure("path:one/silent"));
        CaseLine lines = CaseLine.of(converged);

        assertThat(lines.read(lines.whole(outcome), outcome.failure())).contains(outcome);
    }

    @Test
    void briefLineLeavesOutTheFlowsToWhichNothingHappened() {
        Outcome outcome = converged.outcome(failure("path:one/silent"));
        CaseLine lines = new CaseLine(outcome.flows());

        String brief = lines.brief(outcome);

        assertThat(brief).contains("\"flows\":[]");
        assertThat(lines.read(brief, outcome.failure())).contains(outcome);
    }

    @Test
    void halfALineAndALineOfAnotherCaseAreNotRead() {
        Outcome outcome = converged.outcome(failure("session:vpn.tunnel1/clean"));
        CaseLine lines = CaseLine.of(converged);
        String line = lines.brief(outcome);

        assertThat(lines.read(line.substring(0, line.length() / 2), outcome.failure()))
                .isEmpty();
        assertThat(lines.read(line, failure("path:one/silent"))).isEmpty();
    }

    @Test
    void historyOfACaseHasItsOutcomeAndTheFactsBehindIt() {
        Failure failure = failure("path:one/silent");

        CaseHistory history = converged.history(failure);

        assertThat(history.outcome()).isEqualTo(converged.outcome(failure));
        assertThat(history.journal().digest()).isEqualTo(history.outcome().digest());
    }

    @Test
    void idNamesItsFailureInAnyOrderOfItsElements() {
        List<Element> elements = Elements.of(SCENARIO.topology(), EnumSet.allOf(ElementKind.class));

        assertThat(Plan.of(elements, 2).stream())
                .allSatisfy(failure ->
                        assertThat(Failure.of(failure.id(), elements)).contains(failure));
        assertThat(Failure.of("path:two+path:one/clean", elements)).contains(failure("path:one+path:two/clean"));
        assertThat(List.of("path:one", "path:three/silent", "zone:z1/clean", "path:one+path:one/silent", "/silent", ""))
                .allSatisfy(id -> assertThat(Failure.of(id, elements)).isEmpty());
    }

    @Test
    void casesDoNotDisturbEachOther() {
        Failure failure = failure("zone:z1/silent");
        Outcome before = converged.outcome(failure);

        converged.outcome(failure("customerGateway:cgw/silent"));

        assertThat(converged.outcome(failure)).isEqualTo(before);
    }

    @Test
    void casesOnSeveralThreadsAreTheSame() {
        List<Failure> failures = failures(1, ElementKind.PATH, ElementKind.SESSION);
        List<Outcome> oneByOne = failures.stream().map(converged::outcome).toList();

        List<Outcome> atOnce = failures.parallelStream().map(converged::outcome).toList();

        assertThat(atOnce).isEqualTo(oneByOne);
    }

    @Test
    void allSetsArePlannedSmallestFirstAndOnce() {
        List<Failure> failures = failures(3, ElementKind.PATH, ElementKind.ZONE);

        // Five elements can fail silently, two of them cleanly.
        assertThat(failures).doesNotHaveDuplicates().hasSize(5 + 10 + 10 + 2 + 1);
        assertThat(failures)
                .isSortedAccordingTo(
                        (a, b) -> a.elements().size() - b.elements().size());
    }
}
