package dev.censim.node;

import dev.censim.facts.RouteSource;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.proto.bgp.Path;
import dev.censim.route.RouteAttributes;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The routes of a gateway: static ones, used while an endpoint that carries them is up, then those of BGP. What is usable goes into
 * the forwarding table and is offered to the uplink.
 */
final class GatewayRoutes {

    /** The chosen paths of BGP for a prefix. */
    private record BgpRoute(List<Integer> endpoints, PathAttributes attributes) {}

    private final GatewayConfig config;
    private final ForwardingTable table;
    private final TreeMap<Prefix, BgpRoute> bgpRoutes;

    /** What the uplink has been offered. */
    private final TreeMap<Prefix, Control.RouteOffered> offered;

    /** By hand, by destination: configured, or changed since. */
    private final TreeMap<Prefix, List<GatewayConfig.StaticRoute>> staticRoutes;

    /** Why nothing is offered, although the table is used; nobody: all is offered. */
    private final EnumSet<Withholder> withholders;

    /** Who may take all routes back from the uplink. */
    enum Withholder {
        HEALTH_CHECK,
        FAILOVER_GROUP
    }

    GatewayRoutes(GatewayConfig config) {
        this(config, new ForwardingTable(config.id(), config.table()));
    }

    private GatewayRoutes(GatewayConfig config, ForwardingTable table) {
        this.config = config;
        this.table = table;
        bgpRoutes = new TreeMap<>();
        offered = new TreeMap<>();
        staticRoutes = config.staticRoutes().stream()
                .collect(Collectors.groupingBy(
                        GatewayConfig.StaticRoute::destination, TreeMap::new, Collectors.toUnmodifiableList()));
        withholders = EnumSet.noneOf(Withholder.class);
    }

    GatewayRoutes copy() {
        GatewayRoutes copy = new GatewayRoutes(config, table.copy());
        copy.bgpRoutes.putAll(bgpRoutes);
        copy.offered.putAll(offered);
        copy.staticRoutes.clear();
        copy.staticRoutes.putAll(staticRoutes);
        copy.withholders.addAll(withholders);
        return copy;
    }

    /** The route for a frame, for {@link #hop}; {@link ForwardingTable#NO_ROUTE} when there is none. */
    int lookup(Frame frame, Turn turn) {
        int route = table.lookup(frame);
        if (frame.isTraced()) {
            table.trace(frame, route, turn);
        }
        return route;
    }

    /** The hop of an endpoint, by the frame's flow. */
    int hop(int route, Frame frame) {
        return table.hop(route, frame);
    }

    /** Notes every entry. */
    void list(Turn turn) {
        table.list(prefix -> Optional.ofNullable(bgpRoutes.get(prefix)).map(BgpRoute::attributes), turn);
    }

    /** BGP chose other paths for a prefix; none when it is unreachable. */
    void bgpChose(
            Prefix prefix, List<Path> paths, List<Integer> endpointOfSession, List<Endpoint> endpoints, Turn turn) {
        List<Path> learned =
                paths.stream().filter(path -> path.session() != Path.LOCAL).toList();
        if (learned.isEmpty()) {
            bgpRoutes.remove(prefix);
        } else {
            List<Integer> through = learned.stream()
                    .map(path -> endpointOfSession.get(path.session()))
                    .toList();
            bgpRoutes.put(prefix, new BgpRoute(through, learned.get(0).attributes()));
        }
        update(prefix, endpoints, turn);
    }

    /** Endpoints came up or went down. */
    void endpointsMoved(List<Endpoint> endpoints, Turn turn) {
        TreeSet<Prefix> all = new TreeSet<>(bgpRoutes.keySet());
        all.addAll(staticRoutes.keySet());
        all.forEach(prefix -> update(prefix, endpoints, turn));
    }

    /** An operator adds a route through all endpoints, or takes it out. */
    void entry(Prefix destination, boolean present, List<Endpoint> endpoints, Turn turn) {
        staticRoutes.remove(destination);
        if (present) {
            List<Integer> all = IntStream.range(0, endpoints.size()).boxed().toList();
            staticRoutes.put(destination, List.of(new GatewayConfig.StaticRoute(destination, all, true)));
        }
        update(destination, endpoints, turn);
    }

