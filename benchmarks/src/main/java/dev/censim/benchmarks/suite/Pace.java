package dev.censim.benchmarks.suite;

import java.time.Duration;

/**
 * How long to look.
 *
 * @param rounds in each, ours and every peer have a turn
 * @param warmUps before each measurement in a JVM
 * @param iterations of a round, which is their mean
 * @param budget all of it must be over by then; what does not fit is left out and says so
 * @param patience one turn takes no longer
 */
record Pace(
        int rounds,
        int warmUps,
        Duration warmUp,
        int iterations,
        Duration iteration,
        Duration budget,
        Duration patience) {

    /** Three minutes with everything around it, also the start of the program that starts this one. */
    static final Pace QUICK = new Pace(
            3, 2, Duration.ofMillis(200), 2, Duration.ofMillis(150), Duration.ofSeconds(135), Duration.ofSeconds(12));

    static final Pace FULL = new Pace(
            5, 3, Duration.ofMillis(700), 3, Duration.ofMillis(500), Duration.ofHours(3), Duration.ofMinutes(5));

    /** For the check of committed ratios, which measures few rows and those again that it doubts. */
    static final Pace RATIOS = new Pace(
            3, 2, Duration.ofMillis(400), 2, Duration.ofMillis(300), Duration.ofSeconds(110), Duration.ofSeconds(20));

    /** Says whether everything works, and nothing about speed. */
    static final Pace TRIAL = new Pace(
            3, 1, Duration.ofMillis(10), 1, Duration.ofMillis(10), Duration.ofSeconds(150), Duration.ofSeconds(30));
}
