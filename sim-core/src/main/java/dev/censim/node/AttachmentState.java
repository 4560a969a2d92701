package dev.censim.node;

import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.route.PrefixMap;
import dev.censim.route.RouteAttributes;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a transit router holds of one attachment during the run: an operator may change the first three. */
final class AttachmentState {

    /** The transit router's actor id. */
    private final int transitRouter;

    final TransitRouterConfig.Attachment config;
    final TreeSet<Integer> propagatedTables;
    int associatedTable;
    boolean publishes;

    /** Whether the link to another transit router has its carrier; an instance always has. */
    boolean hasCarrier;

    /** How many faults keep it away, an outage of the transit router among them. */
    int detachments;

    /** What it has told, whether or not a table learns it. */
    final PrefixMap<RouteAttributes> learned;

    /** What it has been given. */
    final PrefixMap<RouteAttributes> given;

    private @Nullable RouteAttributes latest;

    AttachmentState(int transitRouter, TransitRouterConfig.Attachment config) {
        this.transitRouter = transitRouter;
        this.config = config;
        propagatedTables = new TreeSet<>(config.propagatedTables());
        associatedTable = config.associatedTable();
        publishes = config.publishes();
        hasCarrier = true;
        learned = new PrefixMap<>();
        given = new PrefixMap<>();
    }

    private AttachmentState(AttachmentState other) {
        transitRouter = other.transitRouter;
        config = other.config;
        propagatedTables = new TreeSet<>(other.propagatedTables);
        associatedTable = other.associatedTable;
        publishes = other.publishes;
        hasCarrier = other.hasCarrier;
        detachments = other.detachments;
        learned = other.learned.copy();
        given = other.given.copy();
        latest = other.latest;
    }

    /** The same attributes as those before where they are equal: routes that are told together are alike, and share one. */
    RouteAttributes learn(Prefix prefix, RouteAttributes attributes) {
        RouteAttributes shared = latest != null && latest.equals(attributes) ? latest : attributes;
        latest = shared;
        learned.put(prefix, shared);
        return shared;
    }

    /** What it has told of a prefix; it has told something. */
    RouteAttributes learned(Prefix prefix) {
        return Objects.requireNonNull(learned.get(prefix));
    }

    AttachmentState copy() {
        return new AttachmentState(this);
    }

    /** Tells it, or the transit router at the other end, a route. */
    void tell(Prefix prefix, RouteAttributes attributes, Turn turn) {
        int actor = config.actor();
        config.peer()
                .ifPresentOrElse(
                        peer -> turn.to(peer, new Control.RouteOffered(actor, prefix, attributes, 0)),
                        () -> turn.to(actor, new Control.RoutePushed(transitRouter, prefix, attributes)));
    }

    void retract(Prefix prefix, Turn turn) {
        int actor = config.actor();
        config.peer()
                .ifPresentOrElse(
                        peer -> turn.to(peer, new Control.RouteRetracted(actor, prefix)),
                        () -> turn.to(actor, new Control.RoutePulled(transitRouter, prefix)));
    }

    /** Whether packets from it are taken and static entries lead to it. */
    boolean isAttached() {
        return detachments == 0;
    }

    /** Whether it is told routes, and what it tells is used. */
    boolean isUp() {
        return hasCarrier && isAttached();
    }

    /** Takes back everything that it has been given. */
    void withdrawGiven(Turn turn) {
        List<Prefix> all = given.keys();
        given.clear();
        all.forEach(prefix -> retract(prefix, turn));
    }

    /** The attachments that each table is associated with. */
    static List<List<Integer>> byTable(List<AttachmentState> all, int tables) {
        return IntStream.range(0, tables)
                .mapToObj(table -> IntStream.range(0, all.size())
                        .filter(attachment -> all.get(attachment).associatedTable == table)
                        .boxed()
                        .toList())
                .toList();
    }

    boolean isPeer() {
        return config.peer().isPresent();
    }
}
