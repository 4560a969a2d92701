package dev.censim.scenarios.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Negotiations that nobody refuses and that come to nothing, in each version of IKE. */
class NegotiationTroubleTest {

    private static final String MAIN = "ikeConfig: {ikeVersion: ikev1}\n";
    private static final String AGGRESSIVE = "ikeConfig: {ikeVersion: ikev1, ikeMode: aggressive}\n";
    private static final String VERSION_2 = "ikeConfig: {ikeVersion: ikev2}\n";

    private static List<Code> codes(Explanation explanation) {
        return explanation.diagnoses().stream().map(Diagnosis::code).toList();
    }

    private static String evidence(Diagnosis diagnosis) {
        return String.join(
                "\n", diagnosis.evidence().stream().map(Evidence::text).toList());
    }

    @Test
    void aRekeyingThatGetsNoAnswerIsATimeoutOfPhaseTwo() {
        Explanation explanation = Branch.PLAIN
                .connection("ipsecConfig: {ipsecLifetime: 60s}\nenableDpd: false")
                .more("faults: [{at: 40s, fault: silentLoss, path: net, direction: toCustomer}]\n")
                .explain(Duration.ofSeconds(75));

        assertThat(explanation.state()).isEqualTo("one-sided");
        assertThat(codes(explanation)).containsExactly(Code.PHASE2_NEGOTIATION_TIMEOUT);
        assertThat(explanation.diagnoses().get(0).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(evidence(explanation.diagnoses().get(0)))
                .contains("CREATE_CHILD_SA request from the customer, sent 4 times", "net drops it");
    }

    /** Phase 1 has six messages or three, of 10 ms each; what the initiator sends after them is lost. */
    @ParameterizedTest
    @CsvSource({"main, 55", "aggressive, 15"})
    void aQuickModeThatIsLostIsATimeoutOfPhaseTwo(String mode, int millis) {
        Explanation explanation = Branch.PLAIN
                .connection(mode.equals("main") ? MAIN : AGGRESSIVE)
                .more("faults: [{at: " + millis + "ms, fault: silentLoss, path: net, direction: toCloud}]\n")
                .explain(Duration.ofSeconds(8));

        assertThat(explanation.state()).isEqualTo("down");
        assertThat(codes(explanation)).containsExactly(Code.PHASE2_NEGOTIATION_TIMEOUT);
        assertThat(evidence(explanation.diagnoses().get(0)))
                .contains("quick mode message 1 from the customer, sent 2 times", "net drops it");
    }

    @ParameterizedTest
    @CsvSource({"main, 25, 'main mode message 4'", "aggressive, 5, 'aggressive mode message 2'"})
    void aMessageOfPhaseOneThatIsLostIsSaidByItsNumber(String mode, int millis, String message) {
        Explanation explanation = Branch.PLAIN
                .connection(mode.equals("main") ? MAIN : AGGRESSIVE)
                .more("faults: [{at: " + millis + "ms, fault: silentLoss, path: net, direction: toCustomer}]\n")
                .explain(Duration.ofSeconds(6));

        assertThat(codes(explanation)).containsExactly(Code.PHASE1_NEGOTIATION_TIMEOUT);
        assertThat(evidence(explanation.diagnoses().get(0)))
                .contains(message + " from the cloud, sent 2 times", "net drops it");
    }

    @ParameterizedTest
    @CsvSource({
        "ikev2, 'INFORMATIONAL request from the cloud: DELETE of the IKE SA'",
        "ikev1, 'informational from the cloud: DELETE of the ISAKMP SA'"
    })
    void aPeerThatDeletesAndCannotComeBackIsNamedWithItsMessage(String version, String message) {
        Explanation explanation = Branch.PLAIN
                .connection("ikeConfig: {ikeVersion: " + version + "}\n"
                        + "healthCheckConfig: {enable: true, dip: 172.16.0.10, sip: 192.168.255.1}\nenableDpd: false")
                .more("faults: [{at: 60s, fault: silentLoss, path: net, direction: toCloud}]\n")
                .explain(Duration.ofSeconds(75));

        assertThat(explanation.state()).isEqualTo("down");
        assertThat(codes(explanation))
                .containsExactly(Code.HEALTH_CHECK_FAILS, Code.RECEIVE_DELETE_NOTIFY, Code.NO_RESPONSE);
        Diagnosis diagnosis = explanation.diagnoses().get(1);
        assertThat(diagnosis.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(diagnosis.finding()).contains("the cloud deleted the SA");
        assertThat(diagnosis.evidence().get(0).text()).isEqualTo(message);
        assertThat(diagnosis.evidence().get(0).frame()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {VERSION_2, MAIN, AGGRESSIVE})
    void aDeviceThatLooksForTheCloudElsewhereIsAPeerMismatch(String version) {
        Branch branch = Branch.PLAIN.connection(version).peer("gatewayIp: 198.18.7.7");
        Explanation explanation = branch.explain(Duration.ofSeconds(20));

        assertThat(explanation.state()).isEqualTo("down");
        assertThat(codes(explanation)).containsExactly(Code.PEER_MISMATCH);
        Diagnosis diagnosis = explanation.diagnoses().get(0);
        assertThat(diagnosis.severity()).isEqualTo(Severity.CRITICAL);
        Difference difference = diagnosis.difference().orElseThrow();
        assertThat(difference.cloud().value()).isEqualTo("198.18.0.1");
        assertThat(difference.customer().value()).isEqualTo("198.18.7.7");
        assertThat(difference.customer().origin()).isEqualTo(branch.position("198.18.7.7"));
        assertThat(diagnosis.evidence().get(0).frame()).isPresent();
        assertThat(diagnosis.evidence().get(0).text()).endsWith("from the customer goes astray");
        assertThat(diagnosis.evidence().get(1).text()).isEqualTo("net drops it: no such host");
        assertThat(diagnosis.remedy()).startsWith("set the customer's gatewayIp to 198.18.0.1");
    }

    @Test
    void aMessageFromWhereTheDeviceDoesNotLookIsAPeerMismatchToo() {
        Explanation explanation = Branch.PLAIN
                .connection("effectImmediately: true")
                .peer("gatewayIp: 198.18.7.7")
                .initiates(false)
                .explain(Duration.ofSeconds(20));

        assertThat(codes(explanation)).containsExactly(Code.PEER_MISMATCH);
        assertThat(evidence(explanation.diagnoses().get(0)))
                .contains("IKE_SA_INIT request from the cloud goes astray", "cgw drops it: no such host");
    }

    @ParameterizedTest
    @ValueSource(strings = {VERSION_2, MAIN, AGGRESSIVE})
    void aDeadPathIsFoundByDeadPeerDetection(String version) {
        Explanation explanation = Branch.PLAIN
                .connection(version)
                .more("faults: [{at: 60s, fault: silentLoss, path: net}]\n")
                .explain(Duration.ofSeconds(110));

        assertThat(explanation.state()).isEqualTo("down");
        assertThat(codes(explanation)).containsExactly(Code.DPD_TIMEOUT, Code.NO_RESPONSE);
        assertThat(evidence(explanation.diagnoses().get(0)))
                .contains("silentLoss net", "net begins to drop", "declares its peer dead");
    }
}
