package dev.censim.scenarios.read;

import java.time.Duration;

/** Rules about moments of a run. */
final class Times {

    private Times() {}

    /** A moment lies within the run, its end included. */
    static void checkWithin(Cursor at, String key, Duration moment, Duration duration) {
        at.check(
                key,
                !at.has(key) || moment.compareTo(duration) <= 0,
                key + ": " + Units.text(moment) + " is after the end of the scenario",
                "the scenario's duration is " + Units.text(duration));
    }

    /** A window of time, as expectations have it. */
    record Window(Duration from, Duration to) {}

    /** Reads {@code from} and {@code to}; the whole run unless written. */
    static Window window(Cursor at, Duration duration) {
        Duration from = at.or("from", Units.DURATION, Duration.ZERO);
        Duration to = at.or("to", Units.DURATION, duration);
        checkWithin(at, "from", from, duration);
        checkWithin(at, "to", to, duration);
        if (at.sound("from")) {
            at.check(
                    "to",
                    from.compareTo(to) < 0,
                    "to: " + Units.text(to) + " is not after from: " + Units.text(from),
                    "a window begins before it ends");
        }
        return new Window(from, to);
    }
}
