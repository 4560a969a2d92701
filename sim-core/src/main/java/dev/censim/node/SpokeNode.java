package dev.censim.node;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.RouteSource;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.route.RouteAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A VPC or a CCN: its hosts, its route table, and its attachment to a transit router or an ECR. It does not take a route that is
 * equal to one of its own networks, or lies inside one.
 */
public final class SpokeNode implements Actor {

    /**
     * @param table number of its route table
     * @param networks what it tells the transit router and the ECR: of a VPC the blocks of its vSwitches
     * @param transitRouter actor id; empty when it is attached to none
     * @param ecr actor id; empty when it is associated with none
     * @param routes destinations whose next hop is the transit router; the ECR when there is only that
     * @param origin what its routes say of themselves
     * @param takesRoutes whether its table takes what the transit router gives it (API {@code RoutePropagationEnable})
     * @param routeLimit custom routes that its table has room for
     * @param vpnGateways those in it
     */
    public record Config(
            int id,
            int table,
            List<Prefix> networks,
            HostDirectory hosts,
            OptionalInt transitRouter,
            OptionalInt ecr,
            List<Prefix> routes,
            RouteAttributes origin,
            boolean takesRoutes,
            int routeLimit,
            SpokeGateways.Config vpnGateways) {

        public Config {
            networks = List.copyOf(networks);
            routes = List.copyOf(routes);
        }

        /** Where its own routes lead. */
        private OptionalInt uplink() {
            return transitRouter.isPresent() ? transitRouter : ecr;
        }
    }

    private final Config config;
    private final ForwardingTable table;

    /** Added by hand. */
    private final TreeSet<Prefix> routes;

    /** Given, whether or not the table takes it, and by whom. */
    private final TreeMap<Prefix, Integer> synchronizedRoutes;

    /** Those of them that the table has taken. */
    private final TreeSet<Prefix> taken;

    private final SpokeGateways gateways;
    private boolean isStarted;
    private int outages;

    public SpokeNode(Config config) {
        this(
                config,
                new ForwardingTable(config.id, config.table),
                new TreeSet<>(config.routes),
                new TreeMap<>(),
                new TreeSet<>(),
                new SpokeGateways(config.vpnGateways, config.origin));
    }

    private SpokeNode(
            Config config,
            ForwardingTable table,
            TreeSet<Prefix> routes,
            TreeMap<Prefix, Integer> synchronizedRoutes,
            TreeSet<Prefix> taken,
            SpokeGateways gateways) {
        this.config = config;
        this.table = table;
        this.routes = routes;
        this.synchronizedRoutes = synchronizedRoutes;
        this.taken = taken;
        this.gateways = gateways;
    }

    @Override
    public SpokeNode copy() {
        SpokeNode copy = new SpokeNode(
                config,
                table.copy(),
                new TreeSet<>(routes),
                new TreeMap<>(synchronizedRoutes),
                new TreeSet<>(taken),
                gateways.copy());
        copy.isStarted = isStarted;
        copy.outages = outages;
        return copy;
    }

    @Override
    public long deadline() {
        return isStarted ? Time.NEVER : 0;
    }

    @Override
    public void wake(Turn turn) {
        if (isStarted) {
            return;
        }
        isStarted = true;
        config.networks.forEach(network -> {
            table.install(network, Route.to(RouteSource.LOCAL, config.id), turn);
            gateways.network(network, turn);
        });
        gateways.destinations().forEach(prefix -> update(prefix, turn));
        if (config.uplink().isPresent()) {
            List.copyOf(routes).forEach(prefix -> update(prefix, turn));
        }
        offerAll(turn);
    }

    private void offerAll(Turn turn) {
        config.transitRouter.ifPresent(router -> offer(router, turn));
        config.ecr.ifPresent(router -> offer(router, turn));
    }

    private void power(boolean on, Turn turn) {
        outages += on ? -1 : 1;
        if (!on && outages == 1) {
            config.transitRouter.ifPresent(router -> retract(router, turn));
            config.ecr.ifPresent(router -> retract(router, turn));
        } else if (on && outages == 0) {
            offerAll(turn);
        }
    }

    private void retract(int router, Turn turn) {
        config.networks.forEach(network -> turn.to(router, new Control.RouteRetracted(config.id, network)));
    }

    private void offer(int router, Turn turn) {
        config.networks.forEach(
                network -> turn.to(router, new Control.RouteOffered(config.id, network, config.origin, 0)));
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            if (outages > 0) {
                frame.drop(DropCause.DEVICE_DOWN, config.id, turn);
            } else {
                Forwarding.route(frame, table, config.hosts, config.id, turn);
            }
        } else if (signal instanceof Control.RoutePushed pushed) {
            if (config.takesRoutes) {
                synchronizedRoutes.put(pushed.prefix(), pushed.from());
                update(pushed.prefix(), turn);
            }
        } else if (signal instanceof Control.RoutePulled pulled) {
            synchronizedRoutes.remove(pulled.prefix());
            update(pulled.prefix(), turn);
            fill(turn);
        } else if (signal instanceof Control.RouteOffered offer) {
            gateways.learn(offer);
            update(offer.prefix(), turn);
        } else if (signal instanceof Control.RouteRetracted gone) {
            gateways.forget(gone);
            update(gone.prefix(), turn);
        } else if (signal instanceof Control.OwnEntry entry) {
            boolean isNew = entry.present() ? routes.add(entry.destination()) : routes.remove(entry.destination());
            if (isNew) {
                update(entry.destination(), turn);
                fill(turn);
            }
        } else if (signal instanceof Control.Power power) {
            power(power.on(), turn);
        } else if (signal instanceof Control.TablesWanted) {
            table.list(turn);
        } else {
            throw new AssertionError(signal);
        }
    }

    private void update(Prefix prefix, Turn turn) {
        if (isOwn(prefix)) {
            return;
        }
        Optional<Route> route = chosen(prefix, turn);
        route.ifPresentOrElse(used -> table.install(prefix, used, turn), () -> table.remove(prefix, turn));
        gateways.changed(prefix, route, config.transitRouter, turn);
    }

    /** A route that was added by hand is not replaced by a synchronized one, and neither by one that a VPN gateway has learned. */
    private Optional<Route> chosen(Prefix prefix, Turn turn) {
        Optional<Route> byHand = routes.contains(prefix)
                ? Optional.of(Route.to(RouteSource.STATIC, config.uplink().orElseThrow()))
                : gateways.byHand(prefix);
        Integer giver = synchronizedRoutes.get(prefix);
        if (byHand.isPresent() || giver == null) {
            taken.remove(prefix);
            return byHand.or(() -> gateways.propagated(prefix));
        }
        if (hasRoom() || taken.contains(prefix)) {
            taken.add(prefix);
            return Optional.of(Route.to(RouteSource.SYNCHRONIZED, giver));
        }
        turn.note(new NetworkFact.RouteNotTaken(turn.now(), config.id, config.table, prefix));
        return gateways.propagated(prefix);
    }

    /** Takes routes that have waited, while there is room. */
    private void fill(Turn turn) {
        if (taken.size() == synchronizedRoutes.size()) {
            return;
        }
        for (Prefix prefix : List.copyOf(synchronizedRoutes.keySet())) {
            if (!hasRoom()) {
                return;
            }
            update(prefix, turn);
        }
    }

    private boolean hasRoom() {
        return routes.size() + gateways.destinations().size() + taken.size() < config.routeLimit;
    }

    private boolean isOwn(Prefix prefix) {
        return config.networks.stream().anyMatch(network -> network.contains(prefix));
    }
}
