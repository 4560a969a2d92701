package dev.censim.reports.bench;

import dev.censim.reports.bench.Figure.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something to reach on a path.
 *
 * @param paths whose costs are added up, such as sealing and opening
 * @param parameters of the rows that count; where several do, the worst of them decides
 * @param peer whom to be so much faster than; empty for a goal in bytes
 * @param bar what must hold: a ratio at least, or bytes at most
 * @param stretch what is aimed at
 */
public record Goal(
        String what,
        List<String> paths,
        Map<String, String> parameters,
        Optional<String> peer,
        double bar,
        double stretch) {

    /** How far a goal was reached. */
    public enum Reached {
        STRETCH,
        BAR,
        NEITHER,
        NOT_MEASURED
    }

    /** What the report says of a goal. */
    public record Outcome(Goal goal, OptionalDouble measured, Reached reached) {}

    /** Of several rows that count, the worst. */
    public Outcome in(BenchmarkReport report) {
        Map<Map<String, String>, List<Row>> groups = new LinkedHashMap<>();
        for (Row row : report.rows()) {
            if (paths.contains(row.path()) && row.answers(parameters)) {
                groups.computeIfAbsent(row.parameters(), key -> new ArrayList<>())
                        .add(row);
            }
        }
        OptionalDouble worst = OptionalDouble.empty();
        for (List<Row> rows : groups.values()) {
            OptionalDouble one = rows.size() == paths.size() ? value(rows) : OptionalDouble.empty();
            if (one.isPresent() && (worst.isEmpty() || isWorse(one.getAsDouble(), worst.getAsDouble()))) {
                worst = one;
            }
        }
        return new Outcome(this, worst, worst.isEmpty() ? Reached.NOT_MEASURED : reached(worst.getAsDouble()));
    }

    private boolean isWorse(double one, double other) {
        return peer.isPresent() ? one < other : one > other;
    }

    private Reached reached(double value) {
        if (!isWorse(value, stretch)) {
            return Reached.STRETCH;
        }
        return isWorse(value, bar) ? Reached.NEITHER : Reached.BAR;
    }

    private OptionalDouble value(List<Row> rows) {
        double mine = 0;
        double theirs = 0;
        double bytes = 0;
        for (Row row : rows) {
            if (!(row.ours() instanceof Measured ours)) {
                return OptionalDouble.empty();
            }
            mine += ours.nanosPerOp();
            bytes += ours.bytesPerOp().orElse(Double.NaN);
            if (peer.isPresent()) {
                if (!(row.peer(peer.get()).orElse(null) instanceof Measured other)) {
                    return OptionalDouble.empty();
                }
                theirs += other.nanosPerOp();
            }
        }
        double value = peer.isPresent() ? theirs / mine : bytes;
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
