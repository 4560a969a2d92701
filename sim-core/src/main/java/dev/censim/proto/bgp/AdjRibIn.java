package dev.censim.proto.bgp;

import dev.censim.model.address.Ipv4;
import dev.censim.proto.Machine;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The usable routes of one peer after the import rules, RFC 4271 section 3.2, by the numbers of their prefixes. When the peer restarts
 * gracefully they stay, stale, until it has announced them again or a time has passed, RFC 4724 section 4.2.
 */
final class AdjRibIn {

    private final PrefixTable prefixes;
    private final Ipv4 peerAddress;
    private ByNumber<Decision.Candidate> routes;
    private int size;
    private final TreeSet<Integer> stale;
    private long staleUntil = Machine.NEVER;
    private @Nullable Negotiated source; // who announced them; null while nobody did

    AdjRibIn(PrefixTable prefixes, Ipv4 peerAddress) {
        this.prefixes = prefixes;
        this.peerAddress = peerAddress;
        routes = new ByNumber<>();
        stale = new TreeSet<>();
    }

    AdjRibIn(AdjRibIn other, PrefixTable prefixes) {
        this.prefixes = prefixes;
        peerAddress = other.peerAddress;
        routes = new ByNumber<>(other.routes);
        size = other.size;
        stale = new TreeSet<>(other.stale);
        staleUntil = other.staleUntil;
        source = other.source;
    }

    int size() {
        return size;
    }

    Decision.@Nullable Candidate at(int number) {
        return routes.at(number);
    }

    /** Whether the routes are of another AS; those of nobody are taken to be. */
    boolean isExternal() {
        return source == null || source.external();
    }

    /** The peer that the routes are of, even while it restarts. */
    Optional<Negotiated> source() {
        return Optional.ofNullable(source);
    }

    /** The session is up: the routes are this peer's from now on. Stale ones wait for the End-of-RIB, at most until then. */
    void opened(Negotiated peer, long until) {
        source = peer;
        staleUntil = stale.isEmpty() ? Machine.NEVER : until;
        Map<Decision.Candidate, Decision.Candidate> owned = new IdentityHashMap<>();
        for (int number = 0; size > 0 && number < routes.end(); number++) {
            Decision.Candidate route = routes.at(number);
            if (route != null) {
                routes.put(number, owned.computeIfAbsent(route, r -> candidate(r.path())));
            }
        }
    }

    /** A path that the peer has told, as the decision process looks at it; the session is up, or was. */
    Decision.Candidate candidate(Path path) {
        Negotiated peer = source().orElseThrow();
        return new Decision.Candidate(path, peer.external(), peer.peerIdentifier(), peerAddress);
    }

    /** A new route, or another than the one that is {@link #at} this number. */
    void put(int number, Decision.@Nullable Candidate before, Decision.Candidate route) {
        size += before == null ? 1 : 0;
        routes.put(number, route);
        confirm(number);
    }

    /** Something was said of the prefix: if it had a stale route, that is no longer waited for. */
    void confirm(int number) {
        if (!stale.isEmpty()) {
            stale.remove(number);
        }
    }

    /** Whether there was such a route. */
    boolean remove(int number) {
        if (at(number) == null) {
            return false;
        }
        routes.put(number, null);
        size--;
        confirm(number);
        return true;
    }

    /** All routes are stale from now on, for no longer than until then. */
    void markStale(long until) {
        for (int number = 0; number < routes.end(); number++) {
            if (routes.at(number) != null) {
                stale.add(number);
            }
        }
        staleUntil = stale.isEmpty() ? Machine.NEVER : until;
    }

    /** Drops what is stale and tells what it was. */
    Changes dropStale() {
        Changes gone = new Changes(prefixes, stale.size());
        for (int number : stale) {
            gone.add(number);
            routes.put(number, null);
            size--;
        }
        stale.clear();
        staleUntil = Machine.NEVER;
        return gone.sorted();
    }

    /** When the stale routes are to go, whatever the peer does; {@link Machine#NEVER} when there are none. */
    long staleUntil() {
        return staleUntil;
    }

    /** Empties the table and tells what was in it. */
    Changes clear() {
        Changes gone = new Changes(prefixes, size);
        for (int number = 0; size > 0 && number < routes.end(); number++) {
            if (routes.at(number) != null) {
                gone.add(number);
            }
        }
        routes = new ByNumber<>();
        size = 0;
        stale.clear();
        staleUntil = Machine.NEVER;
        source = null;
        return gone.sorted();
    }
}
