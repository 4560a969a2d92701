package dev.censim.benchmarks;

import dev.censim.kernel.Actor;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Simulation;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.traffic.Flow;
import dev.censim.node.HostNode;
import dev.censim.node.Link;
import dev.censim.node.TrafficSource;
import dev.censim.node.TransitRouterConfig;
import dev.censim.node.TransitRouterNode;
import dev.censim.route.RouteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A sender, transit routers in a line, a receiver, and a link between each two: of 100 Gb/s, with a queue before it and 2 us of
 * latency, as in {@code ns3-forward.cc}. Every router checks the header, takes one from the TTL and keeps the checksum right, looks the
 * destination up and meters what comes in.
 */
final class RouterLine {

    /** Packets a second; the links are never the bottleneck. */
    static final int RATE = 100_000;

    /** When the first packet may be sent. */
    static final long START = 1_000_000_000L;

    private static final int SENDER = 0x0a000001;
    private static final int RECEIVER = 0x0a010001;
    private static final long END = 1_000_000_000_000L;

    private static final Link.Quality QUALITY = new Link.Quality(2_000, 0, 0, 100_000_000_000L, 1_000_000);

    private final int routers;
    private final int routes;
    private final int octets;

    /** @param routes static entries of each router besides the two that the packets need */
    RouterLine(int routers, int routes, int octets) {
        this.routers = routers;
        this.routes = routes;
        this.octets = octets;
    }

    /** Actors by their numbers: the links, the routers, the receiving host, the flow, which hands its packets to the first link itself. */
    Simulation start() {
        List<Actor> actors = new ArrayList<>();
        for (int i = 0; i <= routers; i++) {
            actors.add(link(i));
        }
        for (int i = 0; i < routers; i++) {
            actors.add(new TransitRouterNode(router(i)));
        }
        actors.add(new HostNode(new HostNode.Config(host(), RECEIVER, routers, flow(), 1)));
        actors.add(new TrafficSource(
                new TrafficSource.Config(flow(), 0, traffic(), 0, SENDER, RECEIVER, END), Rng.of(1, "flow")));
        return Simulation.of(actors);
    }

    private int router(int place, int before, int behind) {
        return place < 0 ? before : place == routers ? behind : routers + 1 + place;
    }

    private int host() {
        return 2 * routers + 1;
    }

    private int flow() {
        return host() + 1;
    }

    private Link link(int number) {
        int left = router(number - 1, flow(), host());
        int right = router(number, flow(), host());
        List<Link.End> ends = List.of(new Link.End(left, 0, true), new Link.End(right, 0, false));
        return new Link(new Link.Config(number, ends, true, false, END), QUALITY, Rng.of(1, "link " + number));
    }

    private TransitRouterConfig router(int place) {
        List<TransitRouterConfig.StaticRoute> all = new ArrayList<>();
        all.add(new TransitRouterConfig.StaticRoute(0, new Prefix(SENDER & 0xffff0000, 16), 0));
        all.add(new TransitRouterConfig.StaticRoute(0, new Prefix(RECEIVER & 0xffff0000, 16), 1));
        for (int i = 0; i < routes; i++) {
            all.add(new TransitRouterConfig.StaticRoute(0, new Prefix((20 << 24) + (i << 8), 24), i % 2));
        }
        return new TransitRouterConfig(
                router(place, flow(), host()),
                List.of(new TransitRouterConfig.Table(
                        place, new RouteOrder(Defaults.ROUTE_PREFERENCE, 0, false), List.of())),
                List.of(attachment(place), attachment(place + 1)),
                all,
                List.of(),
                0,
                END);
    }

    private static TransitRouterConfig.Attachment attachment(int link) {
        return new TransitRouterConfig.Attachment(
                link, InstanceType.TR, 0, List.of(), List.of(), false, OptionalInt.empty());
    }

    private Flow traffic() {
        return new Flow(
                "flow",
                Flow.Kind.UDP,
                "sender",
                "receiver",
                Duration.ofNanos(1_000_000_000L / RATE),
                Flow.Arrival.CONSTANT,
                octets,
                Duration.ofNanos(START),
                Duration.ofNanos(END),
                40_000,
                9);
    }
}
