package dev.censim.reports.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page under the hands of a reader, in Chromium. Pictures stay in {@code reports/target}. */
class WhatIfBrowserTest {

    private static final Rankings NOTHING =
            new Rankings(new LinkedHashMap<>(), List.of(), List.of(), new LinkedHashMap<>(), List.of());

    @TempDir
    private static Path folder;

    private static Path page;
    private static Chromium browser;

    @BeforeAll
    static void open() throws IOException {
        page = folder.resolve("whatif.html");
        Files.writeString(
                page, Analysis.page(Analysis.report(Analysis.matrix(), Analysis.rankings(), Analysis.availability())));
        browser = Chromium.open(page, 1440, 1000);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void reload() {
        browser.dark(false);
        browser.show(page);
    }

    private static String text(String selector) {
        return browser.evaluate("document.querySelector('" + selector + "').innerText")
                .asString();
    }

    private static String rows() {
        return browser.evaluate("whatif.matrix.rows().join(' ')").asString();
    }

    private static String columns() {
        return browser.evaluate("whatif.matrix.columns().join(' ')").asString();
    }

    private static String colour(String id, String flow) {
        return browser.evaluate("whatif.matrix.colour('" + id + "', '" + flow + "')")
                .asString();
    }

    private static String paint(String name) {
        return browser.evaluate("whatif.colour('" + name + "')").asString();
    }

    private static JsonNode place(String id, String flow) {
        browser.evaluate("document.getElementById('grid').scrollIntoView({ block: 'center' })");
        return browser.evaluate("whatif.matrix.place('" + id + "', '" + flow + "')");
    }

    private static void clickCell(String id, String flow) {
        JsonNode place = place(id, flow);
        browser.click(place.path("x").doubleValue(), place.path("y").doubleValue());
    }

    private static void choose(String control, String value) {
        browser.evaluate("(function () { var e = document.getElementById('" + control + "'); e.value = '" + value
                + "'; e.dispatchEvent(new Event('input')); })()");
    }

    @Test
    void itComplainsOfNothingAndAsksTheNetworkForNothing() {
        clickCell(Analysis.SILENT, "up-1");

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).isEmpty();
    }

    @Test
    void everyCellHasTheColourOfItsOutage() {
        assertThat(browser.evaluate("document.getElementById('grid').getAttribute('aria-rowcount')")
                        .asString())
                .isEqualTo("5");
        assertThat(browser.evaluate("document.getElementById('grid').getAttribute('aria-colcount')")
                        .asString())
                .isEqualTo("3");
        assertThat(colour(Analysis.SILENT, "up-1")).as("21.8 s").isEqualTo(paint("s3"));
        assertThat(colour(Analysis.SILENT, "down-1")).as("2.5 s").isEqualTo(paint("s1"));
        assertThat(colour(Analysis.SILENT, "up-2")).as("no outage").isEqualTo(paint("none"));
        assertThat(colour(Analysis.CLEAN, "up-1")).as("0.4 s").isEqualTo(paint("s0"));
        assertThat(colour(Analysis.GATEWAY, "up-1")).as("cut off").isEqualTo(paint("cut"));
        assertThat(colour(Analysis.PAIR, "up-2")).as("cut off").isEqualTo(paint("cut"));
    }

    @Test
    void inTheDarkTheColoursAreOthers() throws IOException {
        String light = paint("cut");
        browser.dark(true);
        browser.await("whatif.matrix.colour('" + Analysis.GATEWAY + "', 'up-1') === whatif.colour('cut')");

        assertThat(paint("cut")).isNotEqualTo(light);
        browser.screenshot(Path.of("target", "whatif-dark.png"));
    }

    @Test
    void sortingChangesTheOrderOfRowsAndColumns() {
        assertThat(rows())
                .isEqualTo(String.join(
                        " ", Analysis.GATEWAY, Analysis.PAIR, Analysis.SILENT, Analysis.CLEAN, Analysis.SESSION));
        choose("rowOrder", "name");
        assertThat(rows())
                .isEqualTo(String.join(
                        " ", Analysis.GATEWAY, Analysis.SILENT, Analysis.CLEAN, Analysis.PAIR, Analysis.SESSION));
        choose("rowOrder", "kind");
        assertThat(rows())
                .isEqualTo(String.join(
                        " ", Analysis.SESSION, Analysis.GATEWAY, Analysis.PAIR, Analysis.SILENT, Analysis.CLEAN));

        assertThat(columns()).isEqualTo("up-1 down-1 up-2");
        choose("columnOrder", "worst");
        assertThat(columns()).isEqualTo("up-2 up-1 down-1");
        choose("columnOrder", "name");
        assertThat(columns()).isEqualTo("down-1 up-1 up-2");
    }

