package dev.censim.scenarios.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.Side;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One scenario for each parameter that can differ, in which it does and nothing else. */
class MismatchTest {

    private static final String REKEYS_SOON = "ipsecConfig: {ipsecLifetime: 60s}";

    /**
     * @param connection lines at the connection
     * @param peer the line under {@code peer} that differs
     * @param found the customer's value as the line holds it
     * @param cloud the cloud's value
     * @param customer the customer's value as it is told
     * @param exchange what the revealing messages begin with; empty when no message can reveal it
     * @param at when the tunnel is looked at
     */
    record Case(
            Parameter parameter,
            Code code,
            Severity severity,
            String connection,
            String peer,
            String found,
            String cloud,
            String customer,
            String exchange,
            Duration at) {

        @Override
        public String toString() {
            return parameter + " " + peer;
        }

        private Branch branch() {
            return Branch.PLAIN
                    .connection(connection.isEmpty() ? "{}" : connection)
                    .peer(peer);
        }
    }

    /** A mismatch that keeps the tunnel down. */
    private static Case fatal(
            Parameter parameter, Code code, String peer, String found, String cloud, String customer, String exchange) {
        Duration at = Duration.ofSeconds(20);
        return new Case(parameter, code, Severity.CRITICAL, "", peer, found, cloud, customer, exchange, at);
    }

    /** One with which it comes up and that no message reveals. */
    private static Case quiet(
            Parameter parameter, Code code, String peer, String found, String cloud, String customer) {
        Duration at = Duration.ofSeconds(20);
        return new Case(parameter, code, Severity.WARN, "", peer, found, cloud, customer, "", at);
    }

    private static String ike(String key, String value) {
        return "tunnelIkeConfig: {" + key + ": " + value + "}";
    }

    private static String ipsec(String key, String value) {
        return "tunnelIpsecConfig: {" + key + ": " + value + "}";
    }

    private static Case algorithm(Parameter parameter, Code code, String value, String cloud, String exchange) {
        String peer =
                exchange.equals("IKE_SA_INIT") ? ike(parameter.cloudKey(), value) : ipsec(parameter.cloudKey(), value);
        return fatal(parameter, code, peer, value, cloud, value, exchange);
    }

    /** The device has another network behind the cloud than the cloud has: disjoint, or a part of it. */
    private static Case selector(Severity severity, String peer, String value) {
        String connection = "localSubnet: 10.0.0.0/16\nremoteSubnet: 172.16.0.0/16";
        return new Case(
                Parameter.LOCAL_SUBNET,
                Code.TRAFFIC_SELECTOR_MISMATCH,
                severity,
                connection,
                peer,
                peer,
                "10.0.0.0/16",
                value,
                severity == Severity.WARN ? "IKE_AUTH response" : "IKE_AUTH",
                Duration.ofSeconds(20));
    }

    static Stream<Case> version2() {
        return Stream.of(
                algorithm(Parameter.IKE_ENC_ALG, Code.ENCRYPTION_ALGORITHM_MISMATCH, "aes256", "aes", "IKE_SA_INIT"),
                algorithm(
                        Parameter.IKE_AUTH_ALG,
                        Code.AUTHENTICATION_ALGORITHM_MISMATCH,
                        "sha512",
                        "sha1",
                        "IKE_SA_INIT"),
                algorithm(Parameter.IKE_PFS, Code.DH_GROUP_MISMATCH, "group14", "group2", "IKE_SA_INIT"),
                fatal(
                        Parameter.PSK,
                        Code.PSK_MISMATCH,
                        ike("psk", "secret of the branch"),
                        "secret of the branch",
                        "a key of 19 characters",
                        "a key of 20 characters",
                        "IKE_AUTH"),
                fatal(
                        Parameter.REMOTE_ID,
                        Code.PEER_ID_MISMATCH,
                        ike("localId", "branch.example"),
                        "branch.example",
                        "203.0.113.1",
                        "branch.example",
                        "IKE_AUTH"),
                fatal(
                        Parameter.LOCAL_ID,
                        Code.PEER_ID_MISMATCH,
                        ike("remoteId", "cloud.example"),
                        "cloud.example",
                        "198.18.0.1",
                        "cloud.example",
                        "IKE_AUTH"),
                algorithm(Parameter.IPSEC_ENC_ALG, Code.ENCRYPTION_ALGORITHM_MISMATCH, "3des", "aes", "IKE_AUTH"),
                algorithm(Parameter.IPSEC_AUTH_ALG, Code.AUTHENTICATION_ALGORITHM_MISMATCH, "md5", "sha1", "IKE_AUTH"),
                selector(Severity.CRITICAL, "remoteSubnet: 10.9.0.0/16", "10.9.0.0/16"),
                selector(Severity.WARN, "remoteSubnet: 10.0.1.0/24", "10.0.1.0/24"),
                new Case(
                        Parameter.IPSEC_PFS,
                        Code.PFS_MISMATCH,
                        Severity.WARN,
                        REKEYS_SOON,
                        ipsec("ipsecPfs", "disabled"),
                        "disabled",
                        "group2",
                        "disabled",
                        "CREATE_CHILD_SA",
                        Duration.ofSeconds(57)),
                quiet(
                        Parameter.IPSEC_PFS,
                        Code.PFS_MISMATCH,
                        ipsec("ipsecPfs", "group5"),
                        "group5",
                        "group2",
                        "group5"),
                quiet(
                        Parameter.IKE_LIFETIME,
                        Code.LIFETIME_MISMATCH,
                        ike("ikeLifetime", "7200s"),
                        "7200s",
                        "86400s",
                        "7200s"),
                quiet(
                        Parameter.IPSEC_LIFETIME,
                        Code.LIFETIME_MISMATCH,
                        ipsec("ipsecLifetime", "3600s"),
                        "3600s",
                        "86400s",
                        "3600s"),
                quiet(
                        Parameter.NAT_TRAVERSAL,
                        Code.NAT_T_MISMATCH,
                        "enableNatTraversal: no-value".replace("no-value", "false"),
                        "enableNatTraversal: false",
                        "true",
                        "false"),
                quiet(Parameter.DPD, Code.DPD_TIMEOUT, "enableDpd: false", "enableDpd: false", "true", "false"));
    }

