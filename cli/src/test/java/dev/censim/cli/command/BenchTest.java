package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.reports.bench.BenchmarkReport;
import dev.censim.reports.bench.BenchmarkReport.Jdk;
import dev.censim.reports.bench.Figure;
import dev.censim.reports.bench.Figure.Measured;
import dev.censim.reports.bench.Machine;
import dev.censim.reports.bench.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code censim bench} with figures that a test makes up. */
final class BenchTest {

    @TempDir
    private Path folder;

    private final List<Measuring.Request> requests = new ArrayList<>();

    /** Ours takes so long each time that somebody measures; the peer always takes 100 ns, and another is missing. */
    private Measuring ours(double... nanos) {
        return (request, progress) -> {
            progress.at(0, 6, "event-list censim");
            double took = nanos[Math.min(requests.size(), nanos.length - 1)];
            requests.add(request);
            return new BenchmarkReport(
                    "0.1.0",
                    "abc",
                    request.set(),
                    BenchmarkReport.BY_TURNS,
                    Machine.UNKNOWN,
                    new Jdk("17", "vm", "vendor"),
                    List.of(),
                    List.of(new Row(
                            "event-list",
                            Map.of("pending", "1000"),
                            took("censim", took),
                            List.of(took("priorityQueue", 100), new Figure.Missing("ns3-map", "ns3-hold is not built")),
                            Optional.empty())));
        };
    }

    private static Measured took(String name, double nanos) {
        return Measured.of(name, List.of(nanos, nanos + 1, nanos - 1), OptionalDouble.of(0));
    }

    private Session bench(Measuring measuring, Object... args) {
        List<String> all =
                new ArrayList<>(List.of("bench", "--out", folder.resolve("out").toString()));
        for (Object arg : args) {
            all.add(arg.toString());
        }
        return Session.measuring(measuring, false, all.toArray(String[]::new));
    }

