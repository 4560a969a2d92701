package dev.censim.node;

import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.route.RouteAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Aggregates of a transit router's tables (API {@code CreateTransitRouteTableAggregation}): VPCs that are associated with a table and
 * synchronized are given them in place of the routes that they cover. Nobody else is, and the table itself forwards as before.
 */
final class Aggregates {

    private final RouteAttributes attributes;

    /** By the index of the table. */
    private final List<TreeSet<Prefix>> byTable;

    Aggregates(TransitRouterConfig config) {
        attributes = RouteAttributes.of(InstanceType.TR, OriginRouteType.CUSTOM, config.id(), config.region());
        byTable = new ArrayList<>();
        config.tables().forEach(table -> byTable.add(new TreeSet<>(table.aggregates())));
    }

    private Aggregates(Aggregates other) {
        attributes = other.attributes;
        byTable = new ArrayList<>();
        other.byTable.forEach(prefixes -> byTable.add(new TreeSet<>(prefixes)));
    }

    Aggregates copy() {
        return new Aggregates(this);
    }

    /** Whether an attachment is given an aggregate of exactly this prefix, whatever the table has for it. */
    boolean isOne(AttachmentState to, Prefix prefix) {
        return isServed(to) && byTable.get(to.associatedTable).contains(prefix);
    }

    /** Whether an attachment is given an aggregate in place of a prefix. */
    boolean cover(AttachmentState to, Prefix prefix) {
        return isServed(to) && cover(to.associatedTable, prefix);
    }

    boolean cover(int table, Prefix prefix) {
        return byTable.get(table).stream().anyMatch(aggregate -> aggregate.contains(prefix));
    }

    /** Tells an attachment the aggregates of its table. */
    void give(AttachmentState to, Turn turn) {
        if (isServed(to) && to.publishes && to.isUp()) {
            byTable.get(to.associatedTable).forEach(prefix -> {
                if (!attributes.equals(to.given.put(prefix, attributes))) {
                    to.tell(prefix, attributes, turn);
                }
            });
        }
    }

    /** An aggregate comes or goes; the routes that it covers are given anew by the caller. */
    void set(int table, Prefix prefix, boolean present, List<AttachmentState> attachments, Turn turn) {
        if (present) {
            byTable.get(table).add(prefix);
            attachments.forEach(to -> give(to, turn));
        } else if (byTable.get(table).remove(prefix)) {
            for (AttachmentState to : attachments) {
                if (isServed(to) && to.associatedTable == table && to.given.remove(prefix) != null) {
                    to.retract(prefix, turn);
                }
            }
        }
    }

    private static boolean isServed(AttachmentState to) {
        return to.config.type() == InstanceType.VPC && to.associatedTable != TransitRouterConfig.NO_TABLE;
    }
}
