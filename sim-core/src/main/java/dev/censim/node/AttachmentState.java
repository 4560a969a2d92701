package dev.censim.node;

import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.route.RouteAttributes;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a transit router holds of one attachment during the run: an operator may change the first three. */
final class AttachmentState {

    /** The transit router's actor id. */
    private final int transitRouter;

    final TransitRouterConfig.Attachment config;
    final TreeSet<Integer> propagatedTables;
    int associatedTable;
    boolean publishes;

    /** Whether the link to another transit router has its carrier. */
    boolean isUp;

    /** What it has told, whether or not a table learns it. */
    final TreeMap<Prefix, RouteAttributes> learned;

    /** What it has been given. */
    final TreeMap<Prefix, RouteAttributes> given;

    AttachmentState(int transitRouter, TransitRouterConfig.Attachment config) {
        this.transitRouter = transitRouter;
        this.config = config;
        propagatedTables = new TreeSet<>(config.propagatedTables());
        associatedTable = config.associatedTable();
        publishes = config.publishes();
        isUp = true;
        learned = new TreeMap<>();
        given = new TreeMap<>();
    }

    private AttachmentState(AttachmentState other) {
        transitRouter = other.transitRouter;
        config = other.config;
        propagatedTables = new TreeSet<>(other.propagatedTables);
        associatedTable = other.associatedTable;
        publishes = other.publishes;
        isUp = other.isUp;
        learned = new TreeMap<>(other.learned);
        given = new TreeMap<>(other.given);
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

    /** Takes back everything that it has been given. */
    void withdrawGiven(Turn turn) {
        List<Prefix> all = List.copyOf(given.keySet());
        given.clear();
        all.forEach(prefix -> retract(prefix, turn));
    }

    boolean isPeer() {
        return config.peer().isPresent();
    }
}
