package dev.censim.scenarios.whatif;

import dev.censim.facts.BfdCause;
import dev.censim.facts.BfdState;
import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.CircuitFact;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Fact;
import java.util.Optional;

/**
 * The moment at which a device found out that something had failed.
 *
 * @param at in nanoseconds since the start
 * @param actor who found out
 */
record Detection(long at, int actor, Detector by) {

    /** The detection that a fact tells of; empty for all other facts. */
    static Optional<Detection> of(Fact fact) {
        if (fact instanceof NetworkFact.PeerDead dead) {
            return Optional.of(new Detection(dead.at(), dead.actor(), Detector.DPD));
        } else if (fact instanceof NetworkFact.BgpMoved moved && moved.from() == BgpState.ESTABLISHED) {
            return by(moved.cause()).map(detector -> new Detection(moved.at(), moved.actor(), detector));
        } else if (fact instanceof CircuitFact.BfdMoved moved && moved.from() == BfdState.UP) {
            return by(moved.cause()).map(detector -> new Detection(moved.at(), moved.actor(), detector));
        } else if (fact instanceof NetworkFact.HealthCheckMoved moved && !moved.healthy()) {
            return Optional.of(new Detection(moved.at(), moved.actor(), Detector.HEALTH_CHECK));
        } else if (fact instanceof CircuitFact.VbrHealthCheckMoved moved && !moved.healthy()) {
            return Optional.of(new Detection(moved.at(), moved.actor(), Detector.HEALTH_CHECK));
        } else if (fact instanceof NetworkFact.TunnelMoved moved && !moved.up()) {
            return Optional.of(new Detection(moved.at(), moved.actor(), Detector.LINK));
        }
        return Optional.empty();
    }

    private static Optional<Detector> by(BgpCause cause) {
        return switch (cause) {
            case HOLD_TIMER_EXPIRED -> Optional.of(Detector.HOLD_TIMER);
            case DEVICE_LOST -> Optional.of(Detector.LINK);
            case NOTIFICATION_RECEIVED, ADMINISTRATIVE_RESET, ADMINISTRATIVE_SHUTDOWN ->
                Optional.of(Detector.SESSION_CLOSED);
            case BFD_DOWN, CONNECTION_LOST, CONNECTION_FAILED, NOTIFICATION_SENT, PROGRESS -> Optional.empty();
        };
    }

    private static Optional<Detector> by(BfdCause cause) {
        return switch (cause) {
            case DETECTION_TIME_EXPIRED -> Optional.of(Detector.BFD);
            case PATH_DOWN -> Optional.of(Detector.LINK);
            case NEIGHBOR_DOWN, NEIGHBOR_ADMIN_DOWN, ADMIN_DOWN, ADMIN_UP, PROGRESS -> Optional.empty();
        };
    }
}
