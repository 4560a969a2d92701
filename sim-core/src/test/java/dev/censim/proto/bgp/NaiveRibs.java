package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.proto.Outbox;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Nlri;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * The tables of a router up to its Loc-RIB, as anybody would write them: a sorted map for each, every prefix judged by itself, lists of
 * candidates. What {@link Ribs} does must not be told from this.
 */
final class NaiveRibs {

    private static final class RibIn {
        final TreeMap<Prefix, PathAttributes> routes = new TreeMap<>();
        final TreeSet<Prefix> stale = new TreeSet<>();
        Optional<Negotiated> source = Optional.empty();
        boolean isUp;
    }

    private final BgpSpeakerConfig config;
    private final List<RibIn> ribs = new ArrayList<>();
    private final TreeMap<Prefix, PathAttributes> originated = new TreeMap<>();
    private final TreeMap<Prefix, Decision.Selection> selected = new TreeMap<>();

    NaiveRibs(BgpSpeakerConfig config) {
        this.config = config;
        config.sessions().forEach(session -> ribs.add(new RibIn()));
    }

    SortedMap<Prefix, Decision.Selection> selected() {
        return selected;
    }

    int received(int session) {
        return ribs.get(session).routes.size();
    }

    void originate(Collection<Prefix> prefixes, PathAttributes attributes, Outbox<SpeakerOutput> out) {
        prefixes.forEach(prefix -> originated.put(prefix, attributes));
        reselect(new TreeSet<>(prefixes), out);
    }

    void withdraw(Collection<Prefix> prefixes, Outbox<SpeakerOutput> out) {
        TreeSet<Prefix> gone = new TreeSet<>(prefixes);
        gone.retainAll(originated.keySet());
        originated.keySet().removeAll(gone);
        reselect(gone, out);
    }

    void established(int session, Negotiated peer, Outbox<SpeakerOutput> out) {
        RibIn rib = ribs.get(session);
        TreeSet<Prefix> lost = new TreeSet<>(peer.hasForwarded() ? List.of() : rib.stale);
        rib.routes.keySet().removeAll(lost);
        rib.stale.removeAll(lost);
        rib.source = Optional.of(peer);
        rib.isUp = true;
        withdrawn(session, lost, out);
    }

    void lost(int session, Reason reason, Outbox<SpeakerOutput> out) {
        RibIn rib = ribs.get(session);
        rib.isUp = false;
        boolean isKept = reason == Reason.TCP_FAILED
                && rib.source.map(Negotiated::keepsRoutes).orElse(false);
        TreeSet<Prefix> gone = new TreeSet<>(isKept ? rib.stale : rib.routes.keySet());
        rib.routes.keySet().removeAll(gone);
        rib.stale.clear();
        rib.source = isKept ? rib.source : Optional.empty();
        withdrawn(session, gone, out);
        if (isKept) {
            rib.stale.addAll(rib.routes.keySet());
            out.add(new SpeakerOutput.RoutesStale(session, rib.routes.size()));
        }
    }

    boolean learned(int session, BgpMessage.Update update, Outbox<SpeakerOutput> out) {
        RibIn rib = ribs.get(session);
        if (update.isEndOfRib()) {
            out.add(new SpeakerOutput.EndOfRib(session));
            TreeSet<Prefix> lost = new TreeSet<>(rib.stale);
            rib.routes.keySet().removeAll(lost);
            rib.stale.clear();
            withdrawn(session, lost, out);
            return false;
        }
        TreeSet<Prefix> changed = new TreeSet<>();
        for (Prefix prefix : update.withdrawn()) {
            if (update.isTreatedAsWithdraw()) {
                out.add(new SpeakerOutput.RouteRejected(session, prefix, RejectReason.TREATED_AS_WITHDRAWN));
            }
            if (!update.announced().contains(prefix)) {
                remove(session, prefix, changed, out);
            }
        }
        boolean isTooMuch = rib.isUp && update.attributes().isPresent() && announced(session, update, changed, out);
        reselect(changed, out);
        return isTooMuch;
    }

    private boolean announced(
            int session, BgpMessage.Update update, TreeSet<Prefix> changed, Outbox<SpeakerOutput> out) {
        RibIn rib = ribs.get(session);
        Negotiated peer = rib.source.orElseThrow();
        BgpSessionConfig of = config.sessions().get(session);
        for (Prefix prefix : update.announced()) {
            PathAttributes told = update.attributes().orElseThrow();
            Optional<RejectReason> objection = ImportRules.objection(told, config, of.remoteAddress(), peer);
            Optional<PathAttributes> route = permitted(prefix, ImportRules.preferred(told, of, peer), of);
            Optional<PrefixLimit> limit = of.policy().limit();
            boolean isFull =
                    limit.isPresent() && rib.routes.size() >= limit.get().maximum();
            if (objection.isPresent() || route.isEmpty()) {
                out.add(new SpeakerOutput.RouteRejected(session, prefix, objection.orElse(RejectReason.POLICY)));
                remove(session, prefix, changed, out);
            } else if (isFull && !rib.routes.containsKey(prefix)) {
                out.add(new SpeakerOutput.RouteRejected(session, prefix, RejectReason.TOO_MANY_PREFIXES));
                if (limit.get().excess() == PrefixLimit.Excess.CEASE) {
                    return true;
                }
            } else {
                rib.stale.remove(prefix);
                if (!route.get().equals(rib.routes.put(prefix, route.get()))) {
                    out.add(new SpeakerOutput.RoutesReceived(session, Nlri.of(List.of(prefix)), route.get()));
                    changed.add(prefix);
                }
            }
        }
        return false;
    }

