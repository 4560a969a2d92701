package dev.censim.reports.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written is read again, and what is no report is refused with a remedy. */
final class ReportJsonTest {

    @TempDir
    private Path folder;

    private Path written(BenchmarkReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportJson.write(report, out);
        return Files.write(folder.resolve("benchmarks.json"), out.toByteArray());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("some.json"), text);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        BenchmarkReport report = Reports.varied();

        assertThat(ReportReader.read(written(report))).isEqualTo(report);
    }

    @Test
    void aPeersRatioIsTheirsDividedByOurs() throws Exception {
        JsonNode row = JsonMapper.shared()
                .readTree(written(Reports.varied()).toFile())
                .get("paths")
                .get(0);

        assertThat(row.get("parameters").get("pending").intValue()).isEqualTo(1000);
        assertThat(row.get("peers").get(1).get("ratio").doubleValue()).isCloseTo(6, Offset.offset(1e-4));
        assertThat(row.get("ratio").get("priorityQueue").doubleValue()).isCloseTo(95 / 31.0, Offset.offset(1e-4));
    }

    @Test
    void aMissingPeerSaysWhyAndHasNoRatio() throws Exception {
        JsonNode row = JsonMapper.shared()
                .readTree(written(Reports.varied()).toFile())
                .get("paths")
                .get(1);

        assertThat(row.get("peers").get(0).get("missing").stringValue()).contains("not built");
        assertThat(row.get("peers").get(0).has("ratio")).isFalse();
        assertThat(row.get("ratio")).isEmpty();
    }

    @Test
    void theMedianStandsAndTheErrorReachesTheFarthestRound() {
        Figure.Measured figure = Reports.took("x", 10, 13, 11);

        assertThat(figure.nanosPerOp()).isEqualTo(11);
        assertThat(figure.error()).isEqualTo(2);
        assertThat(Reports.took("x", 10, 20).nanosPerOp()).isEqualTo(15);
    }

    @Test
    void jmhsOwnJsonIsRead() throws Exception {
        BenchmarkReport report = ReportReader.read(file("""
                [{"benchmark": "dev.censim.benchmarks.EventListBenchmark.censim", "mode": "avgt", "jdkVersion": "17.0.15",
                  "vmName": "OpenJDK", "params": {"pending": "1000"},
                  "primaryMetric": {"score": 30.0, "scoreError": "NaN", "scoreUnit": "ns/op"},
                  "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 1.5, "scoreUnit": "B/op"}}},
                 {"benchmark": "dev.censim.benchmarks.EventListBenchmark.priorityQueue", "mode": "thrpt",
                  "params": {"pending": "1000"},
                  "primaryMetric": {"score": 10.0, "scoreError": 1.0, "scoreUnit": "ops/us"}},
                 {"benchmark": "dev.censim.benchmarks.EventListBenchmark.floor", "mode": "avgt",
                  "params": {"pending": "1000"},
                  "primaryMetric": {"score": 0.002, "scoreError": 0.001, "scoreUnit": "us/op"}},
                 {"benchmark": "dev.censim.benchmarks.ForkBenchmark.fork", "mode": "sample",
                  "primaryMetric": {"score": 0.5, "scoreError": 0.1, "scoreUnit": "ms/op"}}]
                """));

        assertThat(report.set()).isEqualTo("JMH");
        Row row = report.rows().get(0);
        assertThat(row.path()).isEqualTo("event-list");
        assertThat(row.ours())
                .isEqualTo(new Figure.Measured("censim", 30, 0, OptionalDouble.of(1.5), java.util.List.of()));
        assertThat(row.ratio(row.peer("priorityQueue").orElseThrow()).getAsDouble())
                .isCloseTo(100 / 30.0, Offset.offset(1e-9));
        assertThat(row.floor().orElseThrow()).extracting("nanosPerOp").isEqualTo(2.0);
        assertThat(report.rows().get(1).path()).isEqualTo("fork");
        assertThat(report.rows().get(1).parameters()).containsEntry("method", "fork");
        assertThat(report.rows().get(1).ours()).extracting("nanosPerOp").isEqualTo(500_000.0);
    }

    @Test
    void ofARowInTwoReportsTheLaterCountsAsAWhole() {
        BenchmarkReport one = Reports.of(
                Reports.eventList(1000, Reports.took("censim", 30), Reports.took("priorityQueue", 90)),
                Reports.eventList(5, Reports.took("censim", 3)));
        BenchmarkReport two = Reports.of(Reports.eventList(1000, Reports.took("censim", 20)));

        assertThat(BenchmarkReport.together(java.util.List.of(one, two)).rows())
                .containsExactly(two.rows().get(0), one.rows().get(1));
    }

    @Test
    void whatIsNoReportIsRefusedWithItsPlaceAndARemedy() throws Exception {
        assertThatThrownBy(() -> ReportReader.read(folder.resolve("none.json")))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContainingAll("none.json: there is no such file", "give a benchmarks.json");
        assertThatThrownBy(() -> ReportReader.read(folder)).hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> ReportReader.read(file("{\n]"))).hasMessageContaining("some.json:2: is no JSON");
        assertThatThrownBy(() -> ReportReader.read(file(""))).isInstanceOf(UnreadableReport.class);
        assertThatThrownBy(() -> ReportReader.read(file("{}"))).hasMessageContaining("has no list 'paths'");
        assertThatThrownBy(() -> ReportReader.read(file("7"))).hasMessageContaining("has no list 'paths'");
        assertThatThrownBy(() -> ReportReader.read(file("[]"))).hasMessageContaining("holds no benchmark");
        assertThatThrownBy(() -> ReportReader.read(file("[{}]"))).hasMessageContaining("has no text 'benchmark'");
        assertThatThrownBy(
                        () -> ReportReader.read(
                                file(
                                        "[{\"benchmark\": \"a.B.c\", \"primaryMetric\": {\"score\": 1, \"scoreUnit\": \"furlongs\"}}]")))
                .hasMessageContaining("'furlongs', which is no time");
    }
}