    @ParameterizedTest
    @MethodSource("version2")
    void itsCodeItsValuesItsLineAndItsMessageAreNamed(Case mismatch) {
        Branch branch = mismatch.branch();
        Explanation explanation = branch.explain(mismatch.at());

        assertThat(explanation.diagnoses()).hasSize(1);
        Diagnosis diagnosis = explanation.diagnoses().get(0);
        assertThat(diagnosis.code()).isEqualTo(mismatch.code());
        assertThat(diagnosis.severity()).isEqualTo(mismatch.severity());
        Difference difference = diagnosis.difference().orElseThrow();
        assertThat(difference.parameter()).isEqualTo(mismatch.parameter());
        assertThat(difference.cloud().value()).isEqualTo(mismatch.cloud());
        assertThat(difference.customer().value()).isEqualTo(mismatch.customer());
        assertThat(difference.customer().side()).isEqualTo(Side.CUSTOMER);
        assertThat(difference.customer().origin()).isEqualTo(valuePosition(branch, mismatch.found()));
        assertThat(explanation.isUp()).isEqualTo(mismatch.severity() == Severity.WARN);
        assertRevealed(diagnosis, mismatch.exchange());
    }

    /** Where a value stands, also when the key had to be looked for with it. */
    private static String valuePosition(Branch branch, String found) {
        int skip = found.indexOf(": ") + (found.contains(": ") ? 2 : 1);
        String position = branch.position(found);
        int colon = position.lastIndexOf(':');
        int column = Integer.parseInt(position.substring(colon + 1)) + (found.contains(": ") ? skip : 0);
        return position.substring(0, colon + 1) + column;
    }

    private static void assertRevealed(Diagnosis diagnosis, String exchange) {
        List<Evidence> messages = diagnosis.evidence();
        if (exchange.isEmpty()) {
            assertThat(messages).isEmpty();
            return;
        }
        if (exchange.equals("IKE_AUTH response")) {
            assertThat(messages).hasSize(1);
            assertThat(messages.get(0).text()).startsWith(exchange).contains("narrowed");
            return;
        }
        assertThat(messages).hasSize(2).allMatch(message -> message.text().startsWith(exchange));
        assertThat(messages).allMatch(message -> message.frame().isPresent());
        assertThat(messages.get(0).sender()).isNotEqualTo(messages.get(1).sender());
        assertThat(messages.get(1).text()).contains("response", "notify");
    }

    @Test
    void aMismatchOfPerfectForwardSecrecyThatEndsAChildIsCritical() {
        Branch branch = Branch.PLAIN.connection(REKEYS_SOON).peer(ipsec("ipsecPfs", "disabled"));
        Explanation explanation = branch.explain(Duration.ofMillis(60_060));

        assertThat(explanation.isUp()).isFalse();
        assertThat(explanation.diagnoses().get(0).code()).isEqualTo(Code.PFS_MISMATCH);
        assertThat(explanation.diagnoses().get(0).severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void theCloudsValueIsPointedAtWhereTheConnectionHasIt() {
        Branch branch =
                Branch.PLAIN.connection("ikeConfig: {ikeEncAlg: aes192}").peer(ike("ikeEncAlg", "des"));
        Difference difference = branch.explain(Duration.ofSeconds(5))
                .diagnoses()
                .get(0)
                .difference()
                .orElseThrow();

        assertThat(difference.cloud().origin()).isEqualTo(branch.position("aes192"));
        assertThat(difference.customer().origin()).isEqualTo(branch.position("des}"));
    }

    @Test
    void aDefaultIsSaidToBeOne() {
        Difference difference = Branch.PLAIN
                .peer(ike("ikeEncAlg", "des"))
                .explain(Duration.ofSeconds(5))
                .diagnoses()
                .get(0)
                .difference()
                .orElseThrow();

        assertThat(difference.cloud().origin()).isEqualTo("default, not written");
    }

    @Test
    void preSharedKeysAreNotTold() {
        Explanation explanation =
                Branch.PLAIN.peer(ike("psk", "secret of the branch")).explain(Duration.ofSeconds(5));

        assertThat(ExplanationText.of(explanation)).noneMatch(line -> line.contains("secret of"));
        assertThat(ExplanationJson.of(explanation)).doesNotContain("secret of");
    }
}
