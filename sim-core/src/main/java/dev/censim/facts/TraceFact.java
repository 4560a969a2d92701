package dev.censim.facts;

import dev.censim.kernel.Digest;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RouteRule;
import dev.censim.model.policy.RouteStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is noted about a packet that was sent to see its way, and what a transit router answers when it is asked about a destination.
 * It adds nothing to the digest. Hops are as in {@link Names#hop}.
 */
public sealed interface TraceFact extends Fact {

    @Override
    default void digest(Digest into) {}

    /**
     * A table was looked up for a traced packet.
     *
     * @param trace number of the packet
     * @param entry the longest prefix around its destination; empty when there is none
     * @param hops between which the flow's hash chooses
     * @param chosen empty when it goes nowhere from here: it has arrived, or is dropped
     * @param hash of the flow at this device, 0 to 2^31 - 1
     */
    record LookedUp(
            long at,
            int actor,
            int trace,
            int table,
            Optional<Prefix> entry,
            Optional<RouteSource> source,
            List<Integer> hops,
            OptionalInt chosen,
            int hash)
            implements TraceFact {
        public LookedUp {
            hops = List.copyOf(hops);
        }
    }

    /** A traced packet was dropped; {@code path} is its way up to here. */
    record Dropped(long at, int actor, int trace, DropCause cause, List<Integer> path) implements TraceFact {
        public Dropped {
            path = List.copyOf(path);
        }
    }

    /** A traced packet is where it was sent. */
    record Arrived(long at, int actor, int trace, List<Integer> path) implements TraceFact {
        public Arrived {
            path = List.copyOf(path);
        }
    }

    /**
     * An entry of a transit router's table.
     *
     * @param attachment the next hop; empty for a black hole
     * @param lostBy of a backup: the rule by which the best one won
     * @param deniedBy of a forbidden one: priority of the routing policy
     */
    record Entry(
            long at,
            int actor,
            int table,
            Prefix prefix,
            OptionalInt attachment,
            boolean isStatic,
            InstanceType originType,
            OriginRouteType routeType,
            int asPathLength,
            int preference,
            RouteStatus status,
            Optional<RouteRule> lostBy,
            OptionalInt deniedBy)
            implements TraceFact {}

    /**
     * An attachment of a transit router, as it is now.
     *
     * @param attached whether it is there, as against one that has failed
     * @param table number of the table that it is associated with
     * @param propagatedTables numbers of the tables that learn its routes
     * @param told what it has told of prefixes around the destination in question
     * @param given what it has been given of them
     */
    record Attachment(
            long at,
            int actor,
            int attachment,
            boolean attached,
            OptionalInt table,
            List<Integer> propagatedTables,
            boolean publishes,
            List<Prefix> told,
            List<Prefix> given)
            implements TraceFact {
        public Attachment {
            propagatedTables = List.copyOf(propagatedTables);
            told = List.copyOf(told);
            given = List.copyOf(given);
        }
    }

    /** A routing policy keeps an attachment from an entry of its table. */
    record Denied(long at, int actor, int attachment, Prefix prefix, int priority) implements TraceFact {}
}
