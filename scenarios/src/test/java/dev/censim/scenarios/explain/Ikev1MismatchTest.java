package dev.censim.scenarios.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.IkeMode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One scenario for each parameter that can differ in IKEv1, in main and in aggressive mode. */
class Ikev1MismatchTest {

    private static final String SELECTORS = "localSubnet: 10.0.0.0/16\nremoteSubnet: 172.16.0.0/16\n";

    /** The message in which an end found it, who sent that, and the notify of the answer. */
    private record Revealed(String message, String sender, String refusal) {}

    /**
     * A mismatch that keeps the tunnel down.
     *
     * @param connection lines at the connection
     * @param peer the line under {@code peer} that differs
     * @param found the customer's value as the line holds it
     * @param cloud the cloud's value
     * @param customer the customer's value as it is told
     */
    private record Fatal(
            Parameter parameter,
            Code code,
            String connection,
            String peer,
            String found,
            String cloud,
            String customer,
            Revealed main,
            Revealed aggressive) {

        @Override
        public String toString() {
            return parameter + " " + peer;
        }

        private Revealed revealed(IkeMode mode) {
            return mode == IkeMode.MAIN ? main : aggressive;
        }
    }

    private static Branch branch(IkeMode mode, String connection, String peer) {
        return Branch.PLAIN
                .connection("ikeConfig: {ikeVersion: ikev1, ikeMode: " + mode.text() + "}\n" + connection)
                .peer(peer);
    }

    /** Message 1 of phase 1 holds the offer in both modes. */
    private static Fatal phase1(Parameter parameter, Code code, String cloud, String customer) {
        return new Fatal(
                parameter,
                code,
                "",
                "tunnelIkeConfig: {" + parameter.customerKey() + ": " + customer + "}",
                customer,
                cloud,
                customer,
                new Revealed("main mode message 1", "customer", "NO-PROPOSAL-CHOSEN"),
                new Revealed("aggressive mode message 1", "customer", "NO-PROPOSAL-CHOSEN"));
    }

    /** Message 1 of quick mode holds the offer and the client IDs. */
    private static Fatal phase2(
            Parameter parameter,
            Code code,
            String connection,
            String peer,
            String cloud,
            String customer,
            String notify) {
        Revealed revealed = new Revealed("quick mode message 1", "customer", notify);
        return new Fatal(parameter, code, connection, peer, customer, cloud, customer, revealed, revealed);
    }

    private static Fatal ipsec(Parameter parameter, Code code, String cloud, String customer) {
        String peer = "tunnelIpsecConfig: {" + parameter.customerKey() + ": " + customer + "}";
        return phase2(parameter, code, "", peer, cloud, customer, "NO-PROPOSAL-CHOSEN");
    }

    /** IKEv1 does not narrow: a part of the cloud's block is another block. */
    private static Fatal selector(Parameter parameter, String cloud, String customer) {
        String peer = parameter.customerKey() + ": " + customer;
        return phase2(
                parameter, Code.TRAFFIC_SELECTOR_MISMATCH, SELECTORS, peer, cloud, customer, "INVALID-ID-INFORMATION");
    }

    private static Stream<Fatal> fatal() {
        return Stream.of(
                phase1(Parameter.IKE_ENC_ALG, Code.ENCRYPTION_ALGORITHM_MISMATCH, "aes", "aes256"),
                phase1(Parameter.IKE_AUTH_ALG, Code.AUTHENTICATION_ALGORITHM_MISMATCH, "sha1", "sha512"),
                phase1(Parameter.IKE_PFS, Code.DH_GROUP_MISMATCH, "group2", "group14"),
                new Fatal(
                        Parameter.PSK,
                        Code.PSK_MISMATCH,
                        "",
                        "tunnelIkeConfig: {psk: secret of the branch}",
                        "secret of the branch",
                        "a key of 19 characters",
                        "a key of 20 characters",
                        new Revealed("main mode message 5", "customer", "PAYLOAD-MALFORMED"),
                        new Revealed("aggressive mode message 2", "cloud", "AUTHENTICATION-FAILED")),
                new Fatal(
                        Parameter.REMOTE_ID,
                        Code.PEER_ID_MISMATCH,
                        "",
                        "tunnelIkeConfig: {localId: 192.0.2.7}",
                        "192.0.2.7",
                        "203.0.113.1",
                        "192.0.2.7",
                        new Revealed("main mode message 5", "customer", "INVALID-ID-INFORMATION"),
                        new Revealed("aggressive mode message 1", "customer", "INVALID-ID-INFORMATION")),
                new Fatal(
                        Parameter.LOCAL_ID,
                        Code.PEER_ID_MISMATCH,
                        "",
                        "tunnelIkeConfig: {remoteId: 192.0.2.7}",
                        "192.0.2.7",
                        "198.18.0.1",
                        "192.0.2.7",
                        new Revealed("main mode message 6", "cloud", "INVALID-ID-INFORMATION"),
                        new Revealed("aggressive mode message 2", "cloud", "INVALID-ID-INFORMATION")),
                ipsec(Parameter.IPSEC_ENC_ALG, Code.ENCRYPTION_ALGORITHM_MISMATCH, "aes", "3des"),
                ipsec(Parameter.IPSEC_AUTH_ALG, Code.AUTHENTICATION_ALGORITHM_MISMATCH, "sha1", "md5"),
                ipsec(Parameter.IPSEC_PFS, Code.PFS_MISMATCH, "group2", "disabled"),
                ipsec(Parameter.IPSEC_PFS, Code.PFS_MISMATCH, "group2", "group5"),
                selector(Parameter.LOCAL_SUBNET, "10.0.0.0/16", "10.0.2.0/24"),
                selector(Parameter.REMOTE_SUBNET, "172.16.0.0/16", "172.16.1.0/24"));
    }

