package dev.censim.reports.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of a report. */
final class HtmlPageTest {

    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);

    private static String page(BenchmarkReport report, Optional<Comparison> comparison) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlPage.write(report, comparison, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String withoutScripts(String page) {
        return SCRIPT.matcher(page).replaceAll("");
    }

    @Test
    void itLoadsNothing() throws IOException {
        String page = withoutScripts(page(Reports.varied(), Optional.empty()));

        assertThat(page).doesNotContain("http://", "https://", "//cdn", " src=", "@import", "url(");
        assertThat(page).contains("Content-Security-Policy\" content=\"default-src &#39;none&#39;");
        assertThat(page.strip()).endsWith("</html>");
    }

    @Test
    void itTellsFiguresErrorsRatiosFloorsMachineAndWhatIsMissing() throws IOException {
        String page = withoutScripts(page(Reports.varied(), Optional.empty()));

        assertThat(page)
                .contains("31.0 ns", "\u00b1 3.2 %", "3.06\u00d7", "floor", "3.00 ns")
                .contains("EPYC &lt;9&gt;", "8.0 GiB", "0.25 and 1.50", "SunJCE 17", "17.0.15+6")
                .contains("missing: ns3-hold is not built; see &lt;run-peers&gt;");
    }

    @Test
    void goalsAreMetUnmetOrNotMeasured() throws IOException {
        String page = withoutScripts(page(Reports.varied(), Optional.empty()));

        assertThat(page).contains("\u2265 5.00\u00d7", "6.00\u00d7", "stretch met", "not measured");
    }

    @Test
    void whatGrewSinceTheBaselineIsFlagged() throws IOException {
        BenchmarkReport before = Reports.of(Reports.eventList(1000, Reports.took("censim", 10, 11, 12)));
        Comparison comparison = Comparison.of(before, Reports.varied());
        String page = withoutScripts(page(Reports.varied(), Optional.of(comparison)));

        assertThat(page).contains("Since the baseline", "11.0 ns", ">grew<");
        assertThat(withoutScripts(page(Reports.varied(), Optional.empty()))).doesNotContain("Since the baseline");
    }

    @Test
    void chartsPlotCostAgainstSizeWithErrorBars() throws IOException {
        Matcher data = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page(Reports.varied(), Optional.empty()));
        assertThat(data.find()).isTrue();
        JsonNode chart = JsonMapper.shared().readTree(data.group(1)).get(0);

        assertThat(chart.get("size").stringValue()).isEqualTo("pending");
        assertThat(chart.get("places").toString()).isEqualTo("[\"1000\",\"100000\"]");
        assertThat(chart.get("series").get(0).get("name").stringValue()).isEqualTo("censim");
        assertThat(chart.get("series").get(0).get("points").toString())
                .isEqualTo("[[\"1000\",31.0,30.0,32.0],[\"100000\",70.0,69.0,71.0]]");
    }
}
