package dev.censim.scenarios.path;

import dev.censim.model.Scenario;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.policy.RoutingPolicy.Direction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Priorities for the routing policies that an explanation proposes: none is in use, and two proposals never have the same. */
final class FreePriorities {

    private static final int LARGEST = 100;

    private record Place(String transitRouter, Direction direction, String routeTable) {}

    private record Proposal(Place place, Prefix prefix, int below) {}

    private final Map<Place, Set<Integer>> used = new LinkedHashMap<>();
    private final Map<Proposal, Integer> proposed = new LinkedHashMap<>();

    FreePriorities(Scenario scenario) {
        scenario.topology()
                .transitRouters()
                .forEach(router -> router.routingPolicies().forEach(policy -> use(router.name(), policy)));
    }

    private void use(String router, RoutingPolicy policy) {
        at(new Place(router, policy.direction(), policy.routeTable())).add(policy.priority());
    }

    private Set<Integer> at(Place place) {
        return used.computeIfAbsent(place, key -> new TreeSet<>());
    }

    /**
     * The largest that is asked before the policy in the way; the same for the same question. When all before it are in use, the
     * largest of them, which is then replaced.
     */
    int before(int below, String router, Direction direction, String table, Prefix prefix) {
        Place place = new Place(router, direction, table);
        return proposed.computeIfAbsent(new Proposal(place, prefix, below), key -> {
            int largest = Math.max(1, Math.min(below - 1, LARGEST));
            int free = largest;
            while (free > 1 && at(place).contains(free)) {
                free--;
            }
            int chosen = at(place).contains(free) ? largest : free;
            at(place).add(chosen);
            return chosen;
        });
    }
}