    static Stream<Arguments> inBothModes() {
        return fatal().flatMap(mismatch -> Arrays.stream(IkeMode.values()).map(mode -> Arguments.of(mismatch, mode)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("inBothModes")
    void itsCodeItsValuesItsLineAndItsMessageAreNamed(Fatal mismatch, IkeMode mode) {
        Branch branch = branch(mode, mismatch.connection(), mismatch.peer());
        Explanation explanation = branch.explain(Duration.ofSeconds(20));

        assertThat(explanation.isUp()).isFalse();
        assertThat(explanation.diagnoses()).hasSize(1);
        Diagnosis diagnosis = explanation.diagnoses().get(0);
        assertThat(diagnosis.code()).isEqualTo(mismatch.code());
        assertThat(diagnosis.severity()).isEqualTo(Severity.CRITICAL);
        Difference difference = diagnosis.difference().orElseThrow();
        assertThat(difference.parameter()).isEqualTo(mismatch.parameter());
        assertThat(difference.cloud().value()).isEqualTo(mismatch.cloud());
        assertThat(difference.customer().value()).isEqualTo(mismatch.customer());
        assertThat(difference.customer().origin()).isEqualTo(branch.position(mismatch.found()));
        assertRevealed(diagnosis.evidence(), mismatch.revealed(mode));
        assertVersion1(explanation);
    }

    private static void assertRevealed(List<Evidence> messages, Revealed revealed) {
        assertThat(messages).hasSize(2).allMatch(message -> message.frame().isPresent());
        String finder = revealed.sender().equals("cloud") ? "customer" : "cloud";
        assertThat(messages.get(0).text())
                .startsWith(revealed.message() + " from the " + revealed.sender() + ", in which the " + finder);
        assertThat(messages.get(1).text())
                .isEqualTo("informational from the " + finder + ": notify " + revealed.refusal());
    }

    /** IKEv2 writes its notifies with underscores. */
    private static void assertVersion1(Explanation explanation) {
        assertThat(ExplanationText.of(explanation)).noneMatch(line -> line.matches(".*[A-Z]_[A-Z].*"));
    }

    static Stream<Arguments> quiet() {
        return Arrays.stream(IkeMode.values())
                .flatMap(mode -> Stream.of(
                        Arguments.of(
                                mode,
                                Code.LIFETIME_MISMATCH,
                                "tunnelIkeConfig: {ikeLifetime: 7200s}",
                                "7200s",
                                mode.text() + " mode message 1 from the customer offers life duration 7200 s"),
                        Arguments.of(
                                mode,
                                Code.LIFETIME_MISMATCH,
                                "tunnelIpsecConfig: {ipsecLifetime: 3600s}",
                                "3600s",
                                "quick mode message 1 from the customer offers life duration 3600 s"),
                        Arguments.of(
                                mode,
                                Code.LIFETIME_MISMATCH,
                                "tunnelIpsecConfig: {ipsecLifetime: 0s}",
                                "0s",
                                "quick mode message 1 from the customer offers no life duration"),
                        Arguments.of(
                                mode,
                                Code.NAT_T_MISMATCH,
                                "enableNatTraversal: false",
                                "false",
                                mode.text()
                                        + " mode message 1 from the customer is without the vendor ID of NAT traversal"),
                        Arguments.of(mode, Code.DPD_TIMEOUT, "enableDpd: false", "false", "")));
    }

    /** With these it comes up, and nobody refuses anything. */
    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("quiet")
    void whatIsOnlyOfferedOrAnnouncedIsAWarning(IkeMode mode, Code code, String peer, String found, String message) {
        Branch branch = branch(mode, "", peer);
        Explanation explanation = branch.explain(Duration.ofSeconds(20));

        assertThat(explanation.isUp()).isTrue();
        assertThat(explanation.diagnoses()).hasSize(1);
        Diagnosis diagnosis = explanation.diagnoses().get(0);
        assertThat(diagnosis.code()).isEqualTo(code);
        assertThat(diagnosis.severity()).isEqualTo(Severity.WARN);
        assertThat(diagnosis.difference().orElseThrow().customer().value()).isEqualTo(found);
        assertThat(diagnosis.evidence())
                .extracting(Evidence::text)
                .containsExactlyElementsOf(message.isEmpty() ? List.of() : List.of(message));
        assertThat(diagnosis.evidence()).allMatch(evidence -> evidence.frame().isPresent());
        assertVersion1(explanation);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void theOtherModeIsRefusedInItsFirstMessage(IkeMode mode) {
        IkeMode other = mode == IkeMode.MAIN ? IkeMode.AGGRESSIVE : IkeMode.MAIN;
        Branch branch = branch(mode, "", "tunnelIkeConfig: {ikeMode: " + other.text() + "}");
        Explanation explanation = branch.explain(Duration.ofSeconds(20));

        assertThat(explanation.diagnoses()).extracting(Diagnosis::code).containsExactly(Code.NEGOTIATION_MODE_MISMATCH);
        assertRevealed(
                explanation.diagnoses().get(0).evidence(),
                new Revealed(other.text() + " mode message 1", "customer", "INVALID-EXCHANGE-TYPE"));
        assertVersion1(explanation);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aDeviceOfTheOtherVersionIsNotHeard(IkeMode mode) {
        assertUnheard(
                branch(mode, "", "tunnelIkeConfig: {ikeVersion: ikev2}"), "ikev1", "ikev2", "IKE_SA_INIT request");
        assertUnheard(
                Branch.PLAIN.peer("tunnelIkeConfig: {ikeVersion: ikev1, ikeMode: " + mode.text() + "}"),
                "ikev2",
                "ikev1",
                mode.text() + " mode message 1");
    }

    private static void assertUnheard(Branch branch, String cloud, String customer, String message) {
        Explanation explanation = branch.explain(Duration.ofSeconds(20));

        assertThat(explanation.diagnoses()).hasSize(1);
        Diagnosis diagnosis = explanation.diagnoses().get(0);
        assertThat(diagnosis.code()).isEqualTo(Code.IKE_VERSION_MISMATCH);
        assertThat(diagnosis.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(diagnosis.difference().orElseThrow().cloud().value()).isEqualTo(cloud);
        assertThat(diagnosis.difference().orElseThrow().customer().value()).isEqualTo(customer);
        assertThat(diagnosis.evidence()).extracting(Evidence::text).hasSize(2);
        assertThat(diagnosis.evidence().get(0).text())
                .isEqualTo(message + " from the customer, in which the cloud finds: another version of IKE");
        assertThat(diagnosis.evidence().get(0).frame()).isPresent();
        assertThat(diagnosis.evidence().get(1).text()).contains("answers nothing");
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void espWithoutUdpEndsAtANatAndTheAnnouncementThatIsMissingIsShown(IkeMode mode) {
        Explanation explanation = branch(mode, "", "enableNatTraversal: false")
                .more("traffic: [{name: ping, kind: ping, from: app, to: pos, interval: 1s, start: 30s, stop: 60s}]\n")
                .nat()
                .explain(Duration.ofSeconds(50));
        Diagnosis diagnosis = explanation.diagnoses().get(0);

        assertThat(explanation.diagnoses()).hasSize(1);
        assertThat(diagnosis.code()).isEqualTo(Code.NAT_T_MISMATCH);
        assertThat(diagnosis.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(diagnosis.evidence())
                .extracting(Evidence::text)
                .anyMatch(text -> text.contains("without the vendor ID of NAT traversal"))
                .anyMatch(text -> text.contains("cgw.nat drops"));
    }

    @Test
    void keysAreNotTold() {
        Explanation explanation = branch(IkeMode.MAIN, "", "tunnelIkeConfig: {psk: secret of the branch}")
                .explain(Duration.ofSeconds(20));

        assertThat(ExplanationText.of(explanation)).noneMatch(line -> line.contains("secret of"));
    }
}
