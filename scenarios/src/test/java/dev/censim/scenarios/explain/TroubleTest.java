package dev.censim.scenarios.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tunnels whose ends agree, and that are down or useless all the same. */
class TroubleTest {

    private static final String SILENT = "faults: [{at: 60s, fault: silentLoss, path: net}]\n";
    private static final String PING =
            "traffic: [{name: ping, kind: ping, from: app, to: pos, interval: 1s, start: 30s, stop: 300s}]\n";

    private static List<Code> codes(Explanation explanation) {
        return explanation.diagnoses().stream().map(Diagnosis::code).toList();
    }

    private static String evidence(Diagnosis diagnosis) {
        return String.join(
                "\n", diagnosis.evidence().stream().map(Evidence::text).toList());
    }

    @Test
    void aTunnelThatWorksIsSound() {
        Explanation explanation = Branch.PLAIN.explain(Duration.ofSeconds(20));

        assertThat(explanation.isSound()).isTrue();
        assertThat(explanation.state()).isEqualTo("up");
        assertThat(explanation.negotiation()).anyMatch(line -> line.text().equals("IKE_AUTH response"));
    }

    @Test
    void aSilentPathThatNobodyHasNoticedYetIsAWarning() {
        Explanation explanation = Branch.PLAIN.more(SILENT).explain(Duration.ofSeconds(70));

        assertThat(explanation.isUp()).isTrue();
        assertThat(codes(explanation)).containsExactly(Code.DPD_TIMEOUT);
        assertThat(explanation.diagnoses().get(0).finding()).contains("DPD has not timed out yet");
        assertThat(evidence(explanation.diagnoses().get(0))).contains("silentLoss net");
    }

    @Test
    void withoutDeadPeerDetectionNobodyWillNotice() {
        Explanation explanation =
                Branch.PLAIN.connection("enableDpd: false").more(SILENT).explain(Duration.ofSeconds(600));

        assertThat(explanation.isUp()).isTrue();
        assertThat(explanation.diagnoses().get(0).remedy()).contains("enableDpd: true");
    }

    @Test
    void aDeadPathIsATimeoutAndThenNoResponse() {
        Explanation explanation = Branch.PLAIN.more(SILENT).explain(Duration.ofSeconds(110));

        assertThat(explanation.state()).isEqualTo("down");
        assertThat(codes(explanation)).containsExactly(Code.DPD_TIMEOUT, Code.NO_RESPONSE);
        assertThat(evidence(explanation.diagnoses().get(0)))
                .contains("silentLoss net", "net begins to drop", "declares its peer dead");
        assertThat(evidence(explanation.diagnoses().get(1))).contains("without answer", "net drops it");
    }

    @Test
    void aPathThatWasNeverThereIsNoResponse() {
        Explanation explanation = Branch.PLAIN
                .more("faults: [{at: 0s, fault: silentLoss, path: net}]\n")
                .explain(Duration.ofSeconds(30));

        assertThat(codes(explanation)).containsExactly(Code.NO_RESPONSE);
        assertThat(explanation.diagnoses().get(0).evidence())
                .anyMatch(evidence -> evidence.frame().isPresent()
                        && evidence.text().startsWith("IKE_SA_INIT request from the customer"));
    }

    @Test
    void answersThatDoNotArriveAreATimeoutOfPhaseOne() {
        Explanation explanation = Branch.PLAIN
                .more("faults: [{at: 15ms, fault: silentLoss, path: net, direction: toCloud}]\n")
                .explain(Duration.ofSeconds(5));

        assertThat(codes(explanation)).containsExactly(Code.PHASE1_NEGOTIATION_TIMEOUT);
        assertThat(explanation.diagnoses().get(0).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aDeviceWithoutPowerIsSeenFromItsOwnEndBeforeThePeerNotices() {
        Explanation explanation = Branch.PLAIN
                .more("faults: [{at: 60s, fault: customerGatewayCrash, customerGateway: cgw}]\n")
                .explain(Duration.ofSeconds(70));

        assertThat(explanation.state()).isEqualTo("one-sided");
        assertThat(codes(explanation)).containsExactly(Code.DPD_TIMEOUT);
        assertThat(explanation.diagnoses().get(0).finding()).contains("cgw", "is gone");
        assertThat(evidence(explanation.diagnoses().get(0))).contains("customerGatewayCrash cgw");
    }

    @Test
    void aTunnelThatNobodyAskedForHasNotStarted() {
        Explanation explanation =
                Branch.PLAIN.peer("dpd: {delay: 10s}").initiates(false).explain(Duration.ofSeconds(20));

        assertThat(codes(explanation)).containsExactly(Code.NO_EXCEPTION_FOUND);
        assertThat(explanation.diagnoses().get(0).severity()).isEqualTo(Severity.NORMAL);
        assertThat(explanation.diagnoses().get(0).finding()).contains("has not started", "Apply Immediately");
        assertThat(explanation.negotiation()).isEmpty();
    }

    @Test
    void aNegotiationMayBeUnderWay() {
        Explanation explanation = Branch.PLAIN.explain(Duration.ofMillis(25));

        assertThat(codes(explanation)).containsExactly(Code.NO_EXCEPTION_FOUND);
        assertThat(explanation.diagnoses().get(0).finding()).contains("under way");
    }

    @Test
    void espWithoutUdpEndsAtANat() {
        Explanation explanation =
                Branch.PLAIN.peer("enableNatTraversal: false").more(PING).nat().explain(Duration.ofSeconds(60));

        assertThat(codes(explanation)).containsExactly(Code.NAT_T_MISMATCH);
        assertThat(explanation.diagnoses().get(0).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(evidence(explanation.diagnoses().get(0))).contains("cgw.nat drops");
    }

    @Test
    void theSameWhenBothEndsHaveSwitchedItOff() {
        Explanation explanation = Branch.PLAIN
                .connection("enableNatTraversal: false")
                .more(PING)
                .nat()
                .explain(Duration.ofSeconds(60));

        assertThat(codes(explanation)).containsExactly(Code.NAT_T_MISMATCH);
        assertThat(explanation.diagnoses().get(0).difference()).isEmpty();
    }

    @Test
    void throughANatThatIsTraversedTheTunnelIsSound() {
        assertThat(Branch.PLAIN.more(PING).nat().explain(Duration.ofSeconds(60)).isSound())
                .isTrue();
    }

    @Test
    void framesAreNumberedAsInTheCapture() {
        Explanation explanation = Branch.PLAIN.more(PING).explain(Duration.ofSeconds(40));

        assertThat(explanation.negotiation().stream()
                        .filter(StoryLine::isMessage)
                        .map(line -> line.frame().getAsInt())
                        .limit(4))
                .containsExactly(1, 2, 3, 4);
    }
}
