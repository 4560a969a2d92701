package dev.censim.node;

import dev.censim.facts.NetworkFact;
import dev.censim.facts.RouteSource;
import dev.censim.facts.TableFact;
import dev.censim.facts.TraceFact;
import dev.censim.forward.Fib;
import dev.censim.forward.FlowHash;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/** One forwarding table of a device: longest-prefix match to a {@link Route}, and the facts about what changes in it. */
final class ForwardingTable {

    /** What {@link #lookup} says when there is no route. */
    static final int NO_ROUTE = Fib.NO_ROUTE;

    private final int actor;
    private final int number;

    /** The place of every route that was ever used: what the trie's next hops stand for. */
    private final LinkedHashMap<Route, Integer> places;

    /** Routes by their places, and their hops. */
    private Route[] routes;

    private int[][] hops;

    private Fib fib;

    ForwardingTable(int actor, int number) {
        this.actor = actor;
        this.number = number;
        places = new LinkedHashMap<>();
        routes = new Route[0];
        hops = new int[0][];
        fib = Fib.EMPTY;
    }

    private ForwardingTable(ForwardingTable other) {
        actor = other.actor;
        number = other.number;
        places = new LinkedHashMap<>(other.places);
        routes = other.routes.clone();
        hops = other.hops.clone();
        fib = other.fib;
    }

    ForwardingTable copy() {
        return new ForwardingTable(this);
    }

    /** The route for a frame's destination, for the methods below; {@link #NO_ROUTE} when there is none. */
    int lookup(Frame frame) {
        return fib.lookup(Ipv4Header.destination(frame.bytes, frame.offset));
    }

    /** The route of exactly this prefix, for the methods below; {@link #NO_ROUTE} when there is none. */
    int find(Prefix prefix) {
        return fib.find(prefix);
    }

    RouteSource source(int route) {
        return routes[route].source();
    }

    /** The next hops of a route; not to be changed. */
    int[] hops(int route) {
        return hops[route];
    }

    /** The next hop of a route that a frame takes by its flow's hash (RFC 2992); the route has next hops. */
    int hop(int route, Frame frame) {
        return choose(hops[route], frame, actor);
    }

    /** One of several hops by the frame's flow hash; the device's number keeps devices in a row from choosing alike. */
    static int choose(int[] hops, Frame frame, int device) {
        if (hops.length == 1) {
            return hops[0];
        }
        return hops[FlowHash.select(FlowHash.hash(frame.bytes, frame.offset, frame.length, device), hops.length)];
    }

    /** Notes what a lookup for a traced packet has found; the hop is the one by hash. */
    void trace(Frame frame, int route, Turn turn) {
        boolean leadsOn = route != NO_ROUTE && routes[route].source() != RouteSource.LOCAL && hops(route).length > 0;
        trace(frame, route, leadsOn ? OptionalInt.of(hop(route, frame)) : OptionalInt.empty(), turn);
    }

    /** @param taken the hop that was chosen */
    void trace(Frame frame, int route, OptionalInt taken, Turn turn) {
        Ipv4 destination = new Ipv4(Ipv4Header.destination(frame.bytes, frame.offset));
        Optional<Prefix> entry = IntStream.rangeClosed(0, 32)
                .mapToObj(bits -> Prefix.around(destination, 32 - bits))
                .filter(prefix -> fib.find(prefix) != NO_ROUTE)
                .findFirst();
        turn.note(new TraceFact.LookedUp(
                turn.now(),
                actor,
                frame.trace(),
                number,
                entry,
                route == NO_ROUTE ? Optional.empty() : Optional.of(source(route)),
                route == NO_ROUTE ? List.of() : routes[route].hops(),
                taken,
                FlowHash.hash(frame.bytes, frame.offset, frame.length, actor)));
    }

    /**
     * Notes every entry.
     *
     * @param learned what BGP says of a prefix; empty for what it has not learned
     */
    void list(Function<Prefix, Optional<PathAttributes>> learned, Turn turn) {
        fib.forEach((prefix, place) -> {
            Route route = routes[place];
            Optional<PathAttributes> path =
                    route.source() == RouteSource.BGP ? learned.apply(prefix) : Optional.empty();
            turn.note(new TableFact.DeviceEntry(
                    turn.now(),
                    actor,
                    number,
                    prefix,
                    route.source(),
                    route.hops(),
                    path.map(attributes -> TableListing.numbers(attributes.asPath()))
                            .orElse(List.of()),
                    path.map(PathAttributes::communities).orElse(List.of())));
        });
    }

    /** Notes every entry of a device that speaks no BGP. */
    void list(Turn turn) {
        list(prefix -> Optional.empty(), turn);
    }

    void install(Prefix prefix, Route route, Turn turn) {
        int before = fib.find(prefix);
        fib = fib.with(prefix, intern(route));
        if (before == NO_ROUTE || !routes[before].leadsAs(route)) {
            turn.note(new NetworkFact.RouteInstalled(turn.now(), actor, number, prefix, route.source(), route.hops()));
        }
    }

    /** Whether packets that come from an attachment of a transit router may not take a route. */
    boolean isDenied(int route, int attachment) {
        return routes[route].deniedTo().contains(attachment);
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
        Integer place = places.get(route);
        if (place != null) {
            return place;
        }
        int next = places.size();
        if (next == routes.length) {
            routes = Arrays.copyOf(routes, Math.max(4, 2 * next));
            hops = Arrays.copyOf(hops, routes.length);
        }
        places.put(route, next);
        routes[next] = route;
        hops[next] = route.hops().stream().mapToInt(Integer::intValue).toArray();
        return next;
    }
}
