package dev.censim.reports.timeline;

import dev.censim.kernel.Time;
import java.util.Locale;

/**
 * A line of the timeline.
 *
 * @param from when it happened, or the first of the like things, in nanoseconds
 * @param to when the last of them happened
 */
public record Entry(long from, long to, Kind kind, String text) {

    private static final long TENTH = Time.SECOND / 10;

    /** {@code 60.000 s}, or {@code 12.1-12.4 s} when it took its time. */
    public String when() {
        return to - from < TENTH
                ? Time.format(from) + " s"
                : String.format(Locale.ROOT, "%.1f-%.1f s", from / 1e9, to / 1e9);
    }
}
