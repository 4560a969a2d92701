package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it treats one route, for however many prefixes share that: which terms the route can match is found out once, and
 * prefixes that match the same term get the same attributes, the very object.
 */
final class PolicyOnRoute {

    private final PathAttributes route;
    private final Asn own;
    private final List<RoutePolicy.Term> matching; // by all but the prefix; the last may be one for any prefix
    private final @Nullable PathAttributes[] changed; // by term; null while nobody has asked, and if it denies

    /** @param own what {@link RoutePolicy.Action.Prepend} puts in front */
    PolicyOnRoute(RoutePolicy policy, PathAttributes route, Asn own) {
        this.route = route;
        this.own = own;
        List<RoutePolicy.Term> terms = new ArrayList<>();
        for (RoutePolicy.Term term : policy.terms()) {
            if (term.match().holds(route)) {
                terms.add(term);
                if (term.match().isForAnyPrefix()) {
                    break;
                }
            }
        }
        matching = terms;
        changed = new PathAttributes[terms.size()];
    }

    /** Whether the answer is the same for every prefix. */
    boolean isUniform() {
        return matching.isEmpty() || matching.get(0).match().isForAnyPrefix();
    }

    /** The route after the policy; null when it is denied. */
    @Nullable
    PathAttributes at(Prefix prefix) {
        for (int i = 0; i < changed.length; i++) {
            RoutePolicy.Term term = matching.get(i);
            if (term.match().holds(prefix)) {
                if (term.permits() && changed[i] == null) {
                    changed[i] = RoutePolicy.changed(route, term.actions(), own);
                }
                return changed[i];
            }
        }
        return route;
    }
}
