package dev.censim.scenarios.whatif;

import dev.censim.facts.BfdState;
import dev.censim.facts.BgpState;
import dev.censim.facts.CircuitFact;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Fact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a network forwards by, as its facts tell it: tunnels and sessions that are up, health, routes. It knows what differs from the
 * state that it was copied from.
 */
final class NetworkState {

    /** In place of a value: down, no route; of a health check: nothing wrong. */
    private static final Object GONE = "gone";

    private enum Thing {
        TUNNEL,
        SESSION,
        BFD,
        HEALTH,
        CIRCUIT_HEALTH,
        ROUTE
    }

    /** For looking up only: the order of a hash map decides nothing here. */
    private final Map<List<Object>, Object> origin;

    private final Map<List<Object>, Object> changed = new HashMap<>();
    private final Set<List<Object>> different = new HashSet<>();

    NetworkState() {
        this(new HashMap<>());
    }

    private NetworkState(Map<List<Object>, Object> origin) {
        this.origin = origin;
    }

    /** What is now the state to differ from. */
    NetworkState asOrigin() {
        Map<List<Object>, Object> all = new HashMap<>(origin);
        all.putAll(changed);
        return new NetworkState(all);
    }

    /** Whether nothing differs from the state that this was copied from. */
    boolean isAsOrigin() {
        return different.isEmpty();
    }

    /** Takes a fact in; true when it changed something. */
    boolean take(Fact fact) {
        if (fact instanceof NetworkFact.TunnelMoved moved) {
            return put(List.of(Thing.TUNNEL, moved.tunnel(), moved.side()), moved.up() ? true : GONE);
        } else if (fact instanceof NetworkFact.BgpMoved moved) {
            boolean isUp = moved.to() == BgpState.ESTABLISHED;
            return put(List.of(Thing.SESSION, moved.session(), moved.side()), isUp ? true : GONE);
        } else if (fact instanceof CircuitFact.BfdMoved moved) {
            boolean isUp = moved.to() == BfdState.UP;
            return put(List.of(Thing.BFD, moved.session(), moved.side()), isUp ? true : GONE);
        } else if (fact instanceof NetworkFact.HealthCheckMoved moved) {
            return put(List.of(Thing.HEALTH, moved.tunnel()), moved.healthy() ? GONE : true);
        } else if (fact instanceof CircuitFact.VbrHealthCheckMoved moved) {
            return put(List.of(Thing.CIRCUIT_HEALTH, moved.actor()), moved.healthy() ? GONE : true);
        } else if (fact instanceof NetworkFact.RouteInstalled route) {
            return put(List.of(Thing.ROUTE, route.table(), route.prefix()), List.of(route.source(), route.nextHops()));
        } else if (fact instanceof NetworkFact.RouteRemoved route) {
            return put(List.of(Thing.ROUTE, route.table(), route.prefix()), GONE);
        }
        return false;
    }

    private boolean put(List<Object> key, Object value) {
        Object before = changed.getOrDefault(key, origin.getOrDefault(key, GONE));
        if (value.equals(before)) {
            return false;
        }
        changed.put(key, value);
        if (value.equals(origin.getOrDefault(key, GONE))) {
            different.remove(key);
        } else {
            different.add(key);
        }
        return true;
    }
}
