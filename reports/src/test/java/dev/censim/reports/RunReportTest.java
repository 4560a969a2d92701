package dev.censim.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunReportTest {

    private static final List<Verdict> VERDICTS = List.of(
            new Verdict("app-to-site.0: maxOutage 31s", true, "longest outage 30.000 s from 60.000 s"),
            new Verdict("app-to-site.0: received >= 99%", false, "2398 of 2700 (88.814%)"));

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    @Test
    void equalRunsGiveEqualBytes() throws IOException {
        RunReport one = new Failover(2, 2, 6).report(VERDICTS);
        RunReport other = new Failover(2, 2, 6).report(VERDICTS);

        assertThat(written(one::writeSummary)).isEqualTo(written(other::writeSummary));
        assertThat(written(one::writeEvents)).isEqualTo(written(other::writeEvents));
        assertThat(written(one::writeHtml)).isEqualTo(written(other::writeHtml));
        assertThat(written(one::writeCapture)).isEqualTo(written(other::writeCapture));
        assertThat(one.console(true, 80)).isEqualTo(other.console(true, 80));
    }

    @Test
    void theTablesForWiresharkAreThereEvenWhenEmpty() {
        assertThat(new Failover(1, 1, 1).report(List.of()).wiresharkTables())
                .containsOnlyKeys("esp_sa", "ikev1_decryption_table", "ikev2_decryption_table");
    }

    @Test
    void noPreSharedKeyIsWritten() throws IOException {
        RunReport report = new Failover(1, 1, 1).report(VERDICTS);

        assertThat(written(report::writeSummary) + written(report::writeEvents) + written(report::writeHtml))
                .doesNotContain("secret-of-the-tunnel");
    }

    private static String written(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