    private static Optional<PathAttributes> permitted(Prefix prefix, PathAttributes route, BgpSessionConfig of) {
        for (RoutePolicy.Term term : of.policy().imports().terms()) {
            if (term.match().holds(prefix) && term.match().holds(route)) {
                return term.permits()
                        ? Optional.of(RoutePolicy.changed(route, term.actions(), of.localAsn()))
                        : Optional.empty();
            }
        }
        return Optional.of(route);
    }

    private void remove(int session, Prefix prefix, TreeSet<Prefix> changed, Outbox<SpeakerOutput> out) {
        RibIn rib = ribs.get(session);
        rib.stale.remove(prefix);
        if (rib.routes.remove(prefix) != null) {
            out.add(new SpeakerOutput.RoutesWithdrawn(session, Nlri.of(List.of(prefix))));
            changed.add(prefix);
        }
    }

    private void withdrawn(int session, TreeSet<Prefix> prefixes, Outbox<SpeakerOutput> out) {
        prefixes.forEach(prefix -> out.add(new SpeakerOutput.RoutesWithdrawn(session, Nlri.of(List.of(prefix)))));
        reselect(prefixes, out);
    }

    private void reselect(TreeSet<Prefix> prefixes, Outbox<SpeakerOutput> out) {
        for (Prefix prefix : prefixes) {
            Optional<Decision.Selection> before = Optional.ofNullable(selected.get(prefix));
            Optional<Decision.Selection> after = selection(prefix);
            after.ifPresentOrElse(now -> selected.put(prefix, now), () -> selected.remove(prefix));
            List<Path> paths = after.map(Decision.Selection::paths).orElse(List.of());
            if (!paths.equals(before.map(Decision.Selection::paths).orElse(List.of()))) {
                out.add(new SpeakerOutput.BestChanged(Nlri.of(List.of(prefix)), paths));
            }
        }
    }

    private Optional<Decision.Selection> selection(Prefix prefix) {
        List<Decision.Candidate> candidates = new ArrayList<>();
        for (int session = 0; session < ribs.size(); session++) {
            PathAttributes route = ribs.get(session).routes.get(prefix);
            if (route != null) {
                Negotiated peer = ribs.get(session).source.orElseThrow();
                candidates.add(new Decision.Candidate(
                        new Path(session, route),
                        peer.external(),
                        peer.peerIdentifier(),
                        config.sessions().get(session).remoteAddress()));
            }
        }
        Optional<Path> own = Optional.ofNullable(originated.get(prefix)).map(route -> new Path(Path.LOCAL, route));
        if (candidates.isEmpty() || own.isPresent() && !config.prefersLearned()) {
            return own.map(path -> new Decision.Selection(path, List.of(path)));
        }
        return Optional.of(choice(candidates, config.maximumPaths()));
    }

    /** RFC 4271 section 9.1.2.2, step by step. */
    private static Decision.Selection choice(List<Decision.Candidate> equal, int maximumPaths) {
        keepLeast(equal, c -> -c.path().attributes().localPref().orElse(0));
        keepLeast(equal, c -> c.path().attributes().asPath().length());
        keepLeast(equal, c -> c.path().attributes().origin().ordinal());
        List<Decision.Candidate> all = List.copyOf(equal);
        equal.removeIf(worse -> all.stream().anyMatch(c -> med(c) < med(worse) && isOfOneNeighbour(c, worse)));
        keepLeast(equal, c -> c.external() ? 0 : 1);
        equal.sort(Comparator.comparing(Decision.Candidate::peerIdentifier)
                .thenComparing(Decision.Candidate::peerAddress));
        int count = equal.get(0).external() ? Math.min(maximumPaths, equal.size()) : 1;
        List<Path> paths = equal.subList(0, count).stream()
                .map(Decision.Candidate::path)
                .sorted(Comparator.comparingInt(Path::session))
                .toList();
        return new Decision.Selection(equal.get(0).path(), paths);
    }

    private static void keepLeast(List<Decision.Candidate> candidates, ToLongFunction<Decision.Candidate> measure) {
        long least = candidates.stream().mapToLong(measure).min().orElseThrow();
        candidates.removeIf(candidate -> measure.applyAsLong(candidate) != least);
    }

    private static long med(Decision.Candidate candidate) {
        return candidate.path().attributes().med().orElse(0);
    }

    private static boolean isOfOneNeighbour(Decision.Candidate a, Decision.Candidate b) {
        return a.path()
                .attributes()
                .asPath()
                .neighbour()
                .equals(b.path().attributes().asPath().neighbour());
    }
}
