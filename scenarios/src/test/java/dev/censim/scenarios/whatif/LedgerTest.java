package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.Side;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outage ledger, of all single failures of shipped scenarios. */
class LedgerTest {

    private static final String HEALTH_CHECK = "single-tunnel-health-check";
    private static final String BFD = "vbr-bfd";
    private static final String REGIONS = "region-outage";
    private static final String FAILOVER = "dual-tunnel-failover";

    private static final Map<String, List<Outcome>> KNOWN = new HashMap<>();

    private static List<Outcome> outcomes(String scenario) {
        return KNOWN.computeIfAbsent(scenario, LedgerTest::compute);
    }

    private static List<Outcome> compute(String name) {
        ReadResult result = ScenarioReader.read(Path.of(name + ".yaml"));
        if (!(result instanceof ReadResult.Accepted accepted)) {
            throw new AssertionError(result.toString());
        }
        try {
            WhatIf converged = WhatIf.converge(accepted.scenario());
            return Plan.of(Elements.of(accepted.scenario().topology(), EnumSet.allOf(ElementKind.class)), 1).stream()
                    .map(converged::outcome)
                    .toList();
        } catch (NotConverged e) {
            throw new AssertionError(e);
        }
    }

    private static Outcome outcome(String scenario, String failure) {
        return outcomes(scenario).stream()
                .filter(outcome -> outcome.failure().id().equals(failure))
                .findFirst()
                .orElseThrow();
    }

    private static FlowLoss loss(Outcome outcome, String flow) {
        return outcome.flows().stream()
                .filter(loss -> loss.flow().equals(flow))
                .findFirst()
                .orElseThrow();
    }

    private static long secondsOf(Outcome outcome, FlowLoss loss) {
        return (loss.discovery().orElseThrow().at() - outcome.failedAt()) / 1_000_000_000;
    }

