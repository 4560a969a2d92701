package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code censim whatif --expect} as a gate, and its counterexample. */
class ExpectTest {

    private static final String SCENARIO = "../scenarios/dual-tunnel-static.yaml";

    @TempDir
    private Path folder;

    private Session run(String... more) {
        String[] args = new String[6 + more.length];
        System.arraycopy(
                new String[] {"whatif", SCENARIO, "--out", folder.toString(), "--elements", "path"}, 0, args, 0, 6);
        System.arraycopy(more, 0, args, 6, more.length);
        return Session.real(args);
    }

    private Path counterexample() {
        return folder.resolve("counterexample.yaml");
    }

    private static JsonNode json(Path file) throws IOException {
        return JsonMapper.builder().build().readTree(Files.readString(file));
    }

    @Test
    void runOfTheCounterexampleFailsWithTheSecondsOfTheLedger() throws IOException {
        Session gate = run("--expect", "20s");

        assertThat(gate.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(gate.out()).contains("the shortest is path:carrier-1/silent", "counterexample: " + counterexample());
        assertThat(Session.real("check", counterexample().toString()).status()).isEqualTo(ExitStatus.HELD);
        Path again = folder.resolve("again");
        Session run = Session.real("run", counterexample().toString(), "--out", again.toString());
        assertThat(run.status()).isEqualTo(ExitStatus.NOT_HELD);
        JsonNode told = json(folder.resolve("whatif.json")).path("cases").get(0).path("flows");
        JsonNode seen = json(again.resolve("summary.json")).path("flows");
        for (int flow = 0; flow < told.size(); flow++) {
            assertThat(seen.get(flow).path("longestOutageSeconds").decimalValue())
                    .as(told.get(flow).path("name").stringValue())
                    .isEqualByComparingTo(told.get(flow).path("outageSeconds").decimalValue());
        }
    }

    @Test
    void expectationsOfTheScenarioAreTheMeasureUnlessADurationIsGiven() {
        assertThat(run("--expect").status()).as("31 s are expected").isEqualTo(ExitStatus.HELD);
        assertThat(run("--expect", "29s").status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(run("--expect", "40s").out()).contains("expected: no case breaks it");
        assertThat(counterexample()).as("stale").doesNotExist();
    }

    @Test
    void finishedSweepEndsAgainAsItDid() {
        run("--expect", "20s", "--quiet");

        Session again = run("--expect", "20s", "--resume");

        assertThat(again.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(again.out())
                .contains("finished already, nothing is tried again", "a case breaks it, see " + counterexample());
    }

    @Test
    void finishedSweepWithAnotherExpectationIsNoneOfThis() {
        run("--expect", "20s", "--quiet");

        Session other = run("--expect", "40s", "--resume");

        assertThat(other.status()).isEqualTo(ExitStatus.HELD);
        assertThat(other.out()).contains("expected: no case breaks it").doesNotContain("finished already");
    }

    @Test
    void finishedSweepWhoseCounterexampleIsGoneIsTriedAgain() throws IOException {
        run("--expect", "20s", "--quiet");
        Files.delete(counterexample());

        Session again = run("--expect", "20s", "--resume", "--quiet");

        assertThat(again.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(counterexample()).exists();
    }

    @Test
    void oneCaseIsHeldToTheExpectation() {
        String[] one = {"whatif", SCENARIO, "--case", "path:carrier-1/silent", "--expect", "20s"};
        Session broken = Session.real(one);
        assertThat(broken.status()).as(broken.err()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(broken.out())
                .contains("expected: 1 case breaks it, the shortest is path:carrier-1/silent")
                .doesNotContain("counterexample: ");

        one[5] = "40s";
        assertThat(Session.real(one).status()).isEqualTo(ExitStatus.HELD);
    }

    @Test
    void oneCaseThatIsWrittenHasItsCounterexampleBesideIt() throws IOException {
        Session session = run("--case", "path:carrier-1/silent", "--expect", "20s");

        assertThat(session.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(session.out()).contains("counterexample: " + counterexample());
        assertThat(Files.readString(counterexample())).contains("--expect 20s --case path:carrier-1/silent");
        assertThat(json(folder.resolve("whatif.json"))
                        .path("minimalFailureSets")
                        .toString())
                .contains("path:carrier-1");
    }

    @Test
    void durationWithoutAUnitIsRefused() {
        Session session = run("--expect", "20");

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("--expect 20: write a duration");
        assertThat(folder).isEmptyDirectory();
    }
}
