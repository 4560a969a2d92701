package dev.censim.proto.bgp;

import dev.censim.crypto.Entropy;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables of a router, RFC 4271 section 3.2, and the decision process between them, section 9.1: what a session hears enters its
 * Adj-RIB-In, the choice for each prefix that it named is made again, and what that changes is left for the sessions to {@link #take}.
 */
final class Ribs {

    private final BgpSpeakerConfig config;
    private final Entropy entropy;
    private final List<AdjRibIn> ribsIn;
    private final List<AdjRibOut> ribsOut;
    private final TreeMap<Integer, Negotiated> established;
    private final TreeSet<Integer> owedEndOfRib;
    private final TreeMap<Prefix, PathAttributes> originated;
    private final LocRib locRib;
    private final SelectionDeferral deferral;

    Ribs(BgpSpeakerConfig config, Entropy entropy, SelectionDeferral deferral) {
        this.config = config;
        this.entropy = entropy;
        this.deferral = deferral;
        ribsIn = new ArrayList<>();
        ribsOut = new ArrayList<>();
        for (BgpSessionConfig session : config.sessions()) {
            ribsIn.add(new AdjRibIn());
            ribsOut.add(new AdjRibOut(session.timers().mraiNanos()));
        }
        established = new TreeMap<>();
        owedEndOfRib = new TreeSet<>();
        originated = new TreeMap<>();
        locRib = new LocRib();
    }

    Ribs(Ribs other, Entropy entropy) {
        config = other.config;
        this.entropy = entropy;
        deferral = other.deferral.copy();
        ribsIn = new ArrayList<>();
        ribsOut = new ArrayList<>();
        other.ribsIn.forEach(rib -> ribsIn.add(new AdjRibIn(rib)));
        other.ribsOut.forEach(rib -> ribsOut.add(new AdjRibOut(rib)));
        established = new TreeMap<>(other.established);
        owedEndOfRib = new TreeSet<>(other.owedEndOfRib);
        originated = new TreeMap<>(other.originated);
        locRib = new LocRib(other.locRib);
    }

    /** How many usable routes the session's peer announces, or announced before it went to restart. */
    int received(int session) {
        return ribsIn.get(session).size();
    }

    SortedMap<Prefix, Decision.Selection> selected() {
        return locRib.all();
    }

    List<Path> best(Prefix prefix) {
        return locRib.at(prefix).map(Decision.Selection::paths).orElse(List.of());
    }

    void originate(Collection<Prefix> prefixes, PathAttributes attributes, Outbox<SpeakerOutput> out) {
        prefixes.forEach(prefix -> originated.put(prefix, attributes));
        reselect(new TreeSet<>(prefixes), out);
    }

    void withdraw(Collection<Prefix> prefixes, Outbox<SpeakerOutput> out) {
        TreeSet<Prefix> gone = new TreeSet<>();
        for (Prefix prefix : prefixes) {
            if (originated.remove(prefix) != null) {
                gone.add(prefix);
            }
        }
        reselect(gone, out);
    }

    /** A session is up. RFC 4724 section 4.2: what the peer announced before its restart stays only if it still forwards by it. */
    void established(long now, int session, Negotiated peer, Outbox<SpeakerOutput> out) {
        AdjRibIn rib = ribsIn.get(session);
        NavigableSet<Prefix> lost = peer.hasForwarded() ? new TreeSet<>() : rib.dropStale();
        long staleNanos = config.sessions()
                .get(session)
                .capabilities()
                .gracefulRestart()
                .map(restart -> restart.staleSeconds() * 1_000_000_000L)
                .orElse(0L);
        rib.opened(peer, now + staleNanos);
        established.put(session, peer);
        owedEndOfRib.add(session);
        locRib.all().forEach((prefix, selection) -> wish(session, prefix, Optional.of(selection)));
        withdrawn(session, lost, out);
        if (!peer.isAwaited()) {
            notAwaited(session, out);
        }
    }

    /** A session is no longer up. RFC 4724 section 4.2: without a word of the peer its routes may stay until it is back. */
    void lost(long now, int session, Reason reason, Outbox<SpeakerOutput> out) {
        established.remove(session);
        owedEndOfRib.remove(session);
        ribsOut.get(session).clear();
        AdjRibIn rib = ribsIn.get(session);
        Optional<Negotiated> peer = rib.source().filter(p -> reason == Reason.TCP_FAILED && p.keepsRoutes());
        if (peer.isPresent()) {
            withdrawn(session, rib.dropStale(), out);
            int seconds = peer.get().gracefulRestart().orElseThrow().restartSeconds();
            rib.markStale(now + seconds * 1_000_000_000L);
            out.add(new SpeakerOutput.RoutesStale(session, rib.size()));
        } else {
            withdrawn(session, rib.clear(), out);
        }
    }

    /**
     * RFC 4271 section 9: an UPDATE changes the Adj-RIB-In, and then the decision process runs.
     *
     * @return whether the peer has announced more than it may and the session is to end
     */
    boolean learned(int session, BgpMessage.Update update, Outbox<SpeakerOutput> out) {
        if (update.isEndOfRib()) {
            out.add(new SpeakerOutput.EndOfRib(session));
            withdrawn(session, ribsIn.get(session).dropStale(), out);
            notAwaited(session, out);
            return false;
        }
        TreeSet<Prefix> changed = new TreeSet<>();
        TreeSet<Prefix> announced = new TreeSet<>(update.announced());
        for (Prefix prefix : update.withdrawn()) {
            if (update.isTreatedAsWithdraw()) {
                out.add(new SpeakerOutput.RouteRejected(session, prefix, RejectReason.TREATED_AS_WITHDRAWN));
            }
            if (!announced.contains(prefix)) {
                remove(session, prefix, changed, out);
            }
        }
        boolean isTooMuch = update.attributes().isPresent() && announced(session, update, changed, out);
        reselect(changed, out);
        return isTooMuch;
    }

    private boolean announced(
            int session, BgpMessage.Update update, TreeSet<Prefix> changed, Outbox<SpeakerOutput> out) {
        Negotiated peer = established.get(session);
        if (peer == null) {
            return false;
        }
        BgpSessionConfig of = config.sessions().get(session);
        AdjRibIn rib = ribsIn.get(session);
        PathAttributes received = update.attributes().orElseThrow();
        Optional<RejectReason> objection = ImportRules.objection(received, config, of.remoteAddress(), peer);
        PathAttributes usable = ImportRules.preferred(received, of, peer);
        for (Prefix prefix : update.announced()) {
            Optional<PathAttributes> route = of.policy().imports().apply(prefix, usable, of.localAsn());
            boolean isExcess = isExcess(of, rib, prefix);
            if (objection.isPresent() || route.isEmpty()) {
                out.add(new SpeakerOutput.RouteRejected(session, prefix, objection.orElse(RejectReason.POLICY)));
                remove(session, prefix, changed, out);
            } else if (isExcess) {
                out.add(new SpeakerOutput.RouteRejected(session, prefix, RejectReason.TOO_MANY_PREFIXES));
                if (of.policy().limit().orElseThrow().excess() == PrefixLimit.Excess.CEASE) {
                    return true;
                }
            } else if (rib.put(prefix, route.get())) {
                out.add(new SpeakerOutput.RouteReceived(session, prefix, route.get()));
                changed.add(prefix);
            }
        }
        return false;
    }

    /** RFC 4271 section 6.7. */
    private static boolean isExcess(BgpSessionConfig session, AdjRibIn rib, Prefix prefix) {
        Optional<PrefixLimit> limit = session.policy().limit();
        return limit.isPresent()
                && rib.size() >= limit.get().maximum()
                && rib.at(prefix).isEmpty();
    }

    private void remove(int session, Prefix prefix, TreeSet<Prefix> changed, Outbox<SpeakerOutput> out) {
        if (ribsIn.get(session).remove(prefix)) {
            out.add(new SpeakerOutput.RouteWithdrawn(session, prefix));
            changed.add(prefix);
        }
    }

    private void withdrawn(int session, NavigableSet<Prefix> prefixes, Outbox<SpeakerOutput> out) {
        prefixes.forEach(prefix -> out.add(new SpeakerOutput.RouteWithdrawn(session, prefix)));
        reselect(prefixes, out);
    }

    private void notAwaited(int session, Outbox<SpeakerOutput> out) {
        if (deferral.endsWith(session)) {
            endDeferral(out);
        }
    }

    private void endDeferral(Outbox<SpeakerOutput> out) {
        deferral.end();
        TreeSet<Prefix> all = new TreeSet<>(originated.keySet());
        ribsIn.forEach(rib -> all.addAll(rib.prefixes()));
        reselect(all, out);
    }

    long deadline() {
        long next = deferral.deadline();
        for (int session = 0; session < ribsIn.size(); session++) {
            next = Math.min(next, ribsIn.get(session).staleUntil());
            next = Math.min(next, ribsOut.get(session).deadline());
        }
        return next;
    }

    /** What a session may send again shows in {@link #take}. */
    void expire(long now, Outbox<SpeakerOutput> out) {
        for (int session = 0; session < ribsIn.size(); session++) {
            if (ribsIn.get(session).staleUntil() <= now) {
                withdrawn(session, ribsIn.get(session).dropStale(), out);
            }
        }
        if (deferral.deadline() <= now) {
            endDeferral(out);
        }
    }

    private void reselect(Collection<Prefix> prefixes, Outbox<SpeakerOutput> out) {
        if (deferral.isActive()) {
            return;
        }
        for (Prefix prefix : prefixes) {
            Optional<Decision.Selection> before = locRib.at(prefix);
            Optional<Decision.Selection> after = selection(prefix);
            if (!after.equals(before)) {
                locRib.put(prefix, after);
                List<Path> paths = best(prefix);
                if (!paths.equals(before.map(Decision.Selection::paths).orElse(List.of()))) {
                    out.add(new SpeakerOutput.BestChanged(prefix, paths));
                }
                established.keySet().forEach(session -> wish(session, prefix, after));
            }
        }
    }

    private Optional<Decision.Selection> selection(Prefix prefix) {
        PathAttributes own = originated.get(prefix);
        List<Decision.Candidate> learned = own == null || config.prefersLearned() ? learned(prefix) : List.of();
        if (!learned.isEmpty()) {
            return Optional.of(Decision.among(learned, config.maximumPaths()));
        }
        return Optional.ofNullable(own)
                .map(attributes -> new Path(Path.LOCAL, attributes))
                .map(path -> new Decision.Selection(path, List.of(path)));
    }

    private List<Decision.Candidate> learned(Prefix prefix) {
        List<Decision.Candidate> candidates = new ArrayList<>();
        for (int session = 0; session < ribsIn.size(); session++) {
            Optional<PathAttributes> attributes = ribsIn.get(session).at(prefix);
            Optional<Negotiated> peer = ribsIn.get(session).source();
            if (attributes.isPresent() && peer.isPresent()) {
                candidates.add(new Decision.Candidate(
                        new Path(session, attributes.get()),
                        peer.get().external(),
                        peer.get().peerIdentifier(),
                        config.sessions().get(session).remoteAddress()));
            }
        }
        return candidates;
    }

    private void wish(int session, Prefix prefix, Optional<Decision.Selection> selection) {
        Negotiated peer = established.get(session);
        if (peer != null) {
            BgpSessionConfig to = config.sessions().get(session);
            ribsOut.get(session)
                    .wish(
                            prefix,
                            selection.flatMap(s ->
                                    ExportRules.exported(prefix, s.best(), isExternal(s.best()), session, to, peer)));
        }
    }

    private boolean isExternal(Path path) {
        return path.session() == Path.LOCAL
                || ribsIn.get(path.session()).source().map(Negotiated::external).orElse(true);
    }

    /** The UPDATEs that are due on a session; they count as sent. */
    List<BgpMessage.Update> take(long now, int session, Outbox<SpeakerOutput> out) {
        Negotiated peer = established.get(session);
        if (peer == null) {
            return List.of();
        }
        SortedMap<Prefix, Optional<PathAttributes>> due = ribsOut.get(session).take(now, entropy);
        due.forEach((prefix, attributes) -> out.add(
                attributes.isPresent()
                        ? new SpeakerOutput.RouteAdvertised(session, prefix, attributes.get())
                        : new SpeakerOutput.RouteRetracted(session, prefix)));
        List<BgpMessage.Update> updates = UpdatePacker.pack(due, peer.fourOctetAs());
        if (!deferral.isActive() && owedEndOfRib.remove(session)) {
            updates.add(BgpMessage.Update.END_OF_RIB);
        }
        return updates;
    }

    /** RFC 2918 section 4: the whole Adj-RIB-Out once more. */
    List<BgpMessage.Update> told(int session) {
        Negotiated peer = established.get(session);
        SortedMap<Prefix, Optional<PathAttributes>> all = new TreeMap<>();
        ribsOut.get(session).told().forEach((prefix, attributes) -> all.put(prefix, Optional.of(attributes)));
        return peer == null ? List.of() : UpdatePacker.pack(all, peer.fourOctetAs());
    }

    /** Whether something may be due on a session; {@link Machine#NEVER} is no time. */
    boolean isDue(long now, int session) {
        return ribsOut.get(session).deadline() <= now;
    }
}