    @Test
    void filtersLeaveWhatIsAskedFor() {
        browser.click("#text");
        browser.type("internet-1 up");
        assertThat(rows()).isEqualTo(Analysis.SILENT + " " + Analysis.CLEAN);
        assertThat(columns()).isEqualTo("up-1 up-2");
        browser.click("#hurt");
        assertThat(columns()).isEqualTo("up-1");
        assertThat(text("#shown")).isEqualTo("2 failures of 5, 1 flow of 3.");

        choose("text", "");
        choose("kind", "path");
        choose("manner", "silent");
        assertThat(rows()).isEqualTo(Analysis.PAIR + " " + Analysis.SILENT);
        choose("least", "cut");
        assertThat(rows()).isEqualTo(Analysis.PAIR);
        assertThat(columns()).isEqualTo("up-2");
    }

    @Test
    void clickOnACellTellsTheCourseOfTheCaseAndItsCommand() {
        clickCell(Analysis.SILENT, "up-1");

        assertThat(text("#case-title")).isEqualTo("up-1");
        assertThat(text("#case .big")).startsWith("21.840 s");
        assertThat(text("#case .timeline"))
                .contains(
                        "+21.760 s",
                        "Found out by BGP\u2019s hold timer, on cgw-1",
                        "+21.770 s",
                        "Rekey: a new SA after 0.010 s")
                .contains("+21.811 s", "Decided, after 0.041 s of convergence")
                .contains("+21.840 s", "Restored, after 0.029 s of installation", "+71.000 s", "+79.000 s");
        assertThat(text("#case .parts"))
                .containsSubsequence(
                        "detection 21.760 s", "rekey 0.010 s", "convergence 0.041 s", "installation 0.029 s");
        assertThat(text("#case .identity")).containsSubsequence("1,093", "1", "2");
        assertThat(browser.evaluate("document.querySelectorAll('#case .hops .new').length")
                        .asInt())
                .as("tunnel and path of the other way, in both lists and in that of the way back")
                .isEqualTo(6);
        assertThat(text("#command")).isEqualTo("./censim whatif two-sites.yaml --case 'path:internet-1-a/silent'");
        browser.click("#case .copy");
        browser.await("document.querySelector('#case .copy').innerText === 'Copied'");
    }

    @Test
    void flowThatIsCutOffAndHurtByTheRepairIsSaidToBe() {
        clickCell(Analysis.PAIR, "up-2");

        assertThat(text("#case .big"))
                .contains("cut off", "for 71.000 s: only the repair helped", "4.500 s more after the repair");
        assertThat(text("#case .parts")).contains("cut off 71.000 s", "until it was back 4.500 s");
        assertThat(text("#case .timeline")).contains("Repaired; out for 4.500 s from here on");
        clickCell(Analysis.SESSION, "up-2");
        assertThat(text("#case .big")).contains("no outage");
    }

    @Test
    void caseTellsWhatComesToTheSameAndWhereEndsAndWaysDiffer() throws IOException {
        clickCell(Analysis.SILENT, "up-1");
        browser.screenshot(Path.of("target", "whatif-case.png"));

        assertThat(text("#case .alike"))
                .isEqualTo(
                        "zone:z1/silent\nzone:z2/silent\nzone:z3/silent\nzone:z4/silent\nzone:z5/silent\nand 2 more");
        assertThat(text("#case .differ"))
                .isEqualTo("21.500 s tunnel vpn-1.tunnel1 was up for the cloud alone, +4.000 s to +25.500 s\n"
                        + "2.000 s session vpn-1.tunnel1 was up for the customer alone, +1.000 s to +3.000 s");
        assertThat(text("#case"))
                .contains("The way of down-1 differs since the failure")
                .doesNotContain("its answers");
        clickCell(Analysis.CLEAN, "up-1");
        assertThat(text("#case")).doesNotContain("The same thing as", "Ends that disagreed", "The way of");
    }

    @Test
    void addressOfAFailureThatWasNotTriedLeadsToTheOneThatWas() {
        browser.evaluate("location.hash = 'case=zone:z3/silent'; location.reload()");
        browser.await("document.readyState === 'complete' && whatif.chosen.row.id === '" + Analysis.SILENT + "'");

        assertThat(text("#command")).contains(Analysis.SILENT);
    }

