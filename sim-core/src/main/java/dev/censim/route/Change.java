package dev.censim.route;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.wire.bgp.AsPath;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a policy that permits changes in a route.
 *
 * @param prepend in front of the AS path, the first one first
 */
public record Change(
        OptionalInt preference, List<Asn> prepend, List<Community> communities, boolean replacesCommunities) {

    static final Change NONE = new Change(OptionalInt.empty(), List.of(), List.of(), false);

    public Change {
        prepend = List.copyOf(prepend);
        communities = List.copyOf(communities);
    }

    RouteAttributes applyTo(RouteAttributes route) {
        AsPath path = route.asPath();
        for (int i = prepend.size() - 1; i >= 0; i--) {
            path = path.prepend(prepend.get(i));
        }
        List<Community> set = new ArrayList<>(communities);
        if (!replacesCommunities) {
            set.addAll(route.communities());
        }
        return route.withPreference(preference.orElse(route.preference()))
                .withAsPath(path)
                .withCommunities(set);
    }
}
