package dev.censim.reports.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.reports.Failover;
import dev.censim.reports.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SummaryTest {

    private static final List<Verdict> VERDICTS = List.of(new Verdict("a: maxOutage 1s", false, "\"odd\" </script>\n"));

    private final String text = text();
    private final JsonNode summary = JsonMapper.builder().build().readTree(text);

    @Test
    void theRunIsNamed() {
        assertThat(summary.path("scenario").asString()).isEqualTo("failover");
        assertThat(summary.path("seed").asLong()).isEqualTo(42);
        assertThat(summary.path("simulatedSeconds").asInt()).isEqualTo(300);
        assertThat(summary.path("events").asLong()).isEqualTo(123_456);
        assertThat(summary.path("digest").asString()).matches("[0-9a-f]{16}");
        assertThat(summary.path("esp").asString()).isEqualTo("real");
        assertThat(summary.path("version").asString()).isEqualTo("0.1.0");
    }

    @Test
    void flowsHaveTheirLossOutagesAndLatency() {
        JsonNode flow = summary.path("flows").path(2);

        assertThat(flow.path("name").asString()).isEqualTo("app-to-site.2");
        assertThat(flow.path("sent").asInt()).isEqualTo(2699);
        assertThat(flow.path("received").asInt()).isEqualTo(2397);
        assertThat(flow.path("lostByReason").path("path drops silently").asInt())
                .isEqualTo(300);
        assertThat(flow.path("lostByReason").path("path loss").asInt()).isEqualTo(2);
        assertThat(flow.path("outages").size()).isEqualTo(1);
        assertThat(flow.path("outages").path(0).path("fromSeconds").asDouble()).isEqualTo(60.002);
        assertThat(flow.path("outages").path(0).path("toSeconds").asDouble()).isEqualTo(90.002);
        assertThat(flow.path("outages").path(0).path("seconds").asDouble()).isEqualTo(30);
        assertThat(flow.path("longestOutageSeconds").asDouble()).isEqualTo(30);
        assertThat(flow.path("latencyMillis").path("max").asDouble()).isEqualTo(36.8);
        assertThat(flow.path("latencyMillis").path("p50").asDouble()).isBetween(35.8, 36.0);
    }

    @Test
    void tunnelsAndSessionsHaveTheirStateAtTheEnd() {
        JsonNode tunnel = summary.path("tunnels").path(0);
        JsonNode session = summary.path("bgpSessions").path(0);

        assertThat(tunnel.toString())
                .isEqualTo("{\"name\":\"vpn-1.tunnel1\",\"state\":\"up\",\"ikeSetups\":2,\"dpdTimeouts\":2}");
        assertThat(session.toString())
                .isEqualTo("{\"name\":\"vpn-1.tunnel1\",\"state\":\"Established\",\"prefixesReceived\":1}");
    }

    @Test
    void whateverWasDroppedIsCountedByReason() {
        assertThat(summary.path("drops").toString())
                .isEqualTo("{\"packets\":608,\"byReason\":{\"path loss\":8,\"path drops silently\":600}}");
    }

    @Test
    void withoutPricesTheBillHasQuantitiesAlone() {
        assertThat(summary.path("billing").path("items").path(0).toString())
                .startsWith("{\"network\":\"public\",\"item\":\"transitRouterConnection\",\"instances\":")
                .contains("\"hours\":")
                .doesNotContain("price", "cost");
        assertThat(summary.path("billing").path("items").path(1).has("octets")).isTrue();
        assertThat(summary.path("billing").has("currency")).isFalse();
        assertThat(summary.path("billing").has("total")).isFalse();
    }

    @Test
    void verdictsKeepTheirWords() {
        JsonNode verdict = summary.path("expectations").path(0);

        assertThat(verdict.path("text").asString()).isEqualTo("a: maxOutage 1s");
        assertThat(verdict.path("held").asBoolean()).isFalse();
        assertThat(verdict.path("actual").asString()).isEqualTo("\"odd\" </script>\n");
    }

    @Test
    void numbersArePlainDecimals() {
        assertThat(text).doesNotContainPattern("\\d[eE][+-]?\\d+[,\\s]").doesNotContain("\r");
    }

    private static String text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new Failover(1, 1, 4).report(VERDICTS).writeSummary(out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
