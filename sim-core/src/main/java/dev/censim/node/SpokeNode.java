package dev.censim.node;

import dev.censim.facts.NetworkFact;
import dev.censim.facts.RouteSource;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.route.RouteAttributes;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * A VPC or a CCN: its hosts, its route table, and its attachment to a transit router. A VPC does not take a route that is equal to one
 * of its vSwitches' blocks, or lies inside one.
 */
public final class SpokeNode implements Actor {

    /**
     * @param table number of its route table
     * @param networks what it tells the transit router: of a VPC the blocks of its vSwitches
     * @param transitRouter actor id; empty when it is attached to none
     * @param routes destinations whose next hop is the attachment
     * @param origin what its routes say of themselves
     * @param takesRoutes whether its table takes what the transit router gives it (API {@code RoutePropagationEnable})
     * @param routeLimit custom routes that its table has room for
     */
    public record Config(
            int id,
            int table,
            List<Prefix> networks,
            HostDirectory hosts,
            OptionalInt transitRouter,
            List<Prefix> routes,
            RouteAttributes origin,
            boolean takesRoutes,
            int routeLimit) {

        /** Without a limit. */
        public Config(
                int id,
                int table,
                List<Prefix> networks,
                HostDirectory hosts,
                OptionalInt transitRouter,
                List<Prefix> routes,
                RouteAttributes origin) {
            this(id, table, networks, hosts, transitRouter, routes, origin, true, Integer.MAX_VALUE);
        }

        public Config {
            networks = List.copyOf(networks);
            routes = List.copyOf(routes);
        }
    }

    private final Config config;
    private final ForwardingTable table;

    /** Added by hand. */
    private final TreeSet<Prefix> routes;

    /** Given by the transit router, whether or not the table takes it. */
    private final TreeSet<Prefix> synchronizedRoutes;

    /** Those of them that the table has taken. */
    private final TreeSet<Prefix> taken;

    private boolean isStarted;

    public SpokeNode(Config config) {
        this(
                config,
                new ForwardingTable(config.id, config.table),
                new TreeSet<>(config.routes),
                new TreeSet<>(),
                new TreeSet<>());
    }

    private SpokeNode(
            Config config,
            ForwardingTable table,
            TreeSet<Prefix> routes,
            TreeSet<Prefix> synchronizedRoutes,
            TreeSet<Prefix> taken) {
        this.config = config;
        this.table = table;
        this.routes = routes;
        this.synchronizedRoutes = synchronizedRoutes;
        this.taken = taken;
    }

    @Override
    public SpokeNode copy() {
        SpokeNode copy = new SpokeNode(
                config, table.copy(), new TreeSet<>(routes), new TreeSet<>(synchronizedRoutes), new TreeSet<>(taken));
        copy.isStarted = isStarted;
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
        config.networks.forEach(network -> table.install(network, Route.to(RouteSource.LOCAL, config.id), turn));
        config.transitRouter.ifPresent(router -> {
            List.copyOf(routes).forEach(prefix -> update(prefix, turn));
            config.networks.forEach(
                    network -> turn.to(router, new Control.RouteOffered(config.id, network, config.origin, 0)));
        });
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            Forwarding.route(frame, table, config.hosts, config.id, turn);
        } else if (signal instanceof Control.RoutePushed pushed) {
            if (config.takesRoutes) {
                synchronizedRoutes.add(pushed.prefix());
                update(pushed.prefix(), turn);
            }
        } else if (signal instanceof Control.RoutePulled pulled) {
            synchronizedRoutes.remove(pulled.prefix());
            update(pulled.prefix(), turn);
            fill(turn);
        } else if (signal instanceof Control.OwnEntry entry) {
            boolean isNew = entry.present() ? routes.add(entry.destination()) : routes.remove(entry.destination());
            if (isNew) {
                update(entry.destination(), turn);
                fill(turn);
            }
        } else if (signal instanceof Control.TablesWanted) {
            table.list(turn);
        } else {
            throw new AssertionError(signal);
        }
    }

    /** A route that was added by hand is not replaced by a synchronized one. */
    private void update(Prefix prefix, Turn turn) {
        if (isOwn(prefix)) {
            return;
        }
        if (routes.contains(prefix)) {
            taken.remove(prefix);
            table.install(prefix, Route.to(RouteSource.STATIC, config.transitRouter.orElseThrow()), turn);
        } else if (!synchronizedRoutes.contains(prefix)) {
            taken.remove(prefix);
            table.remove(prefix, turn);
        } else if (hasRoom() || taken.contains(prefix)) {
            taken.add(prefix);
            table.install(prefix, Route.to(RouteSource.SYNCHRONIZED, config.transitRouter.orElseThrow()), turn);
        } else {
            table.remove(prefix, turn);
            turn.note(new NetworkFact.RouteNotTaken(turn.now(), config.id, config.table, prefix));
        }
    }

    /** Takes routes that have waited, while there is room. */
    private void fill(Turn turn) {
        if (taken.size() == synchronizedRoutes.size()) {
            return;
        }
        for (Prefix prefix : List.copyOf(synchronizedRoutes)) {
            if (!hasRoom()) {
                return;
            }
            update(prefix, turn);
        }
    }

    private boolean hasRoom() {
        return routes.size() + taken.size() < config.routeLimit;
    }

    private boolean isOwn(Prefix prefix) {
        return config.networks.stream().anyMatch(network -> network.contains(prefix));
    }
}
