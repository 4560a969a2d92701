package dev.censim.model.policy;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Prefix;
import java.util.List;
import java.util.OptionalInt;

/**
 * A routing policy of a transit router ({@code cen_route_map}).
 *
 * @param priority 1 to 100, the smallest first; unique for each table and direction
 * @param routeTable the table that it is bound to
 * @param permits otherwise it denies
 * @param nextPriority of a policy that permits: the one to be asked after it, a larger number
 * @param match all conditions hold, or the policy is passed over
 * @param set what is changed in a route that is permitted
 */
public record RoutingPolicy(
        int priority,
        Direction direction,
        String routeTable,
        boolean permits,
        OptionalInt nextPriority,
        Match match,
        Actions set) {

    /** Product page, Considerations: the priority of the system's own policy, which can be neither changed nor removed. */
    public static final int SYSTEM_PRIORITY = 5000;

    /** Which routes a policy is asked about ({@code TransmitDirection}). */
    public enum Direction {
        /** Advertised to the transit router by local instances or other regions. */
        REGION_IN("regionIn"),
        /** Advertised by the transit router to local instances or other regions. */
        REGION_OUT("regionOut");

        private final String text;

        Direction(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** How a list of a route is compared with a condition's. */
    public enum MatchMode {
        /** Prefixes: the route lies inside one of them. AS paths and communities: they have one in common. */
        INCLUDE("include"),
        /** Equal to it. */
        COMPLETE("complete");

        private final String text;

        MatchMode(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Instances by name, or all but those. */
    public record Instances(List<String> names, boolean isReverse) {
        public Instances {
            names = List.copyOf(names);
        }
    }

    /**
     * Conditions; a list without entries is no condition. Those about the destination hold in {@link Direction#REGION_OUT} only.
     *
     * @param sourceRegions of the instances that routes come from
     * @param sourceRouteTables tables that learned the route: here those of this transit router
     * @param destinationRouteTables tables that instances are associated with
     */
    public record Match(
            List<String> sourceRegions,
            Instances sourceInstances,
            Instances destinationInstances,
            List<InstanceType> sourceTypes,
            List<InstanceType> destinationTypes,
            List<String> sourceRouteTables,
            List<String> destinationRouteTables,
            List<OriginRouteType> routeTypes,
            List<Prefix> prefixes,
            MatchMode prefixMode,
            List<Asn> asPath,
            MatchMode asPathMode,
            List<Community> communities,
            MatchMode communityMode) {

        private static final Instances ANY = new Instances(List.of(), false);

        /** Every route. */
        public static final Match ALL = new Match(
                List.of(),
                ANY,
                ANY,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                MatchMode.INCLUDE,
                List.of(),
                MatchMode.INCLUDE,
                List.of(),
                MatchMode.INCLUDE);

        public Match {
            sourceRegions = List.copyOf(sourceRegions);
            sourceTypes = List.copyOf(sourceTypes);
            destinationTypes = List.copyOf(destinationTypes);
            sourceRouteTables = List.copyOf(sourceRouteTables);
            destinationRouteTables = List.copyOf(destinationRouteTables);
            routeTypes = List.copyOf(routeTypes);
            prefixes = List.copyOf(prefixes);
            asPath = List.copyOf(asPath);
            communities = List.copyOf(communities);
        }
    }

    /**
     * @param preference 1 to 100, smaller is better; empty leaves it
     * @param prependAsPath put in front of the AS path, at most 32
     * @param communities added, or put in place of all others
     */
    public record Actions(
            OptionalInt preference, List<Asn> prependAsPath, List<Community> communities, boolean replacesCommunities) {

        public static final Actions NONE = new Actions(OptionalInt.empty(), List.of(), List.of(), false);

        public Actions {
            prependAsPath = List.copyOf(prependAsPath);
            communities = List.copyOf(communities);
        }
    }
}
