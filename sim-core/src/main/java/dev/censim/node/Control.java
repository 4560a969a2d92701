package dev.censim.node;

import dev.censim.kernel.Signal;
import dev.censim.model.address.Prefix;
import dev.censim.model.fault.Fault;
import dev.censim.route.Candidate;
import dev.censim.route.Policy;
import dev.censim.route.RouteAttributes;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What actors tell each other apart from packets. */
public sealed interface Control extends Signal {

    /**
     * A neighbour can reach a prefix; replaces what it offered for that prefix before.
     *
     * @param from its attachment: its own actor id, or that of the link between two transit routers
     * @param metric for a data centre: the lowest wins, and equal ones share the traffic
     */
    record RouteOffered(int from, Prefix prefix, RouteAttributes attributes, int metric) implements Control {}

    /** A neighbour can no longer reach a prefix. */
    record RouteRetracted(int from, Prefix prefix) implements Control {}

    /**
     * A transit router or an ECR gives an attachment a route: synchronized into a VPC, advertised by a VPN or VBR.
     *
     * @param from its actor id
     */
    record RoutePushed(int from, Prefix prefix, RouteAttributes attributes) implements Control {}

    /** It takes that route back. */
    record RoutePulled(int from, Prefix prefix) implements Control {}

    /**
     * An attachment is associated with another table of the transit router.
     *
     * @param attachment its actor id
     * @param table index; {@link TransitRouterConfig#NO_TABLE} for none
     */
    record Association(int attachment, int table) implements Control {}

    /** A table of the transit router begins to learn an attachment's routes, or stops. */
    record Propagation(int attachment, int table, boolean enabled) implements Control {}

    /** An attachment is given the routes of its table from now on, or no longer. */
    record Synchronization(int attachment, boolean enabled) implements Control {}

    /**
     * A static entry of a transit router's table comes or goes.
     *
     * @param attachment actor id of the next hop; {@link Candidate#BLACKHOLE} for none
     */
    record TableEntry(int table, Prefix destination, int attachment, boolean present) implements Control {}

    /** An aggregate of a transit router's table comes or goes. */
    record AggregateEntry(int table, Prefix prefix, boolean present) implements Control {}

    /** A routing policy of a transit router comes, in place of the one with its table, direction and priority, or goes. */
    record PolicyEntry(Policy policy, boolean present) implements Control {}

    /** A route of a VPC to its transit router, or of a gateway through all its endpoints, comes or goes. */
    record OwnEntry(Prefix destination, boolean present) implements Control {}

    /** A host sends a packet whose way is noted. */
    record TraceWanted(int trace, int destination, int protocol, int sourcePort, int destinationPort)
            implements Control {}

    /** A transit router notes what its tables hold around a destination, in network order, and how its attachments stand to it. */
    record RouteInquiry(int destination) implements Control {}

    /** A device notes what its route tables hold ({@link dev.censim.facts.TableFact}). */
    record TablesWanted() implements Control {}

    /** A path begins to swallow packets, or stops doing so. */
    record PathSilent(Fault.Direction direction, boolean silent) implements Control {}

    /** A path loses its carrier, or has it again. */
    record PathCarrier(boolean present) implements Control {}

    /** A path's quality changes; what is empty stays. */
    record PathImpaired(
            OptionalLong latencyNanos, OptionalLong jitterNanos, OptionalInt lossPerMillion, OptionalLong bitsPerSecond)
            implements Control {}

    /** An equal change is undone. */
    record PathRestored(PathImpaired change) implements Control {}

    /** A device sees the carrier of one of its interfaces go or come. */
    record InterfaceCarrier(int link, boolean present) implements Control {}

    /** A device loses power or gets it back. */
    record Power(boolean on) implements Control {}

    /** One tunnel end of a device is lost with its zone, or starts again. */
    record EndpointPower(int endpoint, boolean on) implements Control {}

    /**
     * What is attached to a transit router fails there, or is back.
     *
     * @param attachment its actor id, or that of the link to another transit router
     */
    record AttachmentPresence(int attachment, boolean present) implements Control {}

    /** What is done to the BGP session of one tunnel or circuit of a device. */
    sealed interface OfSession extends Control {
        /** Index of the tunnel or circuit on the device. */
        int endpoint();
    }

    /** An operator shuts one BGP session down, or lets it start again. */
    record BgpShutdown(int endpoint, boolean begins) implements OfSession {}

    /** A packet filter begins to drop one BGP session, or stops doing so. */
    record BgpFilter(int endpoint, boolean begins) implements OfSession {}

    /** An operator resets one BGP session. */
    record BgpReset(int endpoint) implements OfSession {}

    /** A NAT forgets every mapping. */
    record NatRestart() implements Control {}

    /** A fault that happens now, although no script said so. */
    record FaultNow(FaultScript.Planned planned) implements Control {}

    /** What happened by {@link FaultNow} and has no time of repair is undone now. */
    record RepairNow(FaultScript.Planned planned) implements Control {}

    /** Nothing more that a script says is to happen. */
    record ScriptEnds() implements Control {}

    /** A signal for an actor, as part of a fault or its repair. */
    record Delivery(int actor, Control signal) {}
}
