package dev.censim.node;

import dev.censim.facts.NetworkFact;
import dev.censim.facts.RouteSource;
import dev.censim.forward.Fib;
import dev.censim.forward.FlowHash;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.wire.Ipv4Header;
import java.util.ArrayList;
import java.util.List;

/** One forwarding table of a device: longest-prefix match to a {@link Route}, and the facts about what changes in it. */
final class ForwardingTable {

    /** What {@link #lookup} says when there is no route. */
    static final int NO_ROUTE = Fib.NO_ROUTE;

    private final int actor;
    private final int number;

    /** Every route that was ever used, by its place: what the trie's next hops stand for. */
    private final List<Route> routes;

    private final List<int[]> hops;
    private Fib fib;

    ForwardingTable(int actor, int number) {
        this.actor = actor;
        this.number = number;
        routes = new ArrayList<>();
        hops = new ArrayList<>();
        fib = Fib.EMPTY;
    }

    private ForwardingTable(ForwardingTable other) {
        actor = other.actor;
        number = other.number;
        routes = new ArrayList<>(other.routes);
        hops = new ArrayList<>(other.hops);
        fib = other.fib;
    }

    ForwardingTable copy() {
        return new ForwardingTable(this);
    }

    /** The route for a frame's destination, for the methods below; {@link #NO_ROUTE} when there is none. */
    int lookup(Frame frame) {
        return fib.lookup(Ipv4Header.destination(frame.bytes, frame.offset));
    }

    RouteSource source(int route) {
        return routes.get(route).source();
    }

    /** The next hops of a route; not to be changed. */
    int[] hops(int route) {
        return hops.get(route);
    }

    /** The next hop of a route that a frame takes by its flow's hash (RFC 2992); the route has next hops. */
    int hop(int route, Frame frame) {
        return choose(hops.get(route), frame, actor);
    }

    /** One of several hops by the frame's flow hash; the device's number keeps devices in a row from choosing alike. */
    static int choose(int[] hops, Frame frame, int device) {
        if (hops.length == 1) {
            return hops[0];
        }
        return hops[FlowHash.select(FlowHash.hash(frame.bytes, frame.offset, frame.length, device), hops.length)];
    }

    void install(Prefix prefix, Route route, Turn turn) {
        Fib after = fib.with(prefix, intern(route));
        if (after != fib) {
            fib = after;
            turn.note(new NetworkFact.RouteInstalled(turn.now(), actor, number, prefix, route.source(), route.hops()));
        }
    }

    void remove(Prefix prefix, Turn turn) {
        Fib after = fib.without(prefix);
        if (after != fib) {
            fib = after;
            turn.note(new NetworkFact.RouteRemoved(turn.now(), actor, number, prefix));
        }
    }

    /** Forgets everything, prefix by prefix. */
    void clear(Turn turn) {
        List<Prefix> all = new ArrayList<>();
        fib.forEach((prefix, route) -> all.add(prefix));
        all.forEach(prefix -> remove(prefix, turn));
    }

    private int intern(Route route) {
        int place = routes.indexOf(route);
        if (place < 0) {
            place = routes.size();
            routes.add(route);
            hops.add(route.hops().stream().mapToInt(Integer::intValue).toArray());
        }
        return place;
    }
}
