package dev.censim.route;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RoutingPolicy.Direction;
import dev.censim.model.policy.RoutingPolicy.MatchMode;
import dev.censim.wire.bgp.AsPath;
import java.util.List;

/**
 * The conditions of a policy; all must hold, and a list without entries is none. Those about the destination count only where a route
 * leaves the transit router, and only for its own instances.
 *
 * @param sourceRegions as in {@link RouteAttributes#region}
 * @param sourceInstances numbers; with {@code isSourceReverse} all others
 * @param sourceTables indices of the tables that hold the route
 * @param destinationTables indices of the tables that destinations are associated with
 */
public record Condition(
        List<Integer> sourceRegions,
        List<Integer> sourceInstances,
        boolean isSourceReverse,
        List<Integer> destinationInstances,
        boolean isDestinationReverse,
        List<InstanceType> sourceTypes,
        List<InstanceType> destinationTypes,
        List<Integer> sourceTables,
        List<Integer> destinationTables,
        List<OriginRouteType> routeTypes,
        List<Prefix> prefixes,
        MatchMode prefixMode,
        List<Asn> asPath,
        MatchMode asPathMode,
        List<Community> communities,
        MatchMode communityMode) {

    public Condition {
        sourceRegions = List.copyOf(sourceRegions);
        sourceInstances = List.copyOf(sourceInstances);
        destinationInstances = List.copyOf(destinationInstances);
        sourceTypes = List.copyOf(sourceTypes);
        destinationTypes = List.copyOf(destinationTypes);
        sourceTables = List.copyOf(sourceTables);
        destinationTables = List.copyOf(destinationTables);
        routeTypes = List.copyOf(routeTypes);
        prefixes = List.copyOf(prefixes);
        asPath = List.copyOf(asPath);
        communities = communities.stream().distinct().sorted().toList();
    }

    static Condition ofTypes(List<InstanceType> sources, List<InstanceType> destinations) {
        return new Condition(
                List.of(),
                List.of(),
                false,
                List.of(),
                false,
                sources,
                destinations,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                MatchMode.INCLUDE,
                List.of(),
                MatchMode.INCLUDE,
                List.of(),
                MatchMode.INCLUDE);
    }

    boolean matches(
            Direction direction, int table, Prefix prefix, RouteAttributes route, RoutingPolicies.Destination to) {
        return isAnyOf(sourceRegions, route.region())
                && isInstance(sourceInstances, isSourceReverse, route.origin())
                && isAnyOf(sourceTypes, route.originType())
                && isAnyOf(sourceTables, table)
                && isAnyOf(routeTypes, route.routeType())
                && matchesPrefix(prefix)
                && matchesAsPath(route.asPath())
                && matchesCommunities(route.communities())
                && (direction == Direction.REGION_IN || matchesDestination(to));
    }

    private static <T> boolean isAnyOf(List<T> allowed, T value) {
        return allowed.isEmpty() || allowed.contains(value);
    }

    private static boolean isInstance(List<Integer> named, boolean isReverse, int instance) {
        return named.isEmpty() || named.contains(instance) != isReverse;
    }

    private boolean matchesDestination(RoutingPolicies.Destination to) {
        boolean isAsked =
                !destinationInstances.isEmpty() || !destinationTypes.isEmpty() || !destinationTables.isEmpty();
        return !isAsked
                || to.isLocal()
                        && isInstance(destinationInstances, isDestinationReverse, to.instance())
                        && isAnyOf(destinationTypes, to.type())
                        && isAnyOf(destinationTables, to.associatedTable());
    }

    private boolean matchesPrefix(Prefix prefix) {
        return prefixes.isEmpty()
                || (prefixMode == MatchMode.COMPLETE
                        ? prefixes.contains(prefix)
                        : prefixes.stream().anyMatch(given -> given.contains(prefix)));
    }

    /** API-CBN: sequences only; a path with a set is compared by its numbers all the same. */
    private boolean matchesAsPath(AsPath path) {
        if (asPath.isEmpty()) {
            return true;
        }
        return asPathMode == MatchMode.COMPLETE
                ? path.equals(AsPath.sequence(asPath.toArray(new Asn[0])))
                : asPath.stream().anyMatch(path::contains);
    }

    private boolean matchesCommunities(List<Community> carried) {
        if (communities.isEmpty()) {
            return true;
        }
        return communityMode == MatchMode.COMPLETE
                ? carried.equals(communities)
                : communities.stream().anyMatch(carried::contains);
    }
}