    @ParameterizedTest
    @ValueSource(strings = {HEALTH_CHECK, BFD, REGIONS, FAILOVER})
    void partsOfEveryOutageAreTheWhole(String scenario) {
        for (Outcome outcome : outcomes(scenario)) {
            assertThat(outcome.flows())
                    .allSatisfy(loss -> assertThat(
                                    loss.detection() + loss.rekey() + loss.convergence() + loss.installation())
                            .as("%s, %s", outcome.failure().id(), loss)
                            .isEqualTo(loss.outage()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HEALTH_CHECK, BFD, REGIONS, FAILOVER})
    void everyLineIsReadBackAsItsCase(String scenario) {
        List<Outcome> outcomes = outcomes(scenario);
        CaseLine lines = new CaseLine(outcomes.get(0).flows());

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(lines.read(lines.brief(outcome), outcome.failure()))
                        .contains(outcome));
    }

    @ParameterizedTest
    @ValueSource(strings = {HEALTH_CHECK, BFD, REGIONS, FAILOVER})
    void silentLossIsNeverFoundByTheLink(String scenario) {
        assertThat(outcomes(scenario).stream()
                        .filter(outcome -> outcome.failure().manner() == Manner.SILENT)
                        .filter(outcome -> outcome.failure().id().matches("(path|circuit|peerLink|session):.*"))
                        .flatMap(outcome -> outcome.flows().stream())
                        .flatMap(loss -> loss.detectedBy().stream()))
                .isNotEmpty()
                .doesNotContain(Detector.LINK);
    }

    @ParameterizedTest
    @ValueSource(strings = {HEALTH_CHECK, BFD, REGIONS, FAILOVER})
    void nobodyFindsOutBeforeItHappensOrAfterItIsRepaired(String scenario) {
        for (Outcome outcome : outcomes(scenario)) {
            assertThat(outcome.flows().stream().flatMap(loss -> loss.discovery().stream()))
                    .allSatisfy(found -> assertThat(found.at()).isBetween(outcome.failedAt(), outcome.repairedAt()));
        }
    }

    /** The carrier's latency lets packets that were sent before the repair arrive after it. */
    @ParameterizedTest
    @ValueSource(strings = {HEALTH_CHECK, BFD, REGIONS, FAILOVER, "dual-tunnel-static"})
    void noFlowIsOutForLessThanNoTime(String scenario) {
        assertThat(outcomes(scenario).stream().flatMap(outcome -> outcome.flows().stream()))
                .allSatisfy(loss -> {
                    assertThat(loss.outage()).isNotNegative();
                    assertThat(loss.repairOutage()).isNotNegative();
                });
    }

    @Test
    void directionWaitsForTheDeviceThatSendsIntoTheFailure() {
        Outcome outcome = outcome(FAILOVER, "path:internet-1/silent");

        assertThat(loss(outcome, "up.idc-1.app-1").discovery())
                .get()
                .extracting(Discovery::by, Discovery::device)
                .containsExactly(Detector.HOLD_TIMER, "cgw-1");
        assertThat(loss(outcome, "down.app-1.idc-1").discovery())
                .get()
                .extracting(Discovery::by, Discovery::device)
                .containsExactly(Detector.HOLD_TIMER, "vpn-shanghai");
    }

    @Test
    void circuitWithBfdIsFoundByBfdAndTheOtherByTheHoldTimer() {
        Outcome fast = outcome(BFD, "circuit:fibre-1/silent");
        Outcome slow = outcome(BFD, "circuit:fibre-2/silent");

        assertThat(fast.flows()).filteredOn(FlowLoss::isHurt).isNotEmpty().allSatisfy(loss -> {
            assertThat(loss.detectedBy()).contains(Detector.BFD);
            assertThat(secondsOf(fast, loss)).isLessThan(3);
        });
        assertThat(slow.flows()).filteredOn(FlowLoss::isHurt).isNotEmpty().allSatisfy(loss -> {
            assertThat(loss.detectedBy()).contains(Detector.HOLD_TIMER);
            assertThat(secondsOf(slow, loss)).isBetween(20L, 30L);
        });
    }

    @Test
    void silentTunnelIsFoundByItsHealthCheckOrByDeadPeerDetection() {
        assertThat(loss(outcome(HEALTH_CHECK, "path:carrier-main/silent"), "orders")
                        .detectedBy())
                .contains(Detector.HEALTH_CHECK);
        assertThat(loss(outcome(HEALTH_CHECK, "path:carrier-backup/silent"), "levels")
                        .detectedBy())
                .contains(Detector.DPD);
    }

    @Test
    void otherRegionHearsOfALinkThatIsGoneByBgp() {
        FlowLoss loss = loss(outcome(REGIONS, "peerLink:sh-fra/clean"), "sh-in");

        assertThat(loss.discovery())
                .get()
                .extracting(Discovery::by, Discovery::device)
                .containsExactly(Detector.LINK, "tr-fra");
        assertThat(loss.convergence()).as("the circuit's 6 ms").isBetween(6_000_000L, 7_000_000L);
    }

    @Test
    void deadDeviceFindsNothingOut() {
        assertThat(outcome(FAILOVER, "customerGateway:cgw-1/silent").flows())
                .allSatisfy(loss ->
                        assertThat(loss.discovery().orElseThrow().device()).isNotEqualTo("cgw-1"));
        assertThat(outcome(FAILOVER, "region:ap-southeast-1/silent").flows())
                .allSatisfy(loss ->
                        assertThat(loss.discovery().orElseThrow().device()).isEqualTo("cgw-1"));
    }

    @Test
    void cloudBelievesInTheTunnelsOfADeadGatewayUntilDeadPeerDetection() {
        Outcome outcome = outcome(FAILOVER, "customerGateway:cgw-1/silent");

        assertThat(outcome.beliefs())
                .filteredOn(belief -> belief.subject() == Belief.Subject.TUNNEL
                        && belief.believer() == Side.CLOUD
                        && belief.from() == outcome.failedAt())
                .extracting(Belief::name)
                .containsExactly("vpn-shanghai.tunnel1", "vpn-shanghai.tunnel2");
        assertThat(outcome.beliefs())
                .allSatisfy(belief -> assertThat(belief.length()).isBetween(1L, 31_000_000_000L));
    }

    @Test
    void pairThatAFailureDoesNotTouchWasAsymmetricBefore() {
        AsymmetricPair pair = outcome(REGIONS, "zone:cn-shanghai-b/silent").asymmetricPairs().stream()
                .filter(other -> other.flows().equals(List.of("sh-out", "sh-in")))
                .findFirst()
                .orElseThrow();

        assertThat(pair.isNew()).isFalse();
        assertThat(pair.there()).contains("fibre-sh").doesNotContain("fibre-fra");
        assertThat(pair.back()).contains("fibre-fra").doesNotContain("fibre-sh");
    }
}
