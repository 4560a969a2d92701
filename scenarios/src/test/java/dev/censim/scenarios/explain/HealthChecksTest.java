package dev.censim.scenarios.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The health check of a single tunnel: what is said when nobody answers it. */
class HealthChecksTest {

    private static final Branch CHECKED =
            Branch.PLAIN.connection("healthCheckConfig: {enable: true, dip: 172.16.0.10, sip: 192.168.255.1}");

    private static final String RETURN_ROUTE = "    routes: [{destination: 192.168.255.1/32, nextHop: vpn}]\n";

    private static String withReturnRoute(Branch branch) {
        return branch.yaml().replace("    customerGateways:", RETURN_ROUTE + "    customerGateways:");
    }

    @Test
    void aMissingReturnRouteIsNamedWithItsRemedy() {
        Explanation explanation = CHECKED.explain(Duration.ofSeconds(15));
        Diagnosis diagnosis = explanation.diagnoses().get(0);

        assertThat(explanation.diagnoses()).hasSize(1);
        assertThat(diagnosis.code()).isEqualTo(Code.HEALTH_CHECK_FAILS);
        assertThat(diagnosis.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(diagnosis.finding())
                .contains(
                        "no route back to 192.168.255.1/32",
                        CHECKED.position("192.168.255.1"),
                        CHECKED.position("172.16.0.10, sip"));
        assertThat(diagnosis.remedy())
                .contains("at the data centre dc", "{destination: 192.168.255.1/32, nextHop: vpn}");
        assertThat(diagnosis.evidence())
                .extracting(Evidence::text)
                .anyMatch(text -> text.matches("the reply to probe \\d+ is dropped at dc: no route"))
                .anyMatch(text -> text.contains("withdraws its routes [172.16.0.0/16]"));
        assertThat(explanation.ends().get(0).healthCheck().orElseThrow().state())
                .isEqualTo("failed");
        assertThat(explanation.ends().get(1).healthCheck()).isEmpty();
    }

    @Test
    void theRemedyHelps() {
        Explanation explanation = Branch.explain(withReturnRoute(CHECKED), Duration.ofSeconds(40));

        assertThat(explanation.isSound()).isTrue();
        assertThat(explanation.ends().get(0).healthCheck().orElseThrow().state())
                .isEqualTo("has not failed");
    }

    @Test
    void aSilentPathIsNoMatterOfRoutes() {
        Branch silent = CHECKED.more("faults: [{at: 60s, fault: silentLoss, path: net}]\n");
        Diagnosis diagnosis = Branch.explain(withReturnRoute(silent), Duration.ofSeconds(75))
                .diagnoses()
                .get(0);

        assertThat(diagnosis.code()).isEqualTo(Code.HEALTH_CHECK_FAILS);
        assertThat(diagnosis.remedy()).isEqualTo("repair net");
    }

    @Test
    void aCheckThatIsAnsweredAgainIsForgiven() {
        Branch silent = CHECKED.more("faults: [{at: 60s, fault: silentLoss, path: net, repairAt: 80s}]\n");
        Explanation explanation = Branch.explain(withReturnRoute(silent), Duration.ofSeconds(300));

        assertThat(explanation.isSound()).isTrue();
        assertThat(explanation.ends().get(0).healthCheck().orElseThrow().state())
                .isEqualTo("answered again");
    }
}
