package dev.censim.proto.bgp;

import dev.censim.crypto.Entropy;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Nlri;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a router, RFC 4271 section 3.2, and the decision process between them, section 9.1: what a session hears enters its
 * Adj-RIB-In, the choice for each prefix that it named is made again, and what that changes is left for the sessions to {@link #take}.
 *
 * <p>A prefix has a number as long as any table holds it, and the tables are arrays by that number. An UPDATE is judged once, its prefixes
 * then share the object that came of it: whether a route or a choice is another than before is mostly a comparison of references.
 */
final class Ribs {

    private final BgpSpeakerConfig config;
    private final Entropy entropy;
    private final PrefixTable prefixes;
    private final List<AdjRibIn> ribsIn;
    private final List<AdjRibOut> ribsOut;
    private final @Nullable Negotiated[] established;
    private final TreeSet<Integer> owedEndOfRib;
    private final LocRib originated;
    private final LocRib locRib;
    private final SelectionDeferral deferral;

    Ribs(BgpSpeakerConfig config, Entropy entropy, SelectionDeferral deferral) {
        this.config = config;
        this.entropy = entropy;
        this.deferral = deferral;
        prefixes = new PrefixTable();
        ribsIn = new ArrayList<>();
        ribsOut = new ArrayList<>();
        for (BgpSessionConfig session : config.sessions()) {
            ribsIn.add(new AdjRibIn(prefixes, session.remoteAddress()));
            ribsOut.add(new AdjRibOut(session.timers().mraiNanos()));
        }
        established = new Negotiated[ribsIn.size()];
        owedEndOfRib = new TreeSet<>();
        originated = new LocRib(prefixes);
        locRib = new LocRib(prefixes);
    }

    Ribs(Ribs other, Entropy entropy) {
        config = other.config;
        this.entropy = entropy;
        deferral = other.deferral.copy();
        prefixes = new PrefixTable(other.prefixes);
        ribsIn = new ArrayList<>();
        ribsOut = new ArrayList<>();
        other.ribsIn.forEach(rib -> ribsIn.add(new AdjRibIn(rib, prefixes)));
        other.ribsOut.forEach(rib -> ribsOut.add(new AdjRibOut(rib)));
        established = other.established.clone();
        owedEndOfRib = new TreeSet<>(other.owedEndOfRib);
        originated = new LocRib(other.originated, prefixes);
        locRib = new LocRib(other.locRib, prefixes);
    }

    /** How many usable routes the session's peer announces, or announced before it went to restart. */
    int received(int session) {
        return ribsIn.get(session).size();
    }

    SortedMap<Prefix, Decision.Selection> selected() {
        return locRib.all();
    }

    List<Path> best(Prefix prefix) {
        return paths(locRib.at(prefixes.find(prefix.key())));
    }

    private static List<Path> paths(Decision.@Nullable Selection selection) {
        return selection == null ? List.of() : selection.paths();
    }

    void originate(Collection<Prefix> routes, PathAttributes attributes, Outbox<SpeakerOutput> out) {
        Path path = new Path(Path.LOCAL, attributes);
        Decision.Selection own = new Decision.Selection(path, List.of(path));
        Changes changed = new Changes(prefixes, routes.size());
        for (Prefix prefix : routes) {
            int number = prefixes.number(prefix.key());
            originated.put(number, own);
            changed.add(number);
        }
        reselect(changed, out);
    }

    void withdraw(Collection<Prefix> routes, Outbox<SpeakerOutput> out) {
        Changes gone = new Changes(prefixes, routes.size());
        for (Prefix prefix : routes) {
            int number = prefixes.find(prefix.key());
            if (originated.at(number) != null) {
                originated.put(number, null);
                gone.add(number);
            }
        }
        reselect(gone, out);
    }

    /** A session is up. RFC 4724 section 4.2: what the peer announced before its restart stays only if it still forwards by it. */
    void established(long now, int session, Negotiated peer, Outbox<SpeakerOutput> out) {
        AdjRibIn rib = ribsIn.get(session);
        Changes lost = peer.hasForwarded() ? new Changes(prefixes, 0) : rib.dropStale();
        long staleNanos = config.sessions()
                .get(session)
                .capabilities()
                .gracefulRestart()
                .map(restart -> restart.staleSeconds() * 1_000_000_000L)
                .orElse(0L);
        rib.opened(peer, now + staleNanos);
        established[session] = peer;
        owedEndOfRib.add(session);
        locRib.forEach((prefix, selection) -> wish(session, Nlri.of(List.of(prefix)), selection));
        withdrawn(session, lost, out);
        if (!peer.isAwaited()) {
            notAwaited(session, out);
        }
    }

    /** A session is no longer up. RFC 4724 section 4.2: without a word of the peer its routes may stay until it is back. */
    void lost(long now, int session, Reason reason, Outbox<SpeakerOutput> out) {
        established[session] = null;
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
        Changes changed = new Changes(
                prefixes, update.withdrawn().size() + update.announced().size());
        withdrawn(session, update, changed, out);
        boolean isTooMuch = update.attributes().isPresent() && announced(session, update, changed, out);
        reselect(changed, out);
        return isTooMuch;
    }

    private void withdrawn(int session, BgpMessage.Update update, Changes changed, Outbox<SpeakerOutput> out) {
        Nlri withdrawn = update.withdrawn();
        if (withdrawn.isEmpty()) {
            return;
        }
        long[] announced = update.announced().sortedKeys();
        int[] numbers = prefixes.find(withdrawn);
        boolean isMeant = !update.isTreatedAsWithdraw();
        int gone = 0; // from here on all are gone, and nobody has been told
        for (int i = 0; i < withdrawn.size(); i++) {
            long key = withdrawn.key(i);
            if (!isMeant) {
                tellWithdrawn(session, withdrawn.range(gone, i), out);
                gone = i;
                out.add(new SpeakerOutput.RouteRejected(session, Prefix.ofKey(key), RejectReason.TREATED_AS_WITHDRAWN));
            }
            if (Arrays.binarySearch(announced, key) < 0 && ribsIn.get(session).remove(numbers[i])) {
                changed.add(numbers[i]);
            } else {
                tellWithdrawn(session, withdrawn.range(gone, i), out);
                gone = i + 1;
            }
        }
        tellWithdrawn(session, withdrawn.range(gone, withdrawn.size()), out);
    }

    private static void tellWithdrawn(int session, Nlri gone, Outbox<SpeakerOutput> out) {
        if (!gone.isEmpty()) {
            out.add(new SpeakerOutput.RoutesWithdrawn(session, gone));
        }
    }

    private boolean announced(int session, BgpMessage.Update update, Changes changed, Outbox<SpeakerOutput> out) {
        Negotiated peer = established[session];
        if (peer == null) {
            return false;
        }
        AdjRibIn rib = ribsIn.get(session);
        Imported imported = new Imported(update.attributes().orElseThrow(), session, config, peer, rib);
        Optional<PrefixLimit> limit = config.sessions().get(session).policy().limit();
        return new Announcement(session, update.announced(), imported, limit, prefixes, rib).enter(changed, out);
    }

    private void withdrawn(int session, Changes gone, Outbox<SpeakerOutput> out) {
        tellWithdrawn(session, gone.prefixes(0, gone.size()), out);
        reselect(gone, out);
    }

    private void notAwaited(int session, Outbox<SpeakerOutput> out) {
        if (deferral.endsWith(session)) {
            endDeferral(out);
        }
    }

    private void endDeferral(Outbox<SpeakerOutput> out) {
        deferral.end();
        reselect(prefixes.all(), out);
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

    private void reselect(Changes changes, Outbox<SpeakerOutput> out) {
        if (deferral.isActive()) {
            return;
        }
        Decision.Candidate[] candidates = new Decision.Candidate[ribsIn.size()];
        Change last = Change.NONE;
        int from = 0; // from here on all change like the last one, and nobody has been told
        for (int i = 0; i < changes.sorted().size(); i++) {
            int number = changes.number(i);
            Decision.Selection before = locRib.at(number);
            Decision.Selection after = selection(number, candidates, before);
            if (!last.isOf(before, after)) {
                tell(changes, from, i, last, out);
                from = i;
                last = new Change(before, after);
            }
            if (!last.isNone()) {
                locRib.put(number, after);
            }
            if (after == null) {
                prefixes.free(number);
            }
        }
        tell(changes, from, changes.size(), last, out);
    }

    private void tell(Changes changes, int from, int end, Change change, Outbox<SpeakerOutput> out) {
        if (from == end || change.isNone()) {
            return;
        }
        Nlri changed = changes.prefixes(from, end);
        if (change.isOfPaths()) {
            out.add(new SpeakerOutput.BestChanged(changed, paths(change.after())));
        }
        for (int session = 0; session < established.length; session++) {
            wish(session, changed, change.after());
        }
    }

    private Decision.@Nullable Selection selection(
            int number, Decision.Candidate[] candidates, Decision.@Nullable Selection before) {
        Decision.Selection own = originated.at(number);
        if (own != null && !config.prefersLearned()) {
            return own;
        }
        int size = 0;
        for (AdjRibIn rib : ribsIn) {
            Decision.Candidate route = rib.at(number);
            if (route != null) {
                candidates[size++] = route;
            }
        }
        return switch (size) {
            case 0 -> own;
            case 1 -> candidates[0].alone();
            default -> Decision.among(candidates, size, config.maximumPaths(), before);
        };
    }

    private void wish(int session, Nlri to, Decision.@Nullable Selection selection) {
        Negotiated peer = established[session];
        if (peer == null) {
            return;
        }
        BgpSessionConfig of = config.sessions().get(session);
        Exported exported = selection == null
                ? Exported.NOTHING
                : ExportRules.exported(selection.best(), isExternal(selection.best()), session, of, peer);
        AdjRibOut rib = ribsOut.get(session);
        if (exported != Exported.NOTHING || !rib.isSilent()) {
            for (Prefix prefix : to) {
                rib.wish(prefix, exported.at(prefix));
            }
        }
    }

    private boolean isExternal(Path path) {
        return path.session() == Path.LOCAL || ribsIn.get(path.session()).isExternal();
    }

    /** The UPDATEs that are due on a session; they count as sent. */
    List<BgpMessage.Update> take(long now, int session, Outbox<SpeakerOutput> out) {
        Negotiated peer = established[session];
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
        Negotiated peer = established[session];
        SortedMap<Prefix, Optional<PathAttributes>> all = new TreeMap<>();
        ribsOut.get(session).told().forEach((prefix, attributes) -> all.put(prefix, Optional.of(attributes)));
        return peer == null ? List.of() : UpdatePacker.pack(all, peer.fourOctetAs());
    }

    /** Whether something may be due on a session; {@link Machine#NEVER} is no time. */
    boolean isDue(long now, int session) {
        return ribsOut.get(session).deadline() <= now;
    }
}
