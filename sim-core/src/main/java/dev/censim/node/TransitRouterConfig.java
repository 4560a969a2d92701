package dev.censim.node;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.route.Policy;
import dev.censim.route.RouteOrder;
import java.util.List;
import java.util.OptionalInt;

/**
 * A transit router.
 *
 * @param tables its tables, by index; the first is the system table
 * @param policies routing policies, the system's own among them if it has one
 * @param runEnd when it is noted how much has come in through each attachment
 */
public record TransitRouterConfig(
        int id,
        List<Table> tables,
        List<Attachment> attachments,
        List<StaticRoute> routes,
        List<Policy> policies,
        int region,
        long runEnd) {

    /** In place of the index of a table. */
    public static final int NO_TABLE = -1;

    public TransitRouterConfig {
        tables = List.copyOf(tables);
        attachments = List.copyOf(attachments);
        routes = List.copyOf(routes);
        policies = List.copyOf(policies);
    }

    /**
     * @param number of the table in the whole network
     * @param order which of its entries are better
     * @param aggregates what VPCs are given in place of the routes inside
     */
    public record Table(int number, RouteOrder order, List<Prefix> aggregates) {
        public Table {
            aggregates = List.copyOf(aggregates);
        }
    }

    /**
     * @param actor who hands over its packets and takes those for it: the instance, or the link to another transit router
     * @param associatedTable index of the table that forwards what comes from it; {@link #NO_TABLE} for none
     * @param propagatedTables indices of the tables that learn its routes
     * @param addresses of private tunnels that end there: every table leads to them, and nobody is told
     * @param publishes whether it is given the routes of its associated table
     * @param peer actor id of the transit router at the other end of the link; empty for an instance
     */
    public record Attachment(
            int actor,
            InstanceType type,
            int associatedTable,
            List<Integer> propagatedTables,
            List<Prefix> addresses,
            boolean publishes,
            OptionalInt peer) {
        public Attachment {
            propagatedTables = List.copyOf(propagatedTables);
            addresses = List.copyOf(addresses);
        }
    }

    /** @param attachment index of the attachment that is the next hop; -1 for a black hole */
    public record StaticRoute(int table, Prefix destination, int attachment) {}
}
