package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.proto.Machine;
import dev.censim.wire.bgp.PathAttributes;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The usable routes of one peer after the import rules, RFC 4271 section 3.2. When the peer restarts gracefully they stay, stale,
 * until it has announced them again or a time has passed, RFC 4724 section 4.2.
 */
final class AdjRibIn {

    private final TreeMap<Prefix, PathAttributes> routes;
    private final TreeSet<Prefix> stale;
    private long staleUntil = Machine.NEVER;
    private @Nullable Negotiated source; // who announced them; null while nobody did

    AdjRibIn() {
        routes = new TreeMap<>();
        stale = new TreeSet<>();
    }

    AdjRibIn(AdjRibIn other) {
        routes = new TreeMap<>(other.routes);
        stale = new TreeSet<>(other.stale);
        staleUntil = other.staleUntil;
        source = other.source;
    }

    int size() {
        return routes.size();
    }

    Optional<PathAttributes> at(Prefix prefix) {
        return Optional.ofNullable(routes.get(prefix));
    }

    NavigableSet<Prefix> prefixes() {
        return routes.navigableKeySet();
    }

    /** The peer that the routes are of, even while it restarts. */
    Optional<Negotiated> source() {
        return Optional.ofNullable(source);
    }

    /** The session is up: the routes are this peer's from now on. Stale ones wait for the End-of-RIB, at most until then. */
    void opened(Negotiated peer, long until) {
        source = peer;
        staleUntil = stale.isEmpty() ? Machine.NEVER : until;
    }

    /** Whether that is news. */
    boolean put(Prefix prefix, PathAttributes attributes) {
        stale.remove(prefix);
        return !attributes.equals(routes.put(prefix, attributes));
    }

    /** Whether there was such a route. */
    boolean remove(Prefix prefix) {
        stale.remove(prefix);
        return routes.remove(prefix) != null;
    }

    /** All routes are stale from now on, for no longer than until then. */
    void markStale(long until) {
        stale.addAll(routes.navigableKeySet());
        staleUntil = stale.isEmpty() ? Machine.NEVER : until;
    }

    /** Drops what is stale and tells what it was. */
    NavigableSet<Prefix> dropStale() {
        NavigableSet<Prefix> gone = new TreeSet<>(stale);
        routes.keySet().removeAll(gone);
        stale.clear();
        staleUntil = Machine.NEVER;
        return gone;
    }

    /** When the stale routes are to go, whatever the peer does; {@link Machine#NEVER} when there are none. */
    long staleUntil() {
        return staleUntil;
    }

    /** Empties the table and tells what was in it. */
    NavigableSet<Prefix> clear() {
        NavigableSet<Prefix> gone = new TreeSet<>(routes.navigableKeySet());
        routes.clear();
        stale.clear();
        staleUntil = Machine.NEVER;
        source = null;
        return gone;
    }
}
