package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.PathAttributes;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** The usable routes of one peer after the import rules, RFC 4271 section 3.2. */
final class AdjRibIn {

    private final TreeMap<Prefix, PathAttributes> routes;

    AdjRibIn() {
        routes = new TreeMap<>();
    }

    AdjRibIn(AdjRibIn other) {
        routes = new TreeMap<>(other.routes);
    }

    int size() {
        return routes.size();
    }

    Optional<PathAttributes> at(Prefix prefix) {
        return Optional.ofNullable(routes.get(prefix));
    }

    /** Whether that is news. */
    boolean put(Prefix prefix, PathAttributes attributes) {
        return !attributes.equals(routes.put(prefix, attributes));
    }

    /** Whether there was such a route. */
    boolean remove(Prefix prefix) {
        return routes.remove(prefix) != null;
    }

    /** Empties the table and tells what was in it. */
    NavigableSet<Prefix> clear() {
        NavigableSet<Prefix> gone = new TreeSet<>(routes.navigableKeySet());
        routes.clear();
        return gone;
    }
}
