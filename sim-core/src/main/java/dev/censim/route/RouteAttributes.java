package dev.censim.route;

import dev.censim.model.address.Community;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.wire.bgp.AsPath;
import java.util.List;

/**
 * What a route says of itself on its way through transit routers (API: {@code CenRouteEntry}).
 *
 * @param originType of the instance that it comes from
 * @param routeType what it was there
 * @param origin number of that instance
 * @param region of that instance: its place among all region IDs in alphabetical order
 * @param asPath without the cloud's own number; empty for what BGP did not learn
 * @param communities sorted and without repetition
 * @param preference of routing policies, 1 to 100, smaller is better
 * @param med of what an ECR has told: how near the transit router is to the VBR, smaller is nearer; {@link #NO_MED} of all else
 */
public record RouteAttributes(
        InstanceType originType,
        OriginRouteType routeType,
        int origin,
        int region,
        AsPath asPath,
        List<Community> communities,
        int preference,
        int med) {

    /** API-CBN, {@code Preference}. */
    public static final int DEFAULT_PREFERENCE = 50;

    public static final int NO_MED = 0;

    public RouteAttributes {
        communities = List.copyOf(communities);
    }

    /** A route of an instance that no routing policy has seen, and BGP neither. */
    public static RouteAttributes of(InstanceType originType, OriginRouteType routeType, int origin, int region) {
        return new RouteAttributes(
                originType, routeType, origin, region, AsPath.EMPTY, List.of(), DEFAULT_PREFERENCE, NO_MED);
    }

    public RouteAttributes withAsPath(AsPath path) {
        return new RouteAttributes(originType, routeType, origin, region, path, communities, preference, med);
    }

    public RouteAttributes withCommunities(List<Community> set) {
        List<Community> sorted = set.stream().distinct().sorted().toList();
        return new RouteAttributes(originType, routeType, origin, region, asPath, sorted, preference, med);
    }

    public RouteAttributes withPreference(int value) {
        return new RouteAttributes(originType, routeType, origin, region, asPath, communities, value, med);
    }

    public RouteAttributes withMed(int value) {
        return new RouteAttributes(originType, routeType, origin, region, asPath, communities, preference, value);
    }
}