    private Path written(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void aSetIsMeasuredToldAndWritten() throws Exception {
        Session session = bench(ours(25), "--quick", "--only", "event-list,ike", "--only", "fork");

        assertThat(session.status()).as(session.err()).isZero();
        assertThat(session.err()).isEmpty();
        assertThat(session.out()).contains("4.00\u00d7", "missing: ns3-hold is not built", "benchmarks.html");
        assertThat(requests)
                .containsExactly(new Measuring.Request(
                        "quick", List.of("event-list", "ike", "fork"), Optional.empty(), Optional.empty()));
        JsonNode report = JsonMapper.shared()
                .readTree(folder.resolve("out/benchmarks.json").toFile());
        assertThat(report.get("paths").get(0).get("peers").get(0).get("ratio").doubleValue())
                .isEqualTo(4);
        assertThat(Files.readString(folder.resolve("out/benchmarks.html"))).endsWith("</html>\n");
    }

    @Test
    void aTerminalIsToldWhoIsMeasured() {
        Session session = Session.measuring(
                ours(25),
                true,
                "bench",
                "--full",
                "--out",
                folder.resolve("out").toString());

        assertThat(session.err()).contains("bench");
    }

    @Test
    void quietSaysNothing() {
        assertThat(bench(ours(25), "--quick", "--quiet")).isEqualTo(new Session(0, "", ""));
    }

    @Test
    void otherFilesOfTheFolderStay() throws Exception {
        Files.createDirectories(folder.resolve("out"));
        written("out/summary.json", "{}");
        bench(ours(25), "--quick");

        assertThat(RunTest.names(folder.resolve("out")))
                .containsExactly("benchmarks.html", "benchmarks.json", "summary.json");
    }

    @ParameterizedTest
    @CsvSource({"26, 0, 0 of 1 rows grew", "40, 1, GREW  event-list pending=1000"})
    void whatGrewSinceTheBaselineIsTheStatus(double now, int status, String words) throws Exception {
        bench(ours(25), "--quick");
        Path baseline = Files.copy(folder.resolve("out/benchmarks.json"), folder.resolve("baseline.json"));
        requests.clear();
        Session session = bench(ours(now), "--quick", "--baseline", baseline);

        assertThat(session.status()).isEqualTo(status);
        assertThat(session.out()).contains(words);
    }

    @Test
    void aKeptRatioIsLookedAtOnce() throws Exception {
        Path ratios =
                written("ratios.txt", "event-list pending=1000 priorityQueue 4\nevent-list pending=1000 ns3-map 9\n");
        Session session = bench(ours(30), "--ratios", ratios);

        assertThat(session.status()).isZero();
        assertThat(session.out()).contains("kept", "not compared", "ns3-hold is not built");
        assertThat(requests)
                .hasSize(1)
                .first()
                .extracting(Measuring.Request::set)
                .isEqualTo("ratios");
    }

    @Test
    void aRatioThatSeemsLostGetsASecondLook() throws Exception {
        Path ratios = written("ratios.txt", "event-list pending=1000 priorityQueue 4\n");
        Session session = bench(ours(60, 25), "--ratios", ratios);

        assertThat(session.status()).isZero();
        assertThat(requests).hasSize(2);
    }

    @Test
    void aRatioThatIsLostThreeTimesIsAFailure() throws Exception {
        Path ratios = written("ratios.txt", "event-list pending=1000 priorityQueue 4\n");
        Session session = bench(ours(60), "--ratios", ratios);

        assertThat(session.status()).isEqualTo(1);
        assertThat(session.out()).contains("LOST");
        assertThat(requests).hasSize(3);
    }

    @Test
    void renewWritesWhatWasMeasured() throws Exception {
        Path ratios = written("ratios.txt", "# why\nevent-list pending=1000 priorityQueue 400\n");
        Session session = bench(ours(25), "--ratios", ratios, "--renew");

        assertThat(session.status()).isZero();
        assertThat(ratios).hasContent("# why\nevent-list pending=1000 priorityQueue 4\n");
    }

    @Test
    void reportReadsWhatJmhWrote() throws Exception {
        Path jmh = written("jmh.json", """
                [{"benchmark": "dev.censim.benchmarks.LookupBenchmark.censim", "params": {"stream": "chain"},
                  "primaryMetric": {"score": 25.0, "scoreError": 1.0, "scoreUnit": "ns/op"}}]
                """);
        Path out = folder.resolve("page");
        Session session = Session.real("bench", "report", jmh.toString(), "--out", out.toString());

        assertThat(session.status()).as(session.err()).isZero();
        assertThat(session.out()).contains("lookup", "stream=chain", "25.0 ns");
        assertThat(RunTest.names(out)).containsExactly("benchmarks.html", "benchmarks.json");
    }

    @Test
    void aWrongCommandLineIsRefusedBeforeAnythingIsMeasured() throws Exception {
        Path bad = written("bad.json", "{}");
        assertThat(bench(ours(1)).err()).contains("one of --quick, --full and --ratios FILE");
        assertThat(bench(ours(1), "--quick", "--full").err()).contains("one of --quick");
        assertThat(bench(ours(1), "--quick", "--only", "event-lsit").err())
                .contains(
                        "--only event-lsit: no such path",
                        "event-list, lookup, esp-out, esp-in, ike, bgp-update, packet, fork");
        assertThat(bench(ours(1), "--quick", "--baseline", bad).err()).contains("bad.json: has no list 'paths'");
        assertThat(bench(ours(1), "--quick", "--baseline", "none.json").err()).contains("there is no such file");
        assertThat(bench(ours(1), "--ratios", bad).err()).contains("bad.json:1:", "PATH KEY=VALUE ... PEER RATIO");
        assertThat(bench(ours(1), "--quick", "--renew").err()).contains("--renew needs --ratios FILE");
        assertThat(bench(ours(1), "--quick", "--table", "none.txt").err()).contains("none.txt: there is no such file");
        assertThat(Session.real("bench", "report").status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(Session.real("bench", "report", bad.toString()).status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(bench(ours(1), "--quick", "--only", "x").status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(requests).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatCannotBeMeasuredIsNoFaultOfTheInput() {
        Session session = bench(
                (request, progress) -> {
                    throw new Measuring.Failed("the benchmarks ended with status 1");
                },
                "--quick");

        assertThat(session.status()).isEqualTo(ExitStatus.FAULT);
        assertThat(session.err()).contains("the benchmarks ended with status 1");
    }
}
