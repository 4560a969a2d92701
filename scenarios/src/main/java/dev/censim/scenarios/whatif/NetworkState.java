package dev.censim.scenarios.whatif;

import dev.censim.facts.BfdState;
import dev.censim.facts.BgpState;
import dev.censim.facts.CircuitFact;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.RouteSource;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Prefix;
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

    /**
     * What has a state.
     *
     * @param number of the tunnel, session or table, or the actor id
     * @param part the end, or the key of the prefix
     */
    private record Key(Thing thing, int number, long part) {

        private static Key of(Thing thing, int number, Side side) {
            return new Key(thing, number, side.ordinal());
        }

        private static Key route(int table, Prefix prefix) {
            return new Key(Thing.ROUTE, table, prefix.key());
        }

        // The record's own would be made of method handles, which costs more than all else here.
        @Override
        public int hashCode() {
            return 31 * (31 * thing.ordinal() + number) + Long.hashCode(part);
        }
    }

    private record Leads(RouteSource source, List<Integer> nextHops) {}

    /** For looking up only: the order of a hash map decides nothing here. Never changed, so that copies share it. */
    private final Map<Key, Object> origin;

    private final Map<Key, Object> changed = new HashMap<>();
    private final Set<Key> different = new HashSet<>();

    NetworkState() {
        this(new HashMap<>());
    }

    private NetworkState(Map<Key, Object> origin) {
        this.origin = origin;
    }

    /** What is now the state to differ from. */
    NetworkState asOrigin() {
        if (changed.isEmpty()) {
            return new NetworkState(origin);
        }
        Map<Key, Object> all = new HashMap<>(origin);
        all.putAll(changed);
        return new NetworkState(all);
    }

    /** Whether nothing differs from the state that this was copied from. */
    boolean isAsOrigin() {
        return different.isEmpty();
    }

    boolean isTunnelUp(int tunnel, Side side) {
        return !get(Key.of(Thing.TUNNEL, tunnel, side)).equals(GONE);
    }

    /** Whether BGP is established. */
    boolean isSessionUp(int session, Side side) {
        return !get(Key.of(Thing.SESSION, session, side)).equals(GONE);
    }

    /** Takes a fact in; true when it changed something. */
    boolean take(Fact fact) {
        if (fact instanceof NetworkFact.TunnelMoved moved) {
            return put(Key.of(Thing.TUNNEL, moved.tunnel(), moved.side()), moved.up() ? true : GONE);
        } else if (fact instanceof NetworkFact.BgpMoved moved) {
            boolean isUp = moved.to() == BgpState.ESTABLISHED;
            return put(Key.of(Thing.SESSION, moved.session(), moved.side()), isUp ? true : GONE);
        } else if (fact instanceof CircuitFact.BfdMoved moved) {
            boolean isUp = moved.to() == BfdState.UP;
            return put(Key.of(Thing.BFD, moved.session(), moved.side()), isUp ? true : GONE);
        } else if (fact instanceof NetworkFact.HealthCheckMoved moved) {
            return put(new Key(Thing.HEALTH, moved.tunnel(), 0), moved.healthy() ? GONE : true);
        } else if (fact instanceof CircuitFact.VbrHealthCheckMoved moved) {
            return put(new Key(Thing.CIRCUIT_HEALTH, moved.actor(), 0), moved.healthy() ? GONE : true);
        } else if (fact instanceof NetworkFact.RouteInstalled route) {
            return put(Key.route(route.table(), route.prefix()), new Leads(route.source(), route.nextHops()));
        } else if (fact instanceof NetworkFact.RouteRemoved route) {
            return put(Key.route(route.table(), route.prefix()), GONE);
        }
        return false;
    }

    private Object get(Key key) {
        return changed.getOrDefault(key, origin.getOrDefault(key, GONE));
    }

    private boolean put(Key key, Object value) {
        if (value.equals(get(key))) {
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
