package dev.censim.scenarios.reach;

import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Prefix;
import java.util.HashSet;
import java.util.Set;

/** Which tables have routes to which prefixes. */
final class KnownRoutes {

    private record Key(int table, Prefix prefix) {}

    /** For looking up only. */
    private final Set<Key> keys = new HashSet<>();

    void take(Fact fact) {
        if (fact instanceof RouteInstalled route) {
            keys.add(new Key(route.table(), route.prefix()));
        } else if (fact instanceof RouteRemoved route) {
            keys.remove(new Key(route.table(), route.prefix()));
        }
    }

    boolean isNew(RouteInstalled route) {
        return !keys.contains(new Key(route.table(), route.prefix()));
    }
}
