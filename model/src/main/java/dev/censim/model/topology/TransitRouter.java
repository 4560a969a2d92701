package dev.censim.model.topology;

import dev.censim.model.policy.RouteType;
import java.util.List;

/**
 * An Enterprise Edition transit router.
 *
 * @param routeTables names of its tables; the first is the system table, named {@link #SYSTEM_TABLE}
 * @param routes static entries
 * @param routePreference order among route types for one prefix, most preferred first
 */
public record TransitRouter(
        String name,
        String region,
        List<String> routeTables,
        List<TransitRouterRoute> routes,
        List<RouteType> routePreference) {

    public static final String SYSTEM_TABLE = "system";

    public TransitRouter {
        routeTables = List.copyOf(routeTables);
        routes = List.copyOf(routes);
        routePreference = List.copyOf(routePreference);
    }
}
