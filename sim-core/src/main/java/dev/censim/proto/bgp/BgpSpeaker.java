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
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A router with several sessions: what they hear goes through the decision process, and what that chooses is told to the others.
 * Sessions are named by their index in {@link BgpSpeakerConfig#sessions}.
 */
public final class BgpSpeaker implements Machine<SpeakerOutput> {

    private final BgpSpeakerConfig config;
    private final Entropy entropy;
    private final List<BgpSession> sessions;
    private final List<AdjRibIn> ribsIn;
    private final List<AdjRibOut> ribsOut;
    private final TreeMap<Prefix, PathAttributes> originated;
    private final LocRib locRib;

    public BgpSpeaker(BgpSpeakerConfig config, Entropy entropy) {
        this.config = config;
        this.entropy = entropy;
        sessions = new ArrayList<>();
        ribsIn = new ArrayList<>();
        ribsOut = new ArrayList<>();
        for (BgpSessionConfig session : config.sessions()) {
            sessions.add(new BgpSession(session, config.identifier(), entropy));
            ribsIn.add(new AdjRibIn());
            ribsOut.add(new AdjRibOut(session.mraiNanos()));
        }
        originated = new TreeMap<>();
        locRib = new LocRib();
    }

    private BgpSpeaker(BgpSpeaker other) {
        config = other.config;
        entropy = other.entropy.copy();
        sessions = new ArrayList<>();
        ribsIn = new ArrayList<>();
        ribsOut = new ArrayList<>();
        other.sessions.forEach(session -> sessions.add(new BgpSession(session, entropy)));
        other.ribsIn.forEach(rib -> ribsIn.add(new AdjRibIn(rib)));
        other.ribsOut.forEach(rib -> ribsOut.add(new AdjRibOut(rib)));
        originated = new TreeMap<>(other.originated);
        locRib = new LocRib(other.locRib);
    }

    @Override
    public BgpSpeaker copy() {
        return new BgpSpeaker(this);
    }

    public BgpSession.State state(int session) {
        return sessions.get(session).state();
    }

    /** What the session's OPENs agreed on; present from OPEN_CONFIRM on. */
    public Optional<Negotiated> negotiated(int session) {
        return sessions.get(session).negotiated();
    }

    /** Whether a TCP connection is welcome; the driver refuses the peer's while it is not. */
    public boolean acceptsConnection(int session) {
        return sessions.get(session).acceptsConnection();
    }

    /** How many usable routes the session's peer announces at present. */
    public int prefixesReceived(int session) {
        return ribsIn.get(session).size();
    }

    /** The paths in use for a prefix, in the order of sessions; none: unreachable. */
    public List<Path> best(Prefix prefix) {
        return locRib.at(prefix).map(Decision.Selection::paths).orElse(List.of());
    }

    /** An operator wants the session up. */
    public void start(long now, int session, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        sessions.get(session).start(now, events);
        drain(now, session, events, out);
    }

    /** An operator wants the session down: Cease 6/2, no restart. */
    public void stop(long now, int session, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        sessions.get(session).stop(now, events);
        drain(now, session, events, out);
    }

    /** An operator wants the session to begin anew: Cease 6/4, then an automatic restart. */
    public void reset(long now, int session, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        sessions.get(session).reset(now, events);
        drain(now, session, events, out);
    }

    /** The session's TCP connection stands, whoever opened it. */
    public void connected(long now, int session, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        sessions.get(session).connected(now, events);
        drain(now, session, events, out);
    }

    /** The connection that was asked for could not be opened. */
    public void connectFailed(long now, int session, Outbox<SpeakerOutput> out) {
        disconnected(now, session, out);
    }

    /** The session's TCP connection was closed by the peer or lost; not called after {@link SpeakerOutput.Disconnect}. */
    public void disconnected(long now, int session, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        sessions.get(session).disconnected(now, events);
        drain(now, session, events, out);
    }

    /** Octets of the session's stream, in pieces of any size. */
    public void received(long now, int session, byte[] b, int offset, int length, Outbox<SpeakerOutput> out) {
        Outbox<BgpOutput> events = new Outbox<>();
        sessions.get(session).add(b, offset, length);
        while (sessions.get(session).actOnNext(now, events)) {
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
        prefixes.forEach(prefix -> originated.put(prefix, attributes));
        reselect(now, new TreeSet<>(prefixes), out);
    }

    /** The router no longer announces a prefix of its own. */
    public void withdraw(long now, Prefix prefix, Outbox<SpeakerOutput> out) {
        if (originated.remove(prefix) != null) {
            reselect(now, new TreeSet<>(List.of(prefix)), out);
        }
    }

    @Override
    public long deadline() {
        long next = NEVER;
        for (int session = 0; session < sessions.size(); session++) {
            next = Math.min(next, sessions.get(session).deadline());
            next = Math.min(next, ribsOut.get(session).deadline());
        }
        return next;
    }

    @Override
    public void expire(long now, Outbox<SpeakerOutput> out) {
        for (int session = 0; session < sessions.size(); session++) {
            if (sessions.get(session).deadline() <= now) {
                Outbox<BgpOutput> events = new Outbox<>();
                sessions.get(session).expire(now, events);
                drain(now, session, events, out);
            }
            if (ribsOut.get(session).deadline() <= now) {
                tell(now, session, out);
            }
        }
    }

    private void drain(long now, int session, Outbox<BgpOutput> events, Outbox<SpeakerOutput> out) {
        for (BgpOutput event = events.poll(); event != null; event = events.poll()) {
            if (event instanceof BgpOutput.Connect) {
                out.add(new SpeakerOutput.Connect(session));
            } else if (event instanceof BgpOutput.Disconnect) {
                out.add(new SpeakerOutput.Disconnect(session));
            } else if (event instanceof BgpOutput.Send send) {
                out.add(new SpeakerOutput.Send(session, send.message().toArray()));
            } else if (event instanceof BgpOutput.Moved moved) {
                out.add(new SpeakerOutput.Moved(session, moved.from(), moved.to(), moved.reason()));
                moved(now, session, moved, out);
            } else if (event instanceof BgpOutput.Received received) {
                received(now, session, received.update(), out);
            } else if (event instanceof BgpOutput.RefreshAsked) {
                tellAgain(now, session, out);
            } else {
                throw new AssertionError(event);
            }
        }
    }

    private void moved(long now, int session, BgpOutput.Moved moved, Outbox<SpeakerOutput> out) {
        if (moved.to() == BgpSession.State.ESTABLISHED) {
            locRib.all().forEach((prefix, selection) -> wish(session, prefix, Optional.of(selection)));
            tell(now, session, out);
            send(now, session, List.of(BgpMessage.Update.END_OF_RIB), out);
        } else if (moved.from() == BgpSession.State.ESTABLISHED) {
            ribsOut.get(session).clear();
            TreeSet<Prefix> lost = new TreeSet<>(ribsIn.get(session).clear());
            lost.forEach(prefix -> out.add(new SpeakerOutput.RouteWithdrawn(session, prefix)));
            reselect(now, lost, out);
        }
    }

    /** RFC 4271 section 9: an UPDATE changes the Adj-RIB-In, and then the decision process runs. */
    private void received(long now, int session, BgpMessage.Update update, Outbox<SpeakerOutput> out) {
        TreeSet<Prefix> changed = new TreeSet<>();
        AdjRibIn rib = ribsIn.get(session);
        for (Prefix prefix : update.withdrawn()) {
            if (update.isTreatedAsWithdraw()) {
                out.add(new SpeakerOutput.RouteRejected(session, prefix, RejectReason.TREATED_AS_WITHDRAWN));
            }
            if (!update.announced().contains(prefix)) {
                remove(rib, session, prefix, changed, out);
            }
        }
        Optional<Negotiated> negotiated = sessions.get(session).negotiated();
        if (update.attributes().isPresent() && negotiated.isPresent()) {
            PathAttributes received = update.attributes().get();
            Optional<RejectReason> objection = ImportRules.objection(received, config, negotiated.get());
            PathAttributes usable =
                    ImportRules.preferred(received, config.sessions().get(session), negotiated.get());
            for (Prefix prefix : update.announced()) {
                if (objection.isPresent()) {
                    out.add(new SpeakerOutput.RouteRejected(session, prefix, objection.get()));
                    remove(rib, session, prefix, changed, out);
                } else if (rib.put(prefix, usable)) {
                    out.add(new SpeakerOutput.RouteReceived(session, prefix, usable));
                    changed.add(prefix);
                }
            }
        }
        reselect(now, changed, out);
    }

    private static void remove(
            AdjRibIn rib, int session, Prefix prefix, TreeSet<Prefix> changed, Outbox<SpeakerOutput> out) {
        if (rib.remove(prefix)) {
            out.add(new SpeakerOutput.RouteWithdrawn(session, prefix));
            changed.add(prefix);
        }
    }

    private void reselect(long now, TreeSet<Prefix> prefixes, Outbox<SpeakerOutput> out) {
        for (Prefix prefix : prefixes) {
            Optional<Decision.Selection> before = locRib.at(prefix);
            Optional<Decision.Selection> after = selection(prefix);
            if (!after.equals(before)) {
                locRib.put(prefix, after);
                List<Path> paths = best(prefix);
                if (!paths.equals(before.map(Decision.Selection::paths).orElse(List.of()))) {
                    out.add(new SpeakerOutput.BestChanged(prefix, paths));
                }
                for (int session = 0; session < sessions.size(); session++) {
                    wish(session, prefix, after);
                }
            }
        }
        for (int session = 0; session < sessions.size(); session++) {
            tell(now, session, out);
        }
    }

    private Optional<Decision.Selection> selection(Prefix prefix) {
        PathAttributes own = originated.get(prefix);
        if (own != null) {
            Path path = new Path(Path.LOCAL, own);
            return Optional.of(new Decision.Selection(path, List.of(path)));
        }
        List<Decision.Candidate> candidates = new ArrayList<>();
        for (int session = 0; session < sessions.size(); session++) {
            Optional<PathAttributes> attributes = ribsIn.get(session).at(prefix);
            Optional<Negotiated> peer = sessions.get(session).negotiated();
            if (attributes.isPresent() && peer.isPresent()) {
                candidates.add(new Decision.Candidate(
                        new Path(session, attributes.get()),
                        peer.get().external(),
                        peer.get().peerIdentifier(),
                        config.sessions().get(session).remoteAddress()));
            }
        }
        return candidates.isEmpty() ? Optional.empty() : Optional.of(Decision.among(candidates, config.maximumPaths()));
    }

    private void wish(int session, Prefix prefix, Optional<Decision.Selection> selection) {
        if (state(session) == BgpSession.State.ESTABLISHED) {
            Negotiated negotiated = sessions.get(session).negotiated().orElseThrow();
            BgpSessionConfig to = config.sessions().get(session);
            ribsOut.get(session)
                    .wish(
                            prefix,
                            selection.flatMap(s ->
                                    ExportRules.exported(s.best(), isExternal(s.best()), session, to, negotiated)));
        }
    }

    private boolean isExternal(Path path) {
        return path.session() == Path.LOCAL
                || sessions.get(path.session())
                        .negotiated()
                        .map(Negotiated::external)
                        .orElse(true);
    }

    /** Sends what is due on a session. */
    private void tell(long now, int session, Outbox<SpeakerOutput> out) {
        if (state(session) != BgpSession.State.ESTABLISHED) {
            return;
        }
        SortedMap<Prefix, Optional<PathAttributes>> due = ribsOut.get(session).take(now, entropy);
        if (due.isEmpty()) {
            return;
        }
        due.forEach((prefix, attributes) -> out.add(
                attributes.isPresent()
                        ? new SpeakerOutput.RouteAdvertised(session, prefix, attributes.get())
                        : new SpeakerOutput.RouteRetracted(session, prefix)));
        send(now, session, UpdatePacker.pack(due, isWide(session)), out);
    }

    /** RFC 2918 section 4: the whole Adj-RIB-Out once more. */
    private void tellAgain(long now, int session, Outbox<SpeakerOutput> out) {
        SortedMap<Prefix, Optional<PathAttributes>> all = new TreeMap<>();
        ribsOut.get(session).told().forEach((prefix, attributes) -> all.put(prefix, Optional.of(attributes)));
        send(now, session, UpdatePacker.pack(all, isWide(session)), out);
    }

    private boolean isWide(int session) {
        return sessions.get(session).negotiated().map(Negotiated::fourOctetAs).orElse(false);
    }

    private void send(long now, int session, List<BgpMessage.Update> updates, Outbox<SpeakerOutput> out) {
        if (state(session) == BgpSession.State.ESTABLISHED) {
            Outbox<BgpOutput> events = new Outbox<>();
            updates.forEach(update -> sessions.get(session).send(now, update, events));
            drain(now, session, events, out);
        }
    }
}
