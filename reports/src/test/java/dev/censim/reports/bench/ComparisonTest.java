package dev.censim.reports.bench;

import static dev.censim.reports.bench.Reports.eventList;
import static dev.censim.reports.bench.Reports.took;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.reports.bench.Comparison.Verdict;
import dev.censim.reports.bench.Goal.Reached;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an earlier report, committed ratios, and goals. */
final class ComparisonTest {

    @TempDir
    private Path folder;

    private static Verdict verdict(Figure before, Figure now) {
        return Comparison.of(Reports.of(eventList(1, before)), Reports.of(eventList(1, now)))
                .changes()
                .get(0)
                .verdict();
    }

    @Test
    void whatLiesBeyondTheErrorBarsOfBothGrew() {
        assertThat(verdict(took("censim", 10, 11, 12), took("censim", 13, 14, 15)))
                .isEqualTo(Verdict.GREW);
    }

    @Test
    void whatLiesWithinThemMayBeChance() {
        assertThat(verdict(took("censim", 10, 11, 14), took("censim", 13, 14, 15)))
                .isEqualTo(Verdict.WITHIN);
        assertThat(verdict(took("censim", 10, 11, 12), took("censim", 10, 11, 12)))
                .isEqualTo(Verdict.WITHIN);
    }

    @Test
    void whatLiesBelowThemShrank() {
        assertThat(verdict(took("censim", 13, 14, 15), took("censim", 10, 11, 12)))
                .isEqualTo(Verdict.SHRANK);
    }

    @Test
    void moreAllocationIsWorseHoweverFast() {
        Figure before = new Figure.Measured("censim", 10, 1, OptionalDouble.of(0), List.of());
        Figure now = new Figure.Measured("censim", 10, 1, OptionalDouble.of(48), List.of());
        Comparison comparison = Comparison.of(Reports.of(eventList(1, before)), Reports.of(eventList(1, now)));

        assertThat(comparison.worse()).hasSize(1);
        assertThat(comparison.sameMachine()).isTrue();
    }

    @Test
    void rowsThatOnlyOneReportHasOrThatWereNotMeasuredAreNotCompared() {
        BenchmarkReport before = Reports.of(eventList(1, took("censim", 10)), eventList(2, took("censim", 10)));
        BenchmarkReport now =
                Reports.of(eventList(2, new Figure.Missing("censim", "no time")), eventList(3, took("censim", 99)));

        assertThat(Comparison.of(before, now).changes()).isEmpty();
    }

    private ExpectedRatios expected(String text) throws Exception {
        return ExpectedRatios.read(Files.writeString(folder.resolve("ratios.txt"), text));
    }

    @Test
    void aRatioIsLostWhenLessThanSeventyPercentIsLeft() throws Exception {
        ExpectedRatios expected =
                expected("# why\n\nevent-list pending=1000 priorityQueue 4.2\nevent-list pending=1000 ns3-map 9\n");
        List<ExpectedRatios.Outcome> outcomes = expected.outcomes(Reports.varied());

        assertThat(outcomes).extracting(ExpectedRatios.Outcome::isLost).containsExactly(false, true);
        assertThat(ConsoleTable.outcomes(outcomes)).anyMatch(line -> line.contains("LOST") && line.contains("ns3-map"));
    }

    @Test
    void aPeerThatIsMissingIsNotComparedAndSaysWhy() throws Exception {
        List<ExpectedRatios.Outcome> outcomes =
                expected("event-list pending=100000 ns3-map 9\nfork rerun 3\n").outcomes(Reports.varied());

        assertThat(outcomes).noneMatch(ExpectedRatios.Outcome::isLost);
        assertThat(outcomes.get(0).why()).contains("not built");
        assertThat(outcomes.get(1).why()).contains("no such row");
    }

    @Test
    void renewedRatiosKeepCommentsAndWhatWasNotMeasured() throws Exception {
        ExpectedRatios expected = expected("# why\nevent-list pending=1000 priorityQueue 1\nfork rerun 3\n");

        assertThat(expected.renewed(Reports.varied()))
                .isEqualTo("# why\nevent-list pending=1000 priorityQueue 3.06\nfork rerun 3\n");
    }

    @Test
    void aRowIsMeasuredAgainWithAllItsPeers() throws Exception {
        ExpectedRatios expected = expected("a x=1 p 1\na x=1 q 1\na x=2 p 1\n");

        assertThat(expected.withRowsOf(List.of(expected.all().get(1))).text()).isEqualTo("a x=1 p 1\na x=1 q 1\n");
    }

    @Test
    void aWrongLineIsRefusedWithItsNumber() {
        assertThatThrownBy(() -> expected("# fine\nevent-list priorityQueue\n"))
                .isInstanceOf(UnreadableReport.class)
                .hasMessageContainingAll("ratios.txt:2:", "PATH KEY=VALUE ... PEER RATIO");
        assertThatThrownBy(() -> expected("event-list pending priorityQueue 3\n"))
                .hasMessageContaining("'pending' is no KEY=VALUE");
    }

    private static Goal goal(double bar, double stretch) {
        return new Goal(
                "faster",
                List.of("esp-out", "esp-in"),
                Reports.parameters("octets", "64"),
                Optional.of("openssl"),
                bar,
                stretch);
    }

    private static Row esp(String path, String suite, double ours, double theirs) {
        return new Row(
                path,
                Reports.parameters("octets", "64", "suite", suite),
                took("censim", ours),
                List.of(took("openssl", theirs)),
                Optional.empty());
    }

    @Test
    void aGoalOfTwoPathsAddsThemUpAndTheWorstSuiteDecides() {
        BenchmarkReport report = Reports.of(
                esp("esp-out", "a", 100, 200),
                esp("esp-in", "a", 100, 100),
                esp("esp-out", "b", 100, 300),
                esp("esp-in", "b", 100, 300));

        assertThat(goal(1.3, 1.8).in(report).measured().getAsDouble()).isEqualTo(1.5);
        assertThat(goal(1.3, 1.8).in(report).reached()).isEqualTo(Reached.BAR);
        assertThat(goal(1.3, 1.5).in(report).reached()).isEqualTo(Reached.STRETCH);
        assertThat(goal(1.6, 1.8).in(report).reached()).isEqualTo(Reached.NEITHER);
    }

    @Test
    void aGoalWithoutItsRowsIsNotMeasured() {
        assertThat(goal(1, 2).in(Reports.varied()).reached()).isEqualTo(Reached.NOT_MEASURED);
        assertThat(goal(1, 2).in(Reports.of(esp("esp-out", "a", 100, 200))).reached())
                .isEqualTo(Reached.NOT_MEASURED);
    }

    @Test
    void bytesMustNotBeMoreThanTheBar() {
        Goal goal = new Goal("allocated", List.of("event-list"), Reports.parameters(), Optional.empty(), 10, 0.5);

        assertThat(goal.in(Reports.varied()).reached()).isEqualTo(Reached.STRETCH);
        Figure greedy = new Figure.Measured("censim", 1, 0, OptionalDouble.of(11), List.of());
        assertThat(goal.in(Reports.of(eventList(1, greedy))).reached()).isEqualTo(Reached.NEITHER);
    }
}
