package dev.censim.reports.bench;

import dev.censim.reports.bench.Figure.Measured;
import dev.censim.reports.bench.Figure.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A report for the console: a line for each contender, and what the comparisons found. */
public final class ConsoleTable {

    private static final int QUESTION = 40;
    private static final int NAME = 22;

    private ConsoleTable() {}

    public static List<String> of(BenchmarkReport report) {
        List<String> lines = new ArrayList<>();
        report.byPath().forEach((path, rows) -> {
            lines.add(path);
            for (Row row : rows) {
                lines.add("  " + row.question());
                lines.add(line(row.ours(), ""));
                row.peers().forEach(peer -> lines.add(line(peer, Quantities.ratio(row.ratio(peer)))));
                row.floor().ifPresent(floor -> lines.add(line(floor, Quantities.ratio(row.ratio(floor)))));
            }
        });
        return lines;
    }

    private static String line(Figure figure, String ratio) {
        String name = "    " + pad(figure.name(), NAME);
        if (figure instanceof Missing missing) {
            return name + " missing: " + missing.why();
        }
        Measured measured = (Measured) figure;
        return (name
                        + right(Quantities.time(measured.nanosPerOp()), 10)
                        + right(Quantities.error(measured), 10)
                        + right(Quantities.bytes(measured.bytesPerOp()), 10)
                        + right(ratio, 9))
                .stripTrailing();
    }

    /** What became of committed ratios. */
    public static List<String> outcomes(List<ExpectedRatios.Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        for (ExpectedRatios.Outcome outcome : outcomes) {
            ExpectedRatios.Expected expected = outcome.expected();
            String question = pad(expected.path() + " " + expected.question(), QUESTION + 10) + " "
                    + pad(expected.peer(), NAME)
                    + right(Quantities.ratio(OptionalDouble.of(expected.ratio())), 9);
            if (outcome.measured().isEmpty()) {
                lines.add("  not compared  " + question + "  " + outcome.why());
            } else {
                lines.add((outcome.isLost() ? "  LOST          " : "  kept          ")
                        + question
                        + right(Quantities.ratio(outcome.measured()), 9));
            }
        }
        return lines;
    }

    /** What grew beyond the error bars. */
    public static List<String> changes(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        if (!comparison.sameMachine()) {
            lines.add("the baseline is of another machine or JDK: its times say little about these");
        }
        for (Comparison.Change change : comparison.worse()) {
            lines.add("GREW  " + change.row().path() + " " + change.row().question() + ": "
                    + Quantities.time(change.before().nanosPerOp()) + " " + Quantities.error(change.before()) + " to "
                    + Quantities.time(change.now().nanosPerOp()) + " " + Quantities.error(change.now())
                    + (change.allocatesMore()
                            ? ", " + Quantities.bytes(change.before().bytesPerOp()) + " to "
                                    + Quantities.bytes(change.now().bytesPerOp()) + " allocated"
                            : ""));
        }
        lines.add(comparison.worse().size() + " of " + comparison.changes().size()
                + " rows grew beyond the error bars of both");
        return lines;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(1, width - text.length())) + text;
    }
}
