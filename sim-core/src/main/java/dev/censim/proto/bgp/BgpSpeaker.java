package dev.censim.proto.bgp;

import dev.censim.crypto.Entropy;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A router with several sessions: what they hear goes through the decision process, and what that chooses is told to the others.
 * Sessions are named by their index in {@link BgpSpeakerConfig#sessions}, and the TCP connections of a session by number.
 */
public final class BgpSpeaker implements Machine<SpeakerOutput> {

    private final BgpSpeakerConfig config;
    private final List<Peering> peerings;
    private final Ribs ribs;
    private final Entropy entropy;

    public BgpSpeaker(BgpSpeakerConfig config, Entropy entropy) {
        this(config, entropy, OwnRestart.of(false), SelectionDeferral.none());
    }

    private BgpSpeaker(BgpSpeakerConfig config, Entropy entropy, OwnRestart restart, SelectionDeferral deferral) {
        this.config = config;
        this.entropy = entropy;
        peerings = new ArrayList<>();
        config.sessions().forEach(session -> peerings.add(new Peering(session, config.identifier(), entropy, restart)));
        ribs = new Ribs(config, entropy, deferral);
    }

    private BgpSpeaker(BgpSpeaker other) {
        config = other.config;
        entropy = other.entropy.copy();
        peerings = new ArrayList<>();
        other.peerings.forEach(peering -> peerings.add(new Peering(peering, entropy)));
        ribs = new Ribs(other.ribs, entropy);
    }

    /**
     * A router whose BGP was away for a moment and whose forwarding was not: it says so to its peers, and waits for their routes
     * before it selects any, RFC 4724 section 4.1.
     */
    public static BgpSpeaker restarted(long now, BgpSpeakerConfig config, Entropy entropy) {
        return new BgpSpeaker(config, entropy, OwnRestart.of(true), SelectionDeferral.since(now, config));
    }

    @Override
    public BgpSpeaker copy() {
        return new BgpSpeaker(this);
    }

    public BgpSession.State state(int session) {
        return peerings.get(session).session().state();
    }

    /** What the session's OPENs agreed on; present from OPEN_CONFIRM on. */
    public Optional<Negotiated> negotiated(int session) {
        return peerings.get(session).session().negotiated();
    }

    /** Whether the session has no connection and would take one; a driver with one connection per session refuses the peer's else. */
    public boolean acceptsConnection(int session) {
        return peerings.get(session).session().acceptsConnection();
    }

    /** How many usable routes the session's peer announces at present. */
    public int prefixesReceived(int session) {
        return ribs.received(session);
    }

    /** The paths in use for a prefix, in the order of sessions; none: unreachable. */
    public List<Path> best(Prefix prefix) {
        return ribs.best(prefix);
    }

    /** The best path to each prefix that is reachable: the Loc-RIB of RFC 4271 section 3.2. */
    public SortedMap<Prefix, Path> locRib() {
        SortedMap<Prefix, Path> best = new TreeMap<>();
        ribs.selected().forEach((prefix, selection) -> best.put(prefix, selection.best()));
        return best;
    }

    /** An operator wants the session up. */
    public void start(long now, int session, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        peerings.get(session).start(now, events);
        drain(now, session, events, out);
    }

    /** An operator wants the session down: Cease 6/2, no restart. */
    public void stop(long now, int session, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        peerings.get(session).stop(now, events);
        drain(now, session, events, out);
        if (ribs.received(session) > 0) {
            // What a restarting peer had announced is not waited for any more.
            ribs.lost(now, session, Reason.ADMIN_SHUTDOWN, out);
            tellAll(now, out);
        }
    }

    /** An operator wants the session to begin anew: Cease 6/4, then an automatic restart. */
    public void reset(long now, int session, Outbox<SpeakerOutput> out) {
        reset(now, session, Reason.ADMIN_RESET, out);
    }

    /** BFD says that the path to the peer has failed: Cease 6/10 for what may still hear it, then an automatic restart. */
    public void pathFailed(long now, int session, Outbox<SpeakerOutput> out) {
        reset(now, session, Reason.BFD_DOWN, out);
    }

    private void reset(long now, int session, Reason why, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        peerings.get(session).reset(now, why, events);
        drain(now, session, events, out);
    }

    /** An operator wants the peer's routes once more, RFC 2918; nothing happens when it cannot do that. */
    public void refresh(long now, int session, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        peerings.get(session).session().askForRefresh(events);
        drain(now, session, events, out);
    }

    /** The TCP connection that {@link SpeakerOutput.Connect} asked for stands. */
    public void connected(long now, int session, int connection, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        peerings.get(session).connected(now, connection, events);
        drain(now, session, events, out);
    }

    /** The peer has opened a TCP connection; returns its number, or empty when the driver is to close it at once. */
    public OptionalInt accepted(long now, int session, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        OptionalInt number = peerings.get(session).accept(now, events);
        drain(now, session, events, out);
        return number;
    }

    /**
     * A TCP connection was closed by the peer or lost, or could not be opened; not called after {@link SpeakerOutput.Disconnect}.
     * One that the session no longer knows is ignored.
     */
    public void disconnected(long now, int session, int connection, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        peerings.get(session).disconnected(now, connection, events);
        drain(now, session, events, out);
    }

    /** Octets of a connection, in pieces of any size. */
    public void received(
            long now, int session, int connection, byte[] b, int offset, int length, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        Peering peering = peerings.get(session);
        peering.add(connection, b, offset, length);
        while (peering.actOnNext(now, connection, events)) {
            drain(now, session, events, out);
        }
        drain(now, session, events, out);
    }

    /** The router announces a prefix of its own. */
    public void originate(long now, Prefix prefix, Origin origin, OptionalLong med, Outbox<SpeakerOutput> out) {
        originate(now, List.of(prefix), PathAttributes.originated(origin, med), out);
    }

    /** As above with any attributes; a next hop of 0.0.0.0 stands for the router itself. */
    public void originate(long now, Prefix prefix, PathAttributes attributes, Outbox<SpeakerOutput> out) {
        originate(now, List.of(prefix), attributes, out);
    }

    /** Several prefixes at once, so that they share UPDATEs. */
    public void originate(long now, Collection<Prefix> prefixes, PathAttributes attributes, Outbox<SpeakerOutput> out) {
        ribs.originate(prefixes, attributes, out);
        tellAll(now, out);
    }

    /** The router no longer announces a prefix of its own. */
    public void withdraw(long now, Prefix prefix, Outbox<SpeakerOutput> out) {
        withdraw(now, List.of(prefix), out);
    }

    /** Several prefixes at once; those that it does not announce do not matter. */
    public void withdraw(long now, Collection<Prefix> prefixes, Outbox<SpeakerOutput> out) {
        ribs.withdraw(prefixes, out);
        tellAll(now, out);
    }

    @Override
    public long deadline() {
        long next = ribs.deadline();
        for (Peering peering : peerings) {
            next = Math.min(next, peering.deadline());
        }
        return next;
    }

    @Override
    public void expire(long now, Outbox<SpeakerOutput> out) {
        for (int session = 0; session < peerings.size(); session++) {
            if (peerings.get(session).deadline() <= now) {
                Outbox<BgpOutput> events = new Outbox<>();
                peerings.get(session).expire(now, events);
                drain(now, session, events, out);
            }
            if (ribs.isDue(now, session)) {
                tell(now, session, out);
            }
        }
        if (ribs.deadline() <= now) {
            ribs.expire(now, out);
            tellAll(now, out);
        }
    }

    private void drain(long now, int session, Outbox<BgpOutput> events, Outbox<SpeakerOutput> out) {
        for (BgpOutput event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof BgpOutput.Connect connect) {
                out.add(new SpeakerOutput.Connect(session, connect.connection()));
            } else if (event instanceof BgpOutput.Disconnect disconnect) {
                out.add(new SpeakerOutput.Disconnect(session, disconnect.connection()));
            } else if (event instanceof BgpOutput.Send send) {
                out.add(new SpeakerOutput.Send(
                        session, send.connection(), send.message().toArray()));
            } else if (event instanceof BgpOutput.Moved moved) {
                out.add(new SpeakerOutput.Moved(
                        session, moved.from(), moved.to(), moved.reason(), moved.notification()));
                moved(now, session, moved, out);
            } else if (event instanceof BgpOutput.Received received) {
                received(now, session, received.update(), events, out);
            } else if (event instanceof BgpOutput.RefreshAsked) {
                send(now, session, ribs.told(session), out);
            } else {
                throw new AssertionError(event);
            }
        }
    }

    private void moved(long now, int session, BgpOutput.Moved moved, Outbox<SpeakerOutput> out) {
        if (moved.to() == BgpSession.State.ESTABLISHED) {
            ribs.established(now, session, negotiated(session).orElseThrow(), out);
            tellAll(now, out);
        } else if (moved.from() == BgpSession.State.ESTABLISHED) {
            ribs.lost(now, session, moved.reason(), out);
            tellAll(now, out);
        }
    }

    private void received(
            long now, int session, BgpMessage.Update update, Outbox<BgpOutput> events, Outbox<SpeakerOutput> out) {
        if (ribs.learned(session, update, out)) {
            long limit = config.sessions()
                    .get(session)
                    .policy()
                    .limit()
                    .orElseThrow()
                    .maximum();
            peerings.get(session).limitExceeded(now, limit, events);
        }
        tellAll(now, out);
    }

    private void tellAll(long now, Outbox<SpeakerOutput> out) {
        for (int session = 0; session < peerings.size(); session++) {
            tell(now, session, out);
        }
    }

    /** Sends what is due on a session. */
    private void tell(long now, int session, Outbox<SpeakerOutput> out) {
        send(now, session, ribs.take(now, session, out), out);
    }

    private void send(long now, int session, List<BgpMessage.Update> updates, Outbox<SpeakerOutput> out) {
        if (!updates.isEmpty() && state(session) == BgpSession.State.ESTABLISHED) {
            Outbox<BgpOutput> events = new Outbox<>();
            updates.forEach(update -> peerings.get(session).session().send(now, update, events));
            drain(now, session, events, out);
        }
    }
}
