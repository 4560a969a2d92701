package dev.censim.cli.command;

import dev.censim.scenarios.whatif.Plan;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How fast the cases of a sweep are worked off, and how long the rest will take. Sets of several elements take longer than single
 * ones, so that each size is judged by cases of its own; before the first of them, by those of the largest size that there were.
 */
final class SweepPace {

    /** Cases that count as the recent past. */
    private static final int RECENT = 64;

    private static final double NANOS = 1e9;

    /** Cases of one size. */
    private static final class Size {
        private long left;
        private long seen;

        /** Of the recent ones, in nanoseconds. */
        private double mean;

        private Size(long left) {
            this.left = left;
        }

        private void took(long nanos) {
            left--;
            seen++;
            mean += (nanos - mean) / Math.min(seen, RECENT);
        }
    }

    private final int workers;
    private final List<Size> sizes = new ArrayList<>();
    private final Deque<Long> ends = new ArrayDeque<>();

    /**
     * @param done cases of the plan, from its beginning, that are over already
     * @param workers cases that run at a time
     */
    SweepPace(Plan plan, long done, int workers) {
        this.workers = workers;
        long before = 0;
        for (int together = 1; before < plan.size(); together++) {
            long count = plan.count(together);
            sizes.add(new Size(Math.max(0, Math.min(count, before + count - done))));
            before += count;
        }
    }

    /**
     * Learns that a case is over.
     *
     * @param together elements that failed in it
     * @param nanos for how long it ran
     * @param now in nanoseconds of any clock
     */
    void took(int together, long nanos, long now) {
        sizes.get(together - 1).took(nanos);
        ends.add(now);
        if (ends.size() > RECENT) {
            ends.remove();
        }
    }

    /** In the recent past; 0 until two cases are over. */
    double casesPerSecond() {
        long span = ends.isEmpty() ? 0 : ends.getLast() - ends.getFirst();
        return span <= 0 ? 0 : (ends.size() - 1) * NANOS / span;
    }

    /** Empty until a case is over. */
    Optional<Duration> remaining() {
        double nanos = 0;
        double mean = 0;
        for (Size size : sizes) {
            mean = size.seen > 0 ? size.mean : mean;
            if (size.left > 0 && mean == 0) {
                return Optional.empty();
            }
            nanos += size.left * mean;
        }
        return Optional.of(Duration.ofNanos((long) (nanos / workers)));
    }
}
