package dev.censim.scenarios.path;

import dev.censim.facts.TraceFact;
import dev.censim.model.address.Prefix;
import dev.censim.model.change.Change;
import dev.censim.model.policy.RouteStatus;
import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.policy.RoutingPolicy.Direction;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.VpnConnection;
import dev.censim.scenarios.explain.Diagnosis;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Why a transit router has no route, gives none, or lets nobody use it. */
final class TransitRouterFaults {

    private static final int SYSTEM_PRIORITY = RoutingPolicy.SYSTEM_PRIORITY;

    private final Lab lab;
    private final Question question;
    private final Landscape landscape;
    private final Sessions sessions;
    private final Prefix block;
    private final String network;

    TransitRouterFaults(Lab lab, Question question, Landscape landscape, Sessions sessions) {
        this.lab = lab;
        this.question = question;
        this.landscape = landscape;
        this.sessions = sessions;
        block = landscape.blockOf(question.to());
        network = landscape.networkOf(question.to());
    }

    Obstacle unassociated(String router, String attachment) {
        String table = Landscape.defaultTable();
        return Obstacle.of(
                Word.ASSOCIATION_MISSING,
                Side.TRANSIT_ROUTER,
                router,
                "the attachment of " + attachment + " is associated with no route table of " + router,
                "associate " + attachment + " with " + router + "/" + table,
                new Change.RouteTableAssociation(router, attachment, Optional.of(table)));
    }

    static Obstacle detached(String router, String attachment) {
        return Obstacle.of(
                Word.UNREACHABLE,
                Side.TRANSIT_ROUTER,
                router,
                "the attachment of " + attachment + " to " + router + " is down",
                "repair it; no change of routing removes this");
    }

    /** A packet came in through an attachment, and the table that the attachment is associated with has no route. */
    Obstacle noRoute(String router, String attachment) {
        Inquiry inquiry = lab.ask(router, question.to());
        return inquiry.attachment(attachment)
                .flatMap(state -> state.table().isPresent()
                        ? Optional.of(missing(router, state.table().getAsInt(), inquiry))
                        : Optional.empty())
                .orElseGet(() -> unassociated(router, attachment));
    }

    /** Why an attachment is not given the route; empty when it is. */
    Optional<Obstacle> notGiven(String router, String attachment) {
        Inquiry inquiry = lab.ask(router, question.to());
        TraceFact.Attachment state = inquiry.attachment(attachment).orElseThrow();
        if (!state.attached()) {
            return Optional.of(detached(router, attachment));
        }
        if (state.table().isEmpty()) {
            return Optional.of(unassociated(router, attachment));
        }
        int table = state.table().getAsInt();
        List<TraceFact.Entry> used = inquiry.used(table);
        if (used.isEmpty()) {
            return Optional.of(missing(router, table, inquiry));
        }
        if (inquiry.deniedBy(state, used.get(0).prefix()).isPresent()) {
            return Optional.of(denied(router, attachment, inquiry));
        }
        if (state.given().contains(used.get(0).prefix())) {
            return Optional.empty();
        }
        return Optional.of(
                state.publishes() ? notTold(router, attachment, used.get(0)) : unsynchronized(router, attachment));
    }

    private Obstacle unsynchronized(String router, String attachment) {
        boolean isVpc = landscape.vpc(attachment).isPresent();
        return Obstacle.of(
                Word.ROUTE_MISSING,
                isVpc ? Side.VPC : Side.TRANSIT_ROUTER,
                isVpc ? attachment : router,
                router + " does not give " + attachment + " its routes: "
                        + (isVpc ? "route synchronization" : "automatic advertisement") + " is off",
                "set autoPublishRouteEnabled: true at the attachment of " + attachment
                        + (isVpc ? ", or add a route to " + block + " to its table" : ""),
                new Change.RouteSynchronization(router, attachment, true));
    }

    /** Black holes are told to nobody, and what another region has told is not told to a third. */
    private Obstacle notTold(String router, String attachment, TraceFact.Entry used) {
        boolean isBlackhole = used.attachment().isEmpty();
        return Obstacle.of(
                isBlackhole ? Word.ROUTE_CONFLICT : Word.ROUTE_MISSING,
                Side.TRANSIT_ROUTER,
                router,
                router + " does not tell " + attachment + " of " + used.prefix()
                        + (isBlackhole ? ", which is a black hole" : ", which it has from where it would tell it"),
                isBlackhole
                        ? "take the black hole out of the table"
                        : "join the two by a connection of their own; transit routers relay nothing to a third");
    }

