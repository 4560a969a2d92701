package dev.censim.node;

import dev.censim.facts.RouteSource;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.route.RouteAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The VPN gateways in a VPC, as its route table sees them: which routes lead to them, which of these the transit router is told, and
 * what of the table they are told themselves.
 */
public final class SpokeGateways {

    /**
     * @param actors ids of the VPN gateways
     * @param routes next hops of routes that were added by hand
     * @param published destinations of which the transit router is told while they lead to a VPN gateway
     */
    public record Config(List<Integer> actors, List<HandRoute> routes, List<Prefix> published) {

        public static final Config NONE = new Config(List.of(), List.of(), List.of());

        public Config {
            actors = List.copyOf(actors);
            routes = List.copyOf(routes);
            published = List.copyOf(published);
        }
    }

    public record HandRoute(Prefix destination, int vpnGateway) {}

    private final Config config;

    /** Of the VPC. */
    private final RouteAttributes origin;

    /** What VPN gateways have learned by BGP and propagate, by prefix and then by gateway. */
    private final TreeMap<Prefix, TreeMap<Integer, Control.RouteOffered>> dynamic;

    /** What VPN gateways have been told of the table. */
    private final TreeMap<Prefix, RouteAttributes> told;

    /** What the transit router has been told of routes to VPN gateways. */
    private final TreeMap<Prefix, RouteAttributes> published;

    SpokeGateways(Config config, RouteAttributes origin) {
        this.config = config;
        this.origin = origin;
        dynamic = new TreeMap<>();
        told = new TreeMap<>();
        published = new TreeMap<>();
    }

    SpokeGateways copy() {
        SpokeGateways copy = new SpokeGateways(config, origin);
        dynamic.forEach((prefix, byGateway) -> copy.dynamic.put(prefix, new TreeMap<>(byGateway)));
        copy.told.putAll(told);
        copy.published.putAll(published);
        return copy;
    }

    /** Destinations of routes by hand. */
    List<Prefix> destinations() {
        return config.routes.stream().map(HandRoute::destination).toList();
    }

    void learn(Control.RouteOffered offer) {
        dynamic.computeIfAbsent(offer.prefix(), prefix -> new TreeMap<>()).put(offer.from(), offer);
    }

    void forget(Control.RouteRetracted gone) {
        TreeMap<Integer, Control.RouteOffered> left = dynamic.get(gone.prefix());
        if (left != null) {
            left.remove(gone.from());
            if (left.isEmpty()) {
                dynamic.remove(gone.prefix());
            }
        }
    }

    /** The route by hand to a VPN gateway, if there is one. */
    Optional<Route> byHand(Prefix prefix) {
        return config.routes.stream()
                .filter(route -> route.destination.equals(prefix))
                .findFirst()
                .map(route -> Route.to(RouteSource.STATIC, route.vpnGateway));
    }

    /** The route that a VPN gateway has propagated, if one has: the shortest, and among equals that of the first gateway. */
    Optional<Route> propagated(Prefix prefix) {
        return best(prefix).map(offer -> Route.to(RouteSource.BGP, offer.from()));
    }

    private Optional<Control.RouteOffered> best(Prefix prefix) {
        return dynamic.getOrDefault(prefix, new TreeMap<>()).values().stream()
                .min(Comparator.comparingInt(Control.RouteOffered::metric));
    }

    /** A block of the VPC itself. */
    void network(Prefix prefix, Turn turn) {
        tell(prefix, Optional.of(origin), turn);
    }

    /** The table has another route for a prefix, or none. */
    void changed(Prefix prefix, Optional<Route> route, OptionalInt transitRouter, Turn turn) {
        if (config.actors.isEmpty()) {
            return;
        }
        boolean leadsHere =
                route.filter(used -> config.actors.contains(used.hops().get(0))).isPresent();
        RouteAttributes custom =
                RouteAttributes.of(origin.originType(), OriginRouteType.CUSTOM, origin.origin(), origin.region());
        tell(prefix, route.isPresent() && !leadsHere ? Optional.of(custom) : Optional.empty(), turn);
        boolean isDynamic =
                route.filter(used -> used.source() == RouteSource.BGP).isPresent();
        Optional<RouteAttributes> attributes = isDynamic ? best(prefix).map(this::asOwn) : Optional.of(custom);
        transitRouter.ifPresent(router -> publish(
                prefix, leadsHere && config.published.contains(prefix) ? attributes : Optional.empty(), router, turn));
    }

    /** What BGP has learned, as a route of the VPC: at the transit router it is one. */
    private RouteAttributes asOwn(Control.RouteOffered offer) {
        return RouteAttributes.of(origin.originType(), OriginRouteType.BGP, origin.origin(), origin.region())
                .withAsPath(offer.attributes().asPath())
                .withCommunities(offer.attributes().communities());
    }

    /** Vendor, "configure BGP dynamic routing": a VPN gateway sends the routes of the VPC's system route table to the data centre. */
    private void tell(Prefix prefix, Optional<RouteAttributes> route, Turn turn) {
        if (route.isPresent()) {
            if (!route.get().equals(told.put(prefix, route.get()))) {
                config.actors.forEach(
                        gateway -> turn.to(gateway, new Control.RoutePushed(origin.origin(), prefix, route.get())));
            }
        } else if (told.remove(prefix) != null) {
            config.actors.forEach(gateway -> turn.to(gateway, new Control.RoutePulled(origin.origin(), prefix)));
        }
    }

    private void publish(Prefix prefix, Optional<RouteAttributes> route, int router, Turn turn) {
        int me = origin.origin();
        if (route.isPresent()) {
            if (!route.get().equals(published.put(prefix, route.get()))) {
                turn.to(router, new Control.RouteOffered(me, prefix, route.get(), 0));
            }
        } else if (published.remove(prefix) != null) {
            turn.to(router, new Control.RouteRetracted(me, prefix));
        }
    }
}
