package dev.censim.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.benchmarks.suite.Stopwatch.Turn;
import dev.censim.reports.bench.Figure.Measured;
import dev.censim.reports.bench.Figure.Missing;
import dev.censim.reports.bench.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Who is measured when, under a clock of the test. */
final class TurnsTest {

    private static final String CATALOGUE = """
            path event-list A.censim
              peer slowpoke
              peer native x2 program size={size}
              floor
              quick size=1
            path fork B.censim
              quick size=2
            """;

    private final List<String> measured = new ArrayList<>();
    private final Map<String, Long> secondsPerTurn = new HashMap<>();
    private long clock;

    private List<Row> measure(int seconds, Map<String, Turn> results) {
        Pace pace =
                new Pace(3, 1, Duration.ZERO, 1, Duration.ZERO, Duration.ofSeconds(seconds), Duration.ofSeconds(60));
        Stopwatch stopwatch = (contender, patience) -> {
            measured.add(contender.name());
            clock += Duration.ofSeconds(secondsPerTurn.getOrDefault(contender.name(), 1L))
                    .toNanos();
            return results.getOrDefault(contender.name(), new Turn.Took(measured.size(), OptionalDouble.of(8)));
        };
        return new Turns(stopwatch, pace, () -> clock, (done, all, what) -> {}).measure(Catalogue.read(CATALOGUE));
    }

    @Test
    void everyRoundHasOursAndThenEveryoneElse() {
        List<Row> rows = measure(1000, Map.of());

        assertThat(measured.subList(0, 12))
                .containsExactly(
                        "censim",
                        "slowpoke",
                        "native",
                        "floor",
                        "censim",
                        "slowpoke",
                        "native",
                        "floor",
                        "censim",
                        "slowpoke",
                        "native",
                        "floor");
        assertThat(rows.get(0).ours())
                .isEqualTo(new Measured("censim", 5, 4, OptionalDouble.of(8), List.of(1.0, 5.0, 9.0)));
        assertThat(rows.get(0).floor()).isPresent();
        assertThat(rows.get(1).path()).isEqualTo("fork");
    }

    @Test
    void aPeerThatCannotRunIsARowThatSaysWhy() {
        List<Row> rows = measure(1000, Map.of("native", new Turn.Failed("not built; run that")));

        assertThat(rows.get(0).peers().get(1)).isEqualTo(new Missing("native", "not built; run that"));
        assertThat(measured).containsOnlyOnce("native");
        assertThat(rows.get(0).peers().get(0)).isInstanceOf(Measured.class);
    }

    @Test
    void aPeerWhoseRoundsDoNotFitIsLeftToTheFullSet() {
        secondsPerTurn.put("slowpoke", 20L);
        List<Row> rows = measure(60, Map.of());

        assertThat(rows.get(0).peers().get(0))
                .isInstanceOf(Missing.class)
                .asString()
                .contains("--full takes the time");
        assertThat(rows.get(0).peers().get(1)).isInstanceOf(Measured.class);
        assertThat(measured).containsOnlyOnce("slowpoke");
        assertThat(rows.get(1).ours())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Measured.class))
                .satisfies(ours -> assertThat(ours.rounds()).hasSize(3));
        assertThat(clock).isLessThanOrEqualTo(Duration.ofSeconds(60).toNanos());
    }

    @Test
    void whatTheTimeDoesNotSufficeForIsNotBegun() {
        List<Row> rows = measure(3, Map.of());

        assertThat(clock).isLessThanOrEqualTo(Duration.ofSeconds(4).toNanos());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).ours()).isInstanceOf(Missing.class);
    }

    @Test
    void argumentsOfProgramsAreFilledIn() {
        assertThat(Catalogue.read(CATALOGUE).get(0).peers().get(1).contender())
                .isEqualTo(new Contender.Program("native", "program", 2, List.of("size=1"), List.of()));
    }
}