    /** A policy keeps an attachment from a route of its table. */
    Obstacle denied(String router, String attachment, Inquiry inquiry) {
        TraceFact.Attachment state = inquiry.attachment(attachment).orElseThrow();
        TraceFact.Entry used = inquiry.used(state.table().orElseThrow()).get(0);
        int priority = inquiry.deniedBy(state, used.prefix()).orElse(SYSTEM_PRIORITY);
        String policy = priority == SYSTEM_PRIORITY
                ? "the system's own routing policy, Reject at priority " + SYSTEM_PRIORITY + ","
                : "routing policy " + priority + " (regionOut)";
        return Obstacle.of(
                Word.ROUTE_MAP_DENY,
                Side.TRANSIT_ROUTER,
                router,
                policy + " of " + router + " keeps " + attachment + " from routes of "
                        + used.originType().text() + " attachments, here " + used.prefix(),
                priority == SYSTEM_PRIORITY
                        ? "it can be neither changed nor removed; a routing policy that permits, with a priority from 1 to 100,"
                                + " is asked before it"
                        : "change that policy, or permit the route with a smaller priority",
                permit(router, Direction.REGION_OUT, tableName(state.table().orElseThrow()), priority, used.prefix()));
    }

    private Change permit(String router, Direction direction, String table, int before, Prefix prefix) {
        RoutingPolicy.Match all = RoutingPolicy.Match.ALL;
        RoutingPolicy.Match match = new RoutingPolicy.Match(
                all.sourceRegions(),
                all.sourceInstances(),
                all.destinationInstances(),
                all.sourceTypes(),
                all.destinationTypes(),
                all.sourceRouteTables(),
                all.destinationRouteTables(),
                all.routeTypes(),
                List.of(prefix),
                RoutingPolicy.MatchMode.COMPLETE,
                all.asPath(),
                all.asPathMode(),
                all.communities(),
                all.communityMode());
        int priority = lab.priorities().before(before, router, direction, table, prefix);
        return new Change.RoutingPolicyEntry(
                router,
                new RoutingPolicy(
                        priority, direction, table, true, OptionalInt.empty(), match, RoutingPolicy.Actions.NONE),
                true);
    }

    /** Why a table has no route that is used. */
    private Obstacle missing(String router, int table, Inquiry inquiry) {
        for (TraceFact.Entry entry : inquiry.entries(table)) {
            if (entry.status() == RouteStatus.FORBIDDEN) {
                return forbidden(router, table, entry);
            } else if (entry.status() == RouteStatus.REJECTED) {
                return rejected(router, table, entry);
            }
        }
        List<TraceFact.Attachment> leading = inquiry.attachments().stream()
                .filter(one -> landscape.leads(name(one), network))
                .toList();
        Optional<TraceFact.Attachment> lost =
                leading.stream().filter(one -> !one.attached()).findFirst();
        if (lost.isPresent()) {
            return detached(router, name(lost.get()));
        }
        Optional<TraceFact.Attachment> told =
                leading.stream().filter(one -> !one.told().isEmpty()).findFirst();
        if (told.isPresent()) {
            return unlearned(router, table, name(told.get()));
        }
        return leading.stream()
                .findFirst()
                .map(one -> untold(router, name(one)))
                .orElseGet(() -> Obstacle.of(
                        Word.ROUTE_MISSING,
                        Side.TRANSIT_ROUTER,
                        router,
                        "nothing that is attached to " + router + " leads to " + network,
                        "attach " + network + ", or connect " + router + " with the transit router of its region"));
    }

    private Obstacle forbidden(String router, int table, TraceFact.Entry entry) {
        int priority = entry.deniedBy().orElse(SYSTEM_PRIORITY);
        return Obstacle.of(
                Word.ROUTE_MAP_DENY,
                Side.TRANSIT_ROUTER,
                router,
                "routing policy " + priority + " (regionIn) of " + router + " denies " + entry.prefix()
                        + ": it is Forbidden",
                "change that policy, or permit the route with a smaller priority",
                permit(router, Direction.REGION_IN, tableName(table), priority, entry.prefix()));
    }

    private Obstacle rejected(String router, int table, TraceFact.Entry entry) {
        String from = lab.names().hop(entry.attachment().orElseThrow());
        return Obstacle.of(
                Word.ROUTE_CONFLICT,
                Side.TRANSIT_ROUTER,
                router,
                entry.prefix() + " of " + from + " is Rejected by " + router + "/" + tableName(table)
                        + ": it overlaps a block of another VPC that was there before",
                "give one of the two VPCs another block, or keep them in different route tables");
    }

