package dev.censim.reports.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WhatIfPageTest {

    private static final String HOSTILE = "x</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);
    private static final Rankings NOTHING =
            new Rankings(new LinkedHashMap<>(), List.of(), List.of(), new LinkedHashMap<>(), List.of());

    private static String page() throws IOException {
        return Analysis.page(Analysis.report(Analysis.matrix(), Analysis.rankings(), Analysis.availability()));
    }

    private static JsonNode data(String page) {
        Matcher data =
                Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL).matcher(page);
        assertThat(data.find()).isTrue();
        return JsonMapper.shared().readTree(data.group(1));
    }

    @Test
    void itLoadsNothing() throws IOException {
        assertThat(SCRIPT.matcher(page()).replaceAll(""))
                .doesNotContainIgnoringCase("http:")
                .doesNotContainIgnoringCase("https:")
                .doesNotContainPattern("(?i)\\s(src|href)=\"(?!#)")
                .doesNotContainPattern("(?i)@import|url\\(");
    }

    @Test
    void onlyTheScriptsThatThePolicyNamesCanRun() throws Exception {
        for (Optional<Availability> some : List.of(Analysis.availability(), Optional.<Availability>empty())) {
            String page = Analysis.page(Analysis.report(Analysis.matrix(), Analysis.rankings(), some));
            Matcher scripts = SCRIPT.matcher(page);
            List<String> run = new ArrayList<>();
            while (scripts.find()) {
                if (scripts.group(1).isEmpty()) {
                    byte[] hash = MessageDigest.getInstance("SHA-256")
                            .digest(scripts.group(2).getBytes(StandardCharsets.UTF_8));
                    run.add("&#39;sha256-" + Base64.getEncoder().encodeToString(hash) + "&#39;");
                }
            }

            assertThat(page).contains("script-src " + String.join(" ", run) + ";");
            assertThat(run).hasSize(some.isPresent() ? 2 : 1);
        }
    }

    @Test
    void withoutAvailabilityThePageNeedsNoChartsAndSaysWhatWouldFillIt() throws IOException {
        String page = Analysis.page(Analysis.report(Analysis.matrix(), Analysis.rankings(), Optional.empty()));

        assertThat(page.length()).isLessThan(120_000);
        assertThat(page).contains("./censim availability").doesNotContain("Apache Software Foundation");
    }

    @Test
    void rowsHoldTheFlowsThatWereHurtAndNoOthers() throws IOException {
        JsonNode data = data(page());

        assertThat(data.path("flows").toString()).isEqualTo("[\"up-1\",\"down-1\",\"up-2\"]");
        assertThat(data.path("cases").size()).isEqualTo(5);
        assertThat(data.path("cases").path(0).path("c").toString())
                .isEqualTo("[0,21840,0,0,1093,1,2,0,21760,10,41,29,3,1,2500,0,0,125,0,0,1,2400,0,60,40,1]");
        assertThat(data.path("cases").path(3).path("c").size()).isZero();
        assertThat(data.path("elements").path(4).asString()).isEqualTo("path:internet-2-b");
    }

    @Test
    void caseHoldsTheFirstFewOfWhatComesToTheSameAndOfLastingDisagreements() throws IOException {
        JsonNode one = data(page()).path("cases").path(0);

        assertThat(one.path("alike").size()).isEqualTo(Few.MOST);
        assertThat(one.path("alikeMore").asInt()).isEqualTo(2);
        assertThat(one.path("differ").toString())
                .as("longest first, without the one of 0.9 s")
                .isEqualTo("[[\"cloud\",\"tunnel vpn-1.tunnel1\",40000,61500],"
                        + "[\"customer\",\"session vpn-1.tunnel1\",37000,39000]]");
        assertThat(one.path("pairs").toString())
                .as("not that of up-2, which was so before and was not hurt")
                .isEqualTo("[0,1,1,3,0]");
    }

    @Test
    void whatIsLeftOutIsSaid() throws IOException {
        Matrix matrix = new Matrix(List.of("a"), 2, 100);
        for (int i = 0; i < 5; i++) {
            matrix.take(Analysis.one("path:p" + i + "/silent", Analysis.cut("a", List.of("x"), i)));
        }

        assertThat(Analysis.page(Analysis.report(matrix, NOTHING, Optional.empty())))
                .contains("holds the 2 cases with the most damage; 3 with less are in whatif.json alone");
        assertThat(page()).doesNotContain("with less are in whatif.json");
    }

    @Test
    void whatAFileCallsItselfIsOnlyText() throws IOException {
        Matrix matrix = new Matrix(List.of(HOSTILE));
        matrix.take(Analysis.one(
                "path:" + HOSTILE.replace("/", "") + "/silent", Analysis.cut(HOSTILE, List.of(HOSTILE), 0)));
        String page = Analysis.page(Analysis.report(matrix, NOTHING, Optional.empty()));

        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img src=x");
        assertThat(data(page).path("flows").path(0).asString()).isEqualTo(HOSTILE);
    }

    @Test
    void sectionOfMinimalSetsSaysWhatIsRequired() throws IOException {
        assertThat(page()).contains("Required: no flow is cut off. A set of failures breaks this");
    }

    @Test
    void disagreementsWithTheDrawingAreFewAndTellTheirReason() throws IOException {
        assertThat(page())
                .contains("Redundant in the drawing: cgw-1 has no route left (up-1, down-1)")
                .contains("A single point in the drawing: its packets go another way (up-2)")
                .doesNotContain("more in whatif.json");
        List<Rankings.OnPaper> many =
                Collections.nCopies(23, new Rankings.OnPaper(Analysis.SESSION, List.of("up-2"), true, "why"));
        Rankings rankings = new Rankings(new LinkedHashMap<>(), List.of(), List.of(), new LinkedHashMap<>(), many);

        assertThat(Analysis.page(Analysis.report(Analysis.matrix(), rankings, Optional.empty())))
                .contains("; 3 more in whatif.json");
    }

    @Test
    void nothingAtAllIsStillAPage() throws IOException {
        assertThat(Analysis.page(Analysis.report(new Matrix(List.of()), NOTHING, Optional.empty())))
                .contains("None: no single failure cuts a flow off.", "The drawing and the simulation agree.")
                .endsWith("</html>\n");
    }

    @Test
    void aThousandFlowsByFourHundredFailuresStayAPageOfAFewMegabytes() throws IOException {
        assertThat(Analysis.page(Analysis.report(Large.matrix(), NOTHING, Optional.empty()))
                        .length())
                .isBetween(1_000_000, 8_000_000);
    }
}
