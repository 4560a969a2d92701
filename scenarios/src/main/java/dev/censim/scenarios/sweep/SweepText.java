package dev.censim.scenarios.sweep;

import dev.censim.scenarios.read.Axis;
import dev.censim.scenarios.sweep.CellFigures.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The Pareto front for people, under each combination of conditions, and what did not converge. */
public final class SweepText {

    private static final int ROWS = 20;
    private static final String HEAD = "    worst outage   cut off   probes/s   false alarms   ";

    private SweepText() {}

    public static List<String> of(SweepResult result) {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<List<String>, List<Integer>> alike :
                result.byConditions().entrySet()) {
            String conditions = words(result, alike.getValue().get(0), true);
            lines.add("Pareto front" + (conditions.isEmpty() ? "" : " with " + conditions) + ":");
            List<Integer> front =
                    alike.getValue().stream().filter(result::isOnFront).toList();
            if (front.isEmpty()) {
                lines.add("    none: no network converged");
            } else {
                lines.add(HEAD + String.join(", ", names(result, false)));
            }
            front.stream().limit(ROWS).forEach(cell -> lines.add(row(result, cell)));
            if (front.size() > ROWS) {
                lines.add("    and " + (front.size() - ROWS) + " more");
            }
        }
        List<Integer> restless = new ArrayList<>();
        for (int cell = 0; cell < result.cells().size(); cell++) {
            if (!result.cells().get(cell).isConverged()) {
                restless.add(cell);
            }
        }
        restless.stream().limit(ROWS).forEach(cell -> lines.add("did not converge: " + words(result, cell)));
        if (restless.size() > ROWS) {
            lines.add("did not converge: " + (restless.size() - ROWS) + " more");
        }
        return lines;
    }

    private static String row(SweepResult result, int cell) {
        Measured measured = result.cells().get(cell).measured().orElseThrow();
        return String.format(
                Locale.ROOT,
                "    %12s %9d %10.3f %14d   %s",
                measured.cutOff() > 0 && measured.worst() == 0 ? "-" : seconds(measured.worst()),
                measured.cutOff(),
                SweepTable.rate(measured.watch().probes(), measured.watch()),
                measured.watch().falseAlarms(),
                String.join(", ", result.values(cell, false)));
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }

    private static String words(SweepResult result, int cell) {
        String conditions = words(result, cell, true);
        String choices = words(result, cell, false);
        return conditions + (conditions.isEmpty() || choices.isEmpty() ? "" : ", ") + choices;
    }

    private static String words(SweepResult result, int cell, boolean ofConditions) {
        List<String> names = names(result, ofConditions);
        List<String> values = result.values(cell, ofConditions);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            words.add(names.get(i) + " = " + values.get(i));
        }
        return String.join(", ", words);
    }

    private static List<String> names(SweepResult result, boolean ofConditions) {
        return result.axes().stream()
                .filter(axis -> axis.isCondition() == ofConditions)
                .map(Axis::name)
                .toList();
    }
}
