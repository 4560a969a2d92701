package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AvailabilityCommandTest {

    private static final String SCENARIO = "../scenarios/two-providers.yaml";

    @TempDir
    private Path folder;

    private Session run(String scenario, String... more) {
        List<String> args =
                new ArrayList<>(List.of("availability", scenario, "--failures", "1", "--out", folder.toString()));
        args.addAll(List.of(more));
        return Session.real(args.toArray(String[]::new));
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("availability.json"));
    }

    @Test
    void flowsAndElementsAreWrittenAndTold() throws IOException {
        Session session = run(SCENARIO, "--years", "5", "--trials", "40");

        assertThat(session.status()).isEqualTo(ExitStatus.HELD);
        assertThat(session.out()).contains("availability", "sales", "commonCause:power", "40 trials");
        JsonNode root = JsonMapper.shared().readTree(written());
        JsonNode flow = root.path("flows").path(0);
        assertThat(root.propertyNames()).contains("scenario", "seed", "years", "trials", "method");
        assertThat(flow.propertyNames())
                .containsExactly(
                        "name", "availability", "outageMinutesPerYear", "interval", "percentiles", "outagesPerYear");
        assertThat(flow.path("percentiles").propertyNames()).containsExactly("p50", "p90", "p99");
        assertThat(flow.path("outageMinutesPerYear").doubleValue())
                .isBetween(
                        flow.path("interval").path(0).doubleValue(),
                        flow.path("interval").path(1).doubleValue());
        assertThat(root.path("elements").path(0).propertyNames()).containsExactly("element", "contribution");
    }

    @Test
    void numberOfWorkersChangesNoByteEvenWhenItStopsEarly() throws IOException {
        run(SCENARIO, "--trials", "4000", "--until-width", "0.4", "--workers", "1", "--quiet");
        String byOne = written();
        run(SCENARIO, "--trials", "4000", "--until-width", "0.4", "--workers", "3", "--quiet");

        assertThat(written()).isEqualTo(byOne).doesNotContain("\"trials\" : 4000");
    }

    @Test
    void intervalThatStaysTooWideIsNotHeld() {
        Session session = run(SCENARIO, "--trials", "20", "--until-width", "0.001", "--quiet");

        assertThat(session.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(session.err()).contains("after 20 trials", "--until-width 0.001", "allow more --trials");
    }

    @Test
    void enumerationHasNoPercentiles() throws IOException {
        Session session = run(SCENARIO, "--method", "enumerate");

        assertThat(session.out()).contains("exact enumeration", "more than 1 component");
        assertThat(written()).contains("\"p50\" : null");
    }

    @Test
    void scenarioWithoutReliabilityIsToldHowToHaveOne() {
        Session session = run("../scenarios/dual-tunnel-static.yaml");

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("has no 'reliability'", "timeToFailure");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void argumentsThatMakeNoSenseAreRefused() {
        for (String[] wrong : new String[][] {
            {"--years", "0"},
            {"--trials", "1"},
            {"--until-width", "0"},
            {"--workers", "0"},
            {"--method", "guess"}
        }) {
            Session session = run(SCENARIO, wrong);

            assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
            assertThat(session.err()).contains(wrong[0]);
        }
    }
}
