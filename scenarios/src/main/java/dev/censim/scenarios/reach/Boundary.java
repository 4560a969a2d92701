package dev.censim.scenarios.reach;

import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.RouteSource;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Prefix;
import dev.censim.node.Border;
import java.util.Optional;

/**
 * Watches whether what happens in a part of a network concerns the rest. News of routes that no traffic of the rest needs do not: whoever
 * is told forwards as before, and tells nobody else.
 */
final class Boundary implements Border {

    private final Reach reach;
    private final Destinations destinations;
    private final KnownRoutes known;
    private boolean isCrossed;

    /** The latest prefix that was harmless, of which many are told at once. */
    private Optional<Prefix> harmless = Optional.empty();

    Boundary(Reach reach, Destinations destinations, KnownRoutes known) {
        this.reach = reach;
        this.destinations = destinations;
        this.known = known;
    }

    @Override
    public void crossed() {
        isCrossed = true;
    }

    /** Packets of other flows were under way when the part was taken out, and go where they would have gone. */
    @Override
    public void crossed(int flow) {
        isCrossed |= reach.hasFlow(flow);
    }

    @Override
    public void crossed(Prefix prefix) {
        if (!isCrossed && !harmless.filter(prefix::equals).isPresent()) {
            isCrossed = destinations.servesOthers(prefix, reach);
            harmless = Optional.of(prefix);
        }
    }

    /** What happens in the part. A route that is new to a router may be one too many for whoever is told. */
    void take(Fact fact) {
        if (reach.isExact(fact.actor())) {
            return;
        }
        if (fact instanceof RouteInstalled route) {
            if (route.source() != RouteSource.SYNCHRONIZED && known.isNew(route)) {
                crossed();
            }
            crossed(route.prefix());
        } else if (fact instanceof RouteRemoved route) {
            crossed(route.prefix());
        } else if (fact instanceof PacketDropped dropped && dropped.flow() >= 0) {
            isCrossed |= !reach.hasFlow(dropped.flow());
        }
    }

    boolean isCrossed() {
        return isCrossed;
    }
}