    @Test
    void cellsCanBeReachedByTheKeyboard() {
        browser.click("#text");
        browser.evaluate("document.getElementById('grid').focus()");
        browser.press("Home");
        browser.press("ArrowRight");
        browser.press("ArrowDown");
        browser.press("ArrowDown");
        assertThat(text("#current-cell"))
                .isEqualTo("internet-1-a, path, silent; down-1: 2.500 s, found by dead peer detection");
        browser.press("Enter");

        assertThat(text("#case-title")).isEqualTo("down-1");
        assertThat(text("#command")).contains(Analysis.SILENT);
    }

    @Test
    void mouseOverACellTellsWhatItIs() {
        JsonNode place = place(Analysis.CLEAN, "up-1");
        browser.point(place.path("x").doubleValue(), place.path("y").doubleValue());

        browser.await("!document.getElementById('tip').hidden");
        assertThat(text("#tip"))
                .contains("up-1", "internet-1-a (path, clean)", "0.400 s, found by the state of the link");
    }

    @Test
    void setsThatCutAFlowOffAreDrawnOnTheTopology() {
        browser.evaluate("(function () { var e = document.getElementById('setFlow'); e.value = 'up-2';"
                + " e.dispatchEvent(new Event('change')); })()");
        browser.click("#setList button");

        assertThat(text("#setList button")).contains("internet-2-a", "internet-2-b");
        assertThat(browser.evaluate("Array.from(document.querySelectorAll('#map .failed'))"
                                + ".map(function (e) { return e.dataset.is; }).join(' ')")
                        .asString())
                .isEqualTo("vpn-2.tunnel1 vpn-2.tunnel2");
        assertThat(browser.evaluate("document.querySelectorAll('#map .way[data-is=\"vpc-1\"]').length")
                        .asInt())
                .isEqualTo(1);
        assertThat(text("#mapWords")).isEmpty();
    }

    @Test
    void addressOfThePageNamesTheCaseThatIsShown() throws IOException {
        clickCell(Analysis.CLEAN, "up-1");
        String hash = browser.evaluate("location.hash").asString();
        Path copy = Files.copy(page, folder.resolve("copy.html"));
        browser.show(copy);
        assertThat(text("#command")).contains(Analysis.GATEWAY);
        browser.evaluate("location.hash = '" + hash + "'; location.reload()");

        browser.await("document.readyState === 'complete' && whatif.chosen.row.id === '" + Analysis.CLEAN + "'");
        assertThat(text("#case-title")).isEqualTo("up-1");
    }

    @Test
    void lineOfARankingLeadsToItsCase() {
        browser.click(".pick[data-id='" + Analysis.SILENT + "']");

        assertThat(text("#command")).contains(Analysis.SILENT);
        assertThat(text("#case-title")).isEqualTo("up-1");
    }

    @Test
    void disagreementWithTheDrawingLeadsToItsCaseAndFlow() {
        browser.click(".pick[data-id='" + Analysis.SESSION + "']");

        assertThat(text("#command")).contains(Analysis.SESSION);
        assertThat(text("#case-title")).isEqualTo("up-2");
    }

    @Test
    void plotsOfAvailabilityAreDrawn() throws IOException {
        assertThat(browser.evaluate("document.querySelectorAll('#minutes svg path').length")
                        .asInt())
                .isGreaterThan(5);
        assertThat(text("#contributions")).contains("customerGateway:cgw-1");
        browser.screenshot(Path.of("target", "whatif.png"));
    }

    @Test
    void fourHundredFailuresByAThousandFlowsStayUsable() throws IOException {
        Path large = folder.resolve("large.html");
        Files.writeString(large, Analysis.page(Analysis.report(Large.matrix(), NOTHING, Optional.empty())));
        browser.show(large);

        assertThat(browser.evaluate("document.getElementById('canvas').width").asInt())
                .isLessThan(1440);
        choose("size", "overview");
        browser.screenshot(Path.of("target", "whatif-overview.png"));
        choose("size", "normal");
        browser.evaluate(
                "(function () { var g = document.getElementById('grid'); g.scrollTop = 1e6; g.scrollLeft = 1e6; })()");
        String last = browser.evaluate("whatif.matrix.rows().pop()").asString();
        clickCell(last, "site-99.flow-9");

        assertThat(text("#case-title")).isEqualTo("site-99.flow-9");
        assertThat(text("#command")).contains(last);
        assertThat(browser.complaints()).isEmpty();
    }
}
