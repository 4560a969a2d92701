package dev.censim.kernel;

import java.time.Duration;
import java.util.Locale;

/** Simulated time: {@code long} nanoseconds since the start of the run. */
public final class Time {

    /** Later than every instant. */
    public static final long NEVER = Long.MAX_VALUE;

    public static final long SECOND = 1_000_000_000L;
    public static final long MILLISECOND = 1_000_000L;

    private Time() {}

    public static long of(Duration duration) {
        return duration.toNanos();
    }

    /** Seconds with three decimals, for people: {@code 60.000}. */
    public static String format(long nanos) {
        return String.format(Locale.ROOT, "%d.%03d", nanos / SECOND, nanos % SECOND / MILLISECOND);
    }
}
