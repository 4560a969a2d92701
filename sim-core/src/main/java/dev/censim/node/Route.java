package dev.censim.node;

import dev.censim.facts.RouteSource;
import java.util.List;

/**
 * What a forwarding table does with a prefix.
 *
 * @param deniedTo attachments whose packets may not take it; only in a transit router's table
 * @param hops in a fixed order, as in {@link dev.censim.facts.Names#hop}; several share the traffic, none drops it
 */
record Route(RouteSource source, List<Integer> hops, AttachmentSet deniedTo) {

    Route {
        hops = List.copyOf(hops);
    }

    Route(RouteSource source, List<Integer> hops) {
        this(source, hops, AttachmentSet.NONE);
    }

    /** Whether packets that may take it go where those of the other go. */
    boolean leadsAs(Route other) {
        return source == other.source && hops.equals(other.hops);
    }

    static Route to(RouteSource source, int hop) {
        return new Route(source, List.of(hop));
    }
}