    private Obstacle unlearned(String router, int table, String attachment) {
        String name = tableName(table);
        return Obstacle.of(
                Word.PROPAGATION_MISSING,
                Side.TRANSIT_ROUTER,
                router,
                router + "/" + name + " does not learn the routes of " + attachment + ", which knows " + block,
                "enable route learning from " + attachment + " in " + router + "/" + name + " (propagatedRouteTables)",
                new Change.RouteTablePropagation(router, attachment, name, true));
    }

    /** An attachment leads there, and has not said so. */
    private Obstacle untold(String router, String attachment) {
        Optional<VpnConnection> connection = landscape.vpnConnection(attachment);
        if (connection.isPresent()) {
            if (!sessions.isUp(connection.get())) {
                return noTunnel(connection, attachment, false);
            }
            if (connection.get().enableTunnelsBgp() && !sessions.isEstablished(connection.get())) {
                return bgpDown(attachment, Side.TRANSIT_ROUTER);
            }
            return unannounced(attachment, connection.get().enableTunnelsBgp());
        }
        Optional<Vbr> vbr = landscape.vbr(attachment);
        if (vbr.isPresent()) {
            boolean runsBgp = vbr.get().bgp().isPresent();
            return runsBgp && !sessions.isEstablished(vbr.get())
                    ? bgpDown(attachment, Side.TRANSIT_ROUTER)
                    : unannounced(attachment, runsBgp);
        }
        return landscape
                .interRegionConnection(attachment)
                .flatMap(between -> notGiven(between.peerOf(router), attachment))
                .orElseGet(() -> Obstacle.of(
                        Word.ROUTE_MISSING,
                        Side.TRANSIT_ROUTER,
                        router,
                        attachment + " leads to " + network + " and has told " + router + " no route to it",
                        "look at the tables of " + attachment));
    }

    private Obstacle unannounced(String attachment, boolean runsBgp) {
        return Obstacle.of(
                Word.ROUTE_MISSING,
                runsBgp ? Side.DATA_CENTER : Side.TRANSIT_ROUTER,
                attachment,
                runsBgp
                        ? network + " does not announce " + block + " to " + attachment
                        : attachment + " has no route to " + block + ", and runs no BGP that would bring one",
                (runsBgp ? "announce it, or add " : "add ") + block + " to the routes of " + attachment,
                new Change.InstanceEntry(attachment, block, true));
    }

    Obstacle bgpDown(String attachment, Side side) {
        return Obstacle.of(
                Word.BGP_DOWN,
                side,
                attachment,
                "the BGP session of " + attachment + " is not established, so no routes are exchanged",
                "ask for the session itself: explain --tunnel, or --session of a VBR");
    }

    /**
     * Under the code of the vendor's diagnosis of the first tunnel that is down.
     *
     * @param connection empty when it is not the cloud's device that has no tunnel
     */
    Obstacle noTunnel(Optional<VpnConnection> connection, String device, boolean isAtDataCenter) {
        Side side = isAtDataCenter ? Side.DATA_CENTER : Side.TRANSIT_ROUTER;
        List<String> down = connection.map(sessions::down).orElse(List.of());
        String which = down.isEmpty() ? "a tunnel of " + device : String.join(", ", down);
        String finding = which + " cannot carry packets";
        Optional<Diagnosis> diagnosis =
                down.stream().flatMap(tunnel -> lab.diagnose(tunnel).stream()).findFirst();
        if (diagnosis.isEmpty()) {
            return Obstacle.of(
                    Word.TUNNEL_DOWN, side, device, finding, "ask for the tunnel itself: explain --tunnel NAME");
        }
        return new Obstacle(
                Word.TUNNEL_DOWN,
                diagnosis.get().code().text(),
                side,
                device,
                finding + ": " + diagnosis.get().finding(),
                diagnosis.get().remedy() + " (explain --tunnel " + down.get(0) + ")",
                List.of());
    }

    private String name(TraceFact.Attachment attachment) {
        return lab.names().actors().get(attachment.attachment());
    }

    /** Without the transit router's name before it. */
    private String tableName(int table) {
        String name = lab.names().tables().get(table);
        return name.substring(name.indexOf('/') + 1);
    }
}
