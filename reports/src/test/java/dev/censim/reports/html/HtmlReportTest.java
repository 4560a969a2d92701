package dev.censim.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.traffic.Flow;
import dev.censim.reports.Failover;
import dev.censim.reports.Hub;
import dev.censim.reports.RunReport;
import dev.censim.reports.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {

    private static final String HOSTILE = "x</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&";

    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

    @Test
    void onlyTheTwoScriptsThatThePolicyNamesCanRun() throws Exception {
        String page = page(new Failover(1, 1, 2).report(List.of()));
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        assertThat(policy.find()).isTrue();
        String rules = policy.group(1).replace("&#39;", "'");

        assertThat(rules).startsWith("default-src 'none'; script-src 'sha256-").doesNotContain("http");
        Matcher scripts = SCRIPT.matcher(page);
        int run = 0;
        while (scripts.find()) {
            if (scripts.group(1).isEmpty()) {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(scripts.group(2).getBytes(StandardCharsets.UTF_8));
                assertThat(rules).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
                run++;
            }
        }
        assertThat(run).isEqualTo(2);
    }

    @Test
    void thePageLoadsNothing() throws IOException {
        String page =
                SCRIPT.matcher(page(new Failover(2, 3, 4).report(List.of()))).replaceAll("");

        assertThat(page)
                .doesNotContainIgnoringCase("http:")
                .doesNotContainIgnoringCase("https:")
                .doesNotContainPattern("(?i)\\s(src|href)=\"(?!#)")
                .doesNotContainPattern("(?i)@import|url\\(");
    }

    @Test
    void theChartLibraryIsTheReleasedOne() throws Exception {
        try (InputStream in = HtmlReport.class.getResourceAsStream("echarts/echarts.min.js")) {
            assertThat(in).isNotNull();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            assertThat(HexFormat.of().formatHex(hash))
                    .isEqualTo("b66b25aeb4df84e33199dc21694014d336d222cbd9deb0e5a7c14bd6aa0d0fd0");
        }
    }

    @Test
    void whatAScenarioCallsItselfIsOnlyText() throws IOException {
        Hub hub = new Hub(1, 1).called(HOSTILE, HOSTILE).flow(HOSTILE, Flow.Kind.UDP, 0, 50);
        String page = page(RunReport.of(
                hub.scenario(),
                hub.names(),
                Journal.of(List.<Fact>of()),
                0,
                Duration.ofSeconds(100),
                List.of(new Verdict(HOSTILE, false, HOSTILE), new Verdict(HOSTILE, true, HOSTILE)),
                HOSTILE));

        assertThat(page)
                .doesNotContain("<script>alert")
                .doesNotContain("<img src=x")
                .doesNotContain("x</script><script>");
        assertThat(data(page).path("flows").path(0).path("name").asString()).isEqualTo(HOSTILE);
    }

    @Test
    void theChartsDataAddsUpToTheFlow() throws IOException {
        JsonNode flow = data(page(new Failover(1, 1, 4).report(List.of())))
                .path("flows")
                .path(0);

        assertThat(flow.path("name").asString()).isEqualTo("app-to-site.0");
        assertThat(sum(flow.path("sent"))).isEqualTo(2700);
        assertThat(sum(flow.path("received"))).isEqualTo(2398);
        assertThat(flow.path("outages").toString()).isEqualTo("[[60,90,false]]");
        assertThat(flow.path("paths").toString()).isEqualTo("[[20.035,\"vpn-1.tunnel1\"],[90.07,\"vpn-1.tunnel2\"]]");
    }

    @Test
    void aThousandFlowsStayAPageOfAFewMegabytes() throws IOException {
        String page = page(new Failover(20, 50, 1000, Time.SECOND).report(List.of()));

        assertThat(page.length()).isLessThan(2_500_000);
        assertThat(data(page).path("flows").size()).as("and all together").isEqualTo(1001);
    }

    @Test
    void aRunWithoutAnythingIsStillAPage() throws IOException {
        Hub hub = new Hub(0, 0);
        String page = page(RunReport.of(
                hub.scenario(), hub.names(), Journal.of(List.<Fact>of()), 0, Duration.ZERO, List.of(), "0.1.0"));

        assertThat(page).contains("The scenario expects nothing.").endsWith("</html>\n");
    }

    @Test
    void aNatStandsOnceInFrontOfTheGatewayOfBothTunnels() throws IOException {
        String title =
                "<title>NAT 203.0.113.1 in front of cgw-1 (192.168.1.2); forgets a mapping after 120 s without a packet"
                        + "</title>";

        assertThat(page(report(new Hub(1, 1).behindNat())))
                .containsOnlyOnce(title)
                .containsOnlyOnce(">NAT</text>");
        assertThat(page(report(new Hub(1, 1)))).doesNotContain("NAT</text>");
    }

    @Test
    void theVerdictStandsFirst() throws IOException {
        Verdict good = new Verdict("a: maxOutage 1s", true, "no outage");
        Verdict bad = new Verdict("b: maxOutage 1s", false, "longest outage 2.000 s from 3.000 s");

        assertThat(page(new Failover(1, 1, 1).report(List.of(good, good)))).contains("All 2 expectations held");
        assertThat(page(new Failover(1, 1, 1).report(List.of(good, bad))))
                .contains("1 of 2 expectations did not hold")
                .contains("longest outage 2.000 s from 3.000 s");
    }

    private static RunReport report(Hub hub) {
        return RunReport.of(
                hub.scenario(),
                hub.names(),
                Journal.of(List.<Fact>of()),
                0,
                Duration.ofSeconds(100),
                List.of(),
                "0.1.0");
    }

    private static String page(RunReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.writeHtml(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode data(String page) {
        Matcher data =
                Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(page);
        assertThat(data.find()).isTrue();
        return JsonMapper.builder().build().readTree(data.group(1));
    }

    private static int sum(JsonNode runs) {
        int sum = 0;
        for (JsonNode run : runs) {
            sum += run.isArray() ? run.get(0).asInt() * run.get(1).asInt() : run.asInt();
        }
        return sum;
    }
}
