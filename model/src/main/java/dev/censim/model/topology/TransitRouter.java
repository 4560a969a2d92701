package dev.censim.model.topology;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.RouteType;
import dev.censim.model.policy.RoutingPolicy;
import java.util.List;

/**
 * An Enterprise Edition transit router.
 *
 * @param routeTables names of its tables; the first is the system table, named {@link #SYSTEM_TABLE}
 * @param routes static entries
 * @param multiRegionEcmp tables in which VBR routes of several regions may share traffic ({@code MultiRegionECMP})
 * @param routingPolicies those of the user; the system's own is not among them
 * @param routeAggregations what VPCs are given in place of the routes inside
 * @param routePreference order among route types for one prefix, most preferred first
 */
public record TransitRouter(
        String name,
        String region,
        List<String> routeTables,
        List<TransitRouterRoute> routes,
        List<RouteType> routePreference,
        List<String> multiRegionEcmp,
        List<RoutingPolicy> routingPolicies,
        List<RouteAggregation> routeAggregations) {

    public static final String SYSTEM_TABLE = "system";

    public TransitRouter {
        routeTables = List.copyOf(routeTables);
        routes = List.copyOf(routes);
        routePreference = List.copyOf(routePreference);
        multiRegionEcmp = List.copyOf(multiRegionEcmp);
        routingPolicies = List.copyOf(routingPolicies);
        routeAggregations = List.copyOf(routeAggregations);
    }

    /** Those of one table. */
    public List<Prefix> aggregates(String routeTable) {
        return routeAggregations.stream()
                .filter(one -> one.routeTable().equals(routeTable))
                .map(RouteAggregation::cidr)
                .toList();
    }
}
