package dev.censim.reports.bench;

import dev.censim.reports.bench.Figure.Measured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ours, now and in an earlier report. What is beyond the error bars of both has changed; what lies within them may be chance. Times of
 * two machines, or of one under other load, differ without any change of ours: where the peers grew, too, look there first.
 */
public record Comparison(List<Change> changes, boolean sameMachine) {

    /** Allocation is counted and hardly varies; so little more is not worth a word. */
    private static final double BYTES_SLACK = 16;

    private static final double BYTES_SHARE = 1.1;

    public Comparison {
        changes = List.copyOf(changes);
    }

    /** What became of a row. */
    public enum Verdict {
        GREW,
        WITHIN,
        SHRANK
    }

    /** @param allocatesMore whether it allocates noticeably more than it did */
    public record Change(Row row, Measured before, Measured now, Verdict verdict, boolean allocatesMore) {

        public boolean isWorse() {
            return verdict == Verdict.GREW || allocatesMore;
        }

        /** Above 1 when it costs more than before. */
        public double factor() {
            return now.nanosPerOp() / before.nanosPerOp();
        }
    }

    public static Comparison of(BenchmarkReport before, BenchmarkReport now) {
        Map<Object, Row> earlier = new HashMap<>();
        before.rows().forEach(row -> earlier.put(row.key(), row));
        List<Change> changes = new ArrayList<>();
        for (Row row : now.rows()) {
            Row old = earlier.get(row.key());
            if (old != null && old.ours() instanceof Measured then && row.ours() instanceof Measured mine) {
                changes.add(new Change(row, then, mine, verdict(then, mine), allocatesMore(then, mine)));
            }
        }
        boolean same = before.machine().cpu().equals(now.machine().cpu())
                && before.jdk().version().equals(now.jdk().version());
        return new Comparison(changes, same);
    }

    private static Verdict verdict(Measured before, Measured now) {
        if (now.least() > before.most()) {
            return Verdict.GREW;
        }
        return now.most() < before.least() ? Verdict.SHRANK : Verdict.WITHIN;
    }

    private static boolean allocatesMore(Measured before, Measured now) {
        if (before.bytesPerOp().isEmpty() || now.bytesPerOp().isEmpty()) {
            return false;
        }
        return now.bytesPerOp().getAsDouble() > before.bytesPerOp().getAsDouble() * BYTES_SHARE + BYTES_SLACK;
    }

    public List<Change> worse() {
        return changes.stream().filter(Change::isWorse).toList();
    }
}
