package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.command.Session.Told;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code censim run} does around a run. */
final class RunTest {

    @TempDir
    private Path folder;

    private Path out;
    private Path file;

    @BeforeEach
    void writeAScenario() throws IOException {
        out = folder.resolve("out/deeper");
        file = Files.writeString(folder.resolve("tiny.yaml"), Session.TINY);
    }

    private String[] args(String... more) {
        return Stream.concat(Stream.of("run", file.toString(), "--out", out.toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    private Session run(Execution execution, String... more) {
        return Session.piped(execution, args(more));
    }

    private Session run(Told told) {
        return run((scenario, manner, progress) -> told);
    }

    @Test
    void statusIsZeroWhenEveryExpectationHeld() {
        Session session = run(Told.holding());

        assertThat(session.status()).isZero();
        assertThat(session.out()).isEqualTo("the story, plain\nreport: " + out.resolve("report.html") + "\n");
        assertThat(session.err()).isEmpty();
    }

    @Test
    void statusIsOneWhenOneDidNot() {
        assertThat(run(new Told(false, Told.holding().artefacts())).status()).isEqualTo(1);
    }

    @Test
    void quietSaysNothingAtAll() {
        assertThat(run(
                        (scenario, manner, progress) ->
                                new Told(false, Told.holding().artefacts()),
                        "--quiet"))
                .isEqualTo(new Session(1, "", ""));
    }

    @Test
    void theSeedIsTheScenariosUnlessGiven() {
        List<Long> seeds = new ArrayList<>();
        Execution execution = (scenario, manner, progress) -> {
            seeds.add(scenario.seed());
            return Told.holding();
        };
        run(execution);
        run(execution, "--seed", "7");

        assertThat(seeds).containsExactly(1L, 7L);
    }

    @Test
    void packetsAreCapturedWhenAsked() {
        List<Boolean> captures = new ArrayList<>();
        Execution execution = (scenario, manner, progress) -> {
            captures.add(manner.capture());
            return Told.holding();
        };
        run(execution);
        run(execution, "--pcap");

        assertThat(captures).containsExactly(false, true);
    }

    @Test
    void aRefusedScenarioWritesNothing() throws IOException {
        Files.writeString(file, "scenario: tiny\n");
        Session session = run(Told.holding());

        assertThat(session.status()).isEqualTo(2);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
        Files.writeString(folder.resolve("out"), "");
        Session session = run(Told.holding());

        assertThat(session.status()).isEqualTo(2);
        assertThat(session.err().lines()).hasSize(1);
        assertThat(session.err()).startsWith("censim: cannot write to " + out);
    }

    @Test
    void anEmptyNameIsNoFolder() {
        out = Path.of("");
        Session session = run(Told.holding());

        assertThat(session.status()).isEqualTo(2);
        assertThat(session.err()).isEqualTo("censim: --out is empty; name a folder\n");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() {
        out = Path.of("/proc/censim/out");
        Session session = run(Told.holding());

        assertThat(session.status()).isEqualTo(2);
        assertThat(session.err().lines()).hasSize(1);
        assertThat(session.err()).startsWith("censim: cannot write to /proc/censim/out: ");
    }

    @Test
    void aFaultOfOursSaysHowToRepeatIt() throws IOException {
        Session session = run(
                (scenario, manner, progress) -> {
                    throw new IllegalStateException("deadline 5 before now 7");
                },
                "--seed",
                "9");

        assertThat(session.status()).isEqualTo(3);
        assertThat(session.out()).isEmpty();
        assertThat(session.err().lines())
                .containsExactly(
                        "censim: internal error: java.lang.IllegalStateException: deadline 5 before now 7",
                        "reproduce: ./censim run " + file + " --seed 9",
                        "stack trace: " + out.resolve("fault.txt"));
        assertThat(Files.readString(out.resolve("fault.txt"))).contains("at dev.censim.cli.command.RunTest");
    }

    @Test
    void underDebugTheTraceIsPrinted() {
        Session session = run(
                (scenario, manner, progress) -> {
                    throw new AssertionError("wrong");
                },
                "--debug",
                "--quiet");

        assertThat(session.status()).isEqualTo(3);
        assertThat(session.err()).contains("internal error: java.lang.AssertionError: wrong", "at dev.censim.cli");
    }

    @Test
    void theEndOfTheMemoryIsAFaultThatSaysHowToGetMore() {
        Session session = run((scenario, manner, progress) -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThat(session.status()).isEqualTo(3);
        assertThat(session.err()).contains("CENSIM_JAVA_OPTS=-Xmx");
    }

    @Test
    void theNextGoodRunTakesTheTraceAway() throws IOException {
        run((scenario, manner, progress) -> {
            throw new IllegalStateException();
        });
        run(Told.holding());

        assertThat(names(out)).containsExactly("report.html", "summary.json");
    }

    @Test
    void progressIsDrawnOnATerminalOnly() {
        Execution execution = (scenario, manner, progress) -> {
            progress.at(1, 2);
            progress.at(2, 2);
            return Told.holding();
        };

        assertThat(Session.onTerminal(execution, args()).err()).contains("tiny");
        assertThat(Session.onTerminal(execution, args()).out()).contains("the story, coloured");
        assertThat(Session.piped(execution, args()).err()).isEmpty();
        assertThat(Session.onTerminal(execution, args("--quiet")).err()).isEmpty();
    }

    @Test
    void theEngineRunsAnEmptyScenario() throws IOException {
        Session session = Session.real(args());

        assertThat(session.status()).isZero();
        assertThat(names(out)).containsExactly("events.jsonl", "report.html", "summary.json");
        assertThat(Files.readString(out.resolve("summary.json"))).contains("\"scenario\"", "\"tiny\"", "\"digest\"");
    }

    @Test
    void theEngineReportsEveryStepAndReachesTheEnd() {
        List<Integer> steps = new ArrayList<>();
        ReadResult.Accepted accepted = (ReadResult.Accepted) ScenarioReader.read(file);
        new Engine()
                .run(accepted.scenario(), new Execution.Manner(false, 1), (done, of) -> steps.add(done * 1000 + of));

        assertThat(steps).hasSize(200).startsWith(1200).endsWith(200_200);
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
