package dev.censim.node;

import dev.censim.facts.RouteSource;
import java.util.List;

/**
 * What a forwarding table does with a prefix.
 *
 * @param hops in a fixed order, as in {@link dev.censim.facts.Names#hop}; several share the traffic, none drops it
 */
record Route(RouteSource source, List<Integer> hops) {

    Route {
        hops = List.copyOf(hops);
    }

    static Route to(RouteSource source, int hop) {
        return new Route(source, List.of(hop));
    }
}
