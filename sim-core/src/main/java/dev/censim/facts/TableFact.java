package dev.censim.facts;

import dev.censim.kernel.Digest;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RouteRule;
import dev.censim.model.policy.RouteStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a device says when it is asked for its route tables, entry by entry in the order of prefixes. It adds nothing to the digest. Hops
 * are as in {@link Names#hop}.
 */
public sealed interface TableFact extends Fact {

    @Override
    default void digest(Digest into) {}

    /** Number of the table, as in {@link Names#tables}. */
    int table();

    Prefix prefix();

    /**
     * An entry of a table of a transit router, in whatever state.
     *
     * @param nextHop the attachment; empty for a black hole
     * @param isStatic made by hand in this table; else propagated
     * @param origin the instance that the route comes from
     * @param asPath its numbers in order
     * @param preference of routing policies
     * @param lostBy of a backup: the rule by which the best one won
     * @param deniedBy of a forbidden one: priority of the routing policy
     */
    record TransitRouterEntry(
            long at,
            int actor,
            int table,
            Prefix prefix,
            OptionalInt nextHop,
            boolean isStatic,
            int origin,
            InstanceType originType,
            OriginRouteType routeType,
            List<Asn> asPath,
            List<Community> communities,
            int preference,
            RouteStatus status,
            Optional<RouteRule> lostBy,
            OptionalInt deniedBy)
            implements TableFact {
        public TransitRouterEntry {
            asPath = List.copyOf(asPath);
            communities = List.copyOf(communities);
        }
    }

    /**
     * An entry that another device forwards by.
     *
     * @param asPath of a route that BGP has learned; else empty
     * @param communities likewise
     */
    record DeviceEntry(
            long at,
            int actor,
            int table,
            Prefix prefix,
            RouteSource source,
            List<Integer> nextHops,
            List<Asn> asPath,
            List<Community> communities)
            implements TableFact {
        public DeviceEntry {
            nextHops = List.copyOf(nextHops);
            asPath = List.copyOf(asPath);
            communities = List.copyOf(communities);
        }
    }
}
