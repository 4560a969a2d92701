package dev.censim.proto.bgp;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Timers;
import org.jspecify.annotations.Nullable;

/** The timers of one state machine as RFC 4271 section 10 sets them, jitter included, and the damping of section 8.1. */
final class ArmedTimers {

    enum Timer {
        HOLD,
        KEEPALIVE,
        CONNECT_RETRY,
        IDLE_HOLD
    }

    private static final long NANOS = 1_000_000_000L;

    /** RFC 4271 section 8.2.2: "a HoldTimer value of 4 minutes is suggested" while waiting for an OPEN. */
    private static final long LARGE_HOLD_NANOS = 240 * NANOS;

    private final SessionTimers config;
    private final boolean isPassive;
    private final Entropy entropy;
    private final Timers<Timer> timers;
    private int failures;

    ArmedTimers(BgpSessionConfig session, Entropy entropy) {
        config = session.timers();
        isPassive = session.passive();
        this.entropy = entropy;
        timers = new Timers<>(Timer.class);
    }

    ArmedTimers(ArmedTimers other, Entropy entropy) {
        config = other.config;
        isPassive = other.isPassive;
        this.entropy = entropy;
        timers = other.timers.copy();
        failures = other.failures;
    }

    long next() {
        return timers.next();
    }

    boolean take(Timer timer, long now) {
        return timers.take(timer, now);
    }

    void stop(Timer timer) {
        timers.stop(timer);
    }

    void stopAll() {
        timers.stopAll();
    }

    /** The other end has time to send its OPEN. */
    void armLargeHold(long now) {
        timers.set(Timer.HOLD, now + LARGE_HOLD_NANOS);
    }

    void armHold(long now, @Nullable Negotiated negotiated) {
        if (negotiated == null || negotiated.holdNanos() == 0) {
            timers.stop(Timer.HOLD);
        } else {
            timers.set(Timer.HOLD, now + negotiated.holdNanos());
        }
    }

    void armKeepalive(long now, @Nullable Negotiated negotiated) {
        if (negotiated != null && negotiated.holdNanos() != 0) {
            timers.set(Timer.KEEPALIVE, now + jittered(negotiated.keepaliveNanos(), entropy));
        }
    }

    /** A passive end never connects. */
    void armConnectRetry(long now) {
        if (!isPassive) {
            timers.set(Timer.CONNECT_RETRY, now + jittered(config.connectRetrySeconds() * NANOS, entropy));
        }
    }

    /** The next automatic start: after a time that doubles with each failure. */
    void armIdleHold(long now) {
        long wait = Math.min(maxNanos(), config.idleHoldSeconds() * NANOS << Math.min(failures, 16));
        failures++;
        timers.set(Timer.IDLE_HOLD, now + jittered(wait, entropy));
    }

    /** The next automatic start: at once. */
    void restartAt(long now) {
        failures = 0;
        timers.set(Timer.IDLE_HOLD, now);
    }

    /** A session that was up for the longest of the waits has proved that it can hold. */
    void forgive(long upNanos) {
        if (upNanos >= maxNanos()) {
            failures = 0;
        }
    }

    /** The waits begin with the first one again. */
    void forgive() {
        failures = 0;
    }

    /** A second state machine for the same peer has failed as often as the first. */
    void failAsOftenAs(ArmedTimers other) {
        failures = other.failures;
    }

    private long maxNanos() {
        return config.idleHoldMaxSeconds() * NANOS;
    }

    /** RFC 4271 section 10: a new factor between 0.75 and 1.0 for each setting, never above. */
    static long jittered(long nanos, Entropy entropy) {
        return nanos - entropy.below(nanos / 4 + 1);
    }
}