    /** Takes back everything from the uplink until {@link #release}. */
    RouteSwitch withhold(Withholder by, Turn turn) {
        withholders.add(by);
        List<Prefix> taken = List.copyOf(offered.keySet());
        taken.forEach(prefix -> retract(prefix, turn));
        return new RouteSwitch(by, true, taken);
    }

    /** Offers again what is usable, unless somebody else withholds it or nobody did. */
    RouteSwitch release(Withholder by, List<Endpoint> endpoints, Turn turn) {
        if (!withholders.remove(by)) {
            return new RouteSwitch(by, false, List.of());
        }
        endpointsMoved(endpoints, turn);
        return new RouteSwitch(by, false, List.copyOf(offered.keySet()));
    }

    /** The device is gone. */
    void lose(Turn turn) {
        bgpRoutes.clear();
        table.clear(turn);
        new ArrayList<>(offered.keySet()).forEach(prefix -> retract(prefix, turn));
    }

    private void update(Prefix prefix, List<Endpoint> endpoints, Turn turn) {
        List<GatewayConfig.StaticRoute> configured = staticRoutes.getOrDefault(prefix, List.of());
        List<Endpoint> carriers = configured.stream()
                .flatMap(route -> route.endpoints().stream())
                .distinct()
                .map(endpoints::get)
                .toList();
        boolean isOffered = configured.stream().anyMatch(GatewayConfig.StaticRoute::isOffered);
        List<Endpoint> up = carriers.stream().filter(Endpoint::isUp).toList();
        BgpRoute learned = bgpRoutes.get(prefix);
        if (!up.isEmpty()) {
            table.install(prefix, route(RouteSource.STATIC, preferred(up)), turn);
            offer(prefix, isOffered, config.origin(), config.offers().metric(), turn);
        } else if (learned != null) {
            List<Endpoint> through =
                    learned.endpoints.stream().map(endpoints::get).toList();
            table.install(prefix, route(RouteSource.BGP, through), turn);
            int length = learned.attributes.asPath().length();
            offer(prefix, true, attributes(learned.attributes), config.offers().metric() + length, turn);
        } else if (!carriers.isEmpty()) {
            table.install(prefix, route(RouteSource.STATIC, carriers), turn);
            offer(prefix, isOffered, config.origin(), config.offers().lastResort(), turn);
        } else {
            table.remove(prefix, turn);
            retract(prefix, turn);
        }
    }

    private static List<Endpoint> preferred(List<Endpoint> up) {
        int best = up.stream()
                .mapToInt(endpoint -> endpoint.config.preference())
                .min()
                .orElseThrow();
        return up.stream()
                .filter(endpoint -> endpoint.config.preference() == best)
                .toList();
    }

    private static Route route(RouteSource source, List<Endpoint> endpoints) {
        return new Route(
                source,
                endpoints.stream()
                        .map(endpoint -> endpoint.config.hop())
                        .sorted(Comparator.reverseOrder())
                        .toList());
    }

    /** What a route that BGP has learned says of itself to the uplink. */
    private RouteAttributes attributes(PathAttributes learned) {
        RouteAttributes own = config.origin();
        return RouteAttributes.of(own.originType(), OriginRouteType.BGP, own.origin(), own.region())
                .withAsPath(learned.asPath())
                .withCommunities(learned.communities());
    }

    private void offer(Prefix prefix, boolean isOffered, RouteAttributes attributes, int metric, Turn turn) {
        if (!isOffered || !withholders.isEmpty() || metric < 0) {
            retract(prefix, turn);
            return;
        }
        Control.RouteOffered offer = new Control.RouteOffered(config.id(), prefix, attributes, metric);
        if (!offer.equals(offered.put(prefix, offer))) {
            turn.to(config.uplink(), offer);
        }
    }

    private void retract(Prefix prefix, Turn turn) {
        if (offered.remove(prefix) != null) {
            turn.to(config.uplink(), new Control.RouteRetracted(config.id(), prefix));
        }
    }

    /** The one of a gateway's ends that is a hop. */
    static Endpoint end(int hop, List<Endpoint> endpoints) {
        for (int i = 0; i < endpoints.size(); i++) {
            if (endpoints.get(i).config.hop() == hop) {
                return endpoints.get(i);
            }
        }
        throw new AssertionError("no end is hop " + hop);
    }
}
