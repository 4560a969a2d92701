package dev.censim.scenarios.whatif;

import dev.censim.facts.BfdCause;
import dev.censim.facts.BfdState;
import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.CircuitFact;
import dev.censim.facts.CloseCause;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.HealthCheckMoved;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.kernel.Fact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who found out, by what and when. What a device notes at one instant begins with the reason: an end whose peer is dead closes its SAs,
 * and then its tunnel goes down, its session, its routes. So a tunnel or session that goes down tells of a detection of its own only
 * where nothing before it did.
 */
final class Detections {

    private final Names names;
    private final List<Detection> all = new ArrayList<>();
    private @Nullable ChildSaClosed closed;
    private @Nullable IkeFailed failed;

    Detections(Names names) {
        this.names = names;
    }

    /** Facts in their order. */
    void take(Fact fact) {
        if (fact instanceof ChildSaClosed closing) {
            closed = closing;
        } else if (fact instanceof IkeFailed failing) {
            failed = failing;
        } else {
            by(fact).filter(detector -> isNews(fact))
                    .ifPresent(detector -> all.add(new Detection(fact.at(), fact.actor(), about(fact), detector)));
        }
    }

    /** In the order of time. */
    List<Detection> all() {
        return Collections.unmodifiableList(all);
    }

    /** Whether the device had not found out anything at this instant. */
    private boolean isNews(Fact fact) {
        for (int i = all.size() - 1; i >= 0 && all.get(i).at() == fact.at(); i--) {
            if (all.get(i).actor() == fact.actor()) {
                return false;
            }
        }
        return true;
    }

    private int about(Fact fact) {
        if (fact instanceof NetworkFact.OfTunnel ofTunnel) {
            return Names.hopInto(ofTunnel.tunnel());
        } else if (fact instanceof BgpMoved moved) {
            int tunnel = names.tunnels().indexOf(names.sessions().get(moved.session()));
            return tunnel < 0 ? fact.actor() : Names.hopInto(tunnel);
        }
        return fact.actor();
    }

    private Optional<Detector> by(Fact fact) {
        if (fact instanceof PeerDead) {
            return Optional.of(Detector.DPD);
        } else if (fact instanceof BgpMoved moved && moved.from() == BgpState.ESTABLISHED) {
            return by(moved.cause());
        } else if (fact instanceof CircuitFact.BfdMoved moved && moved.from() == BfdState.UP) {
            return by(moved.cause());
        } else if (fact instanceof HealthCheckMoved moved && !moved.healthy()) {
            return Optional.of(Detector.HEALTH_CHECK);
        } else if (fact instanceof CircuitFact.VbrHealthCheckMoved moved && !moved.healthy()) {
            return Optional.of(Detector.HEALTH_CHECK);
        } else if (fact instanceof TunnelMoved moved && !moved.up()) {
            return by(moved);
        }
        return Optional.empty();
    }

    /** A tunnel goes down with its last SA; one that still has it has lost its carrier. */
    private Optional<Detector> by(TunnelMoved down) {
        ChildSaClosed last = closed;
        if (last == null || last.at() != down.at() || last.tunnel() != down.tunnel() || last.side() != down.side()) {
            return Optional.of(Detector.LINK);
        }
        return by(last.cause());
    }

    private Optional<Detector> by(CloseCause cause) {
        return switch (cause) {
            case PEER_DEAD -> Optional.of(Detector.DPD);
            case PEER_DELETED -> Optional.of(Detector.SESSION_CLOSED);
            case LOST -> Optional.of(Detector.LINK);
            case FAILED ->
                Optional.ofNullable(failed).filter(IkeFailed::toldByPeer).map(told -> Detector.SESSION_CLOSED);
            case CLOSED, REPLACED, EXPIRED -> Optional.empty();
        };
    }

    private static Optional<Detector> by(BgpCause cause) {
        return switch (cause) {
            case HOLD_TIMER_EXPIRED -> Optional.of(Detector.HOLD_TIMER);
            case BFD_DOWN -> Optional.of(Detector.BFD);
            case DEVICE_LOST -> Optional.of(Detector.LINK);
            case NOTIFICATION_RECEIVED, CONNECTION_LOST, ADMINISTRATIVE_RESET, ADMINISTRATIVE_SHUTDOWN ->
                Optional.of(Detector.SESSION_CLOSED);
            case CONNECTION_FAILED, NOTIFICATION_SENT, PROGRESS -> Optional.empty();
        };
    }

    private static Optional<Detector> by(BfdCause cause) {
        return switch (cause) {
            case DETECTION_TIME_EXPIRED, NEIGHBOR_DOWN -> Optional.of(Detector.BFD);
            case PATH_DOWN -> Optional.of(Detector.LINK);
            case NEIGHBOR_ADMIN_DOWN, ADMIN_DOWN, ADMIN_UP, PROGRESS -> Optional.empty();
        };
    }
}
