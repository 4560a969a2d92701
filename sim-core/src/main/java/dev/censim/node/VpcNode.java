package dev.censim.node;

import dev.censim.facts.RouteSource;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.RouteType;
import java.util.List;
import java.util.OptionalInt;

/** A VPC: its hosts, its route table, and its attachment to a transit router. */
public final class VpcNode implements Actor {

    /**
     * @param table number of its route table
     * @param transitRouter actor id; empty when it is attached to none
     * @param routes destinations whose next hop is the attachment
     */
    public record Config(
            int id,
            int table,
            List<Prefix> cidrBlocks,
            HostDirectory hosts,
            OptionalInt transitRouter,
            List<Prefix> routes) {
        public Config {
            cidrBlocks = List.copyOf(cidrBlocks);
            routes = List.copyOf(routes);
        }
    }

    private final Config config;
    private final ForwardingTable table;
    private boolean isStarted;

    public VpcNode(Config config) {
        this(config, new ForwardingTable(config.id, config.table));
    }

    private VpcNode(Config config, ForwardingTable table) {
        this.config = config;
        this.table = table;
    }

    @Override
    public VpcNode copy() {
        VpcNode copy = new VpcNode(config, table.copy());
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
        config.cidrBlocks.forEach(cidr -> table.install(cidr, Route.to(RouteSource.LOCAL, config.id), turn));
        config.transitRouter.ifPresent(router -> {
            config.routes.forEach(prefix -> table.install(prefix, Route.to(RouteSource.STATIC, router), turn));
            config.cidrBlocks.forEach(
                    cidr -> turn.to(router, new Control.RouteOffered(config.id, cidr, RouteType.VPC, 0)));
        });
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            Forwarding.route(frame, table, config.hosts, config.id, turn);
        } else if (signal instanceof Control.RoutePushed pushed) {
            if (isFree(pushed.prefix())) {
                Route route = Route.to(RouteSource.SYNCHRONIZED, config.transitRouter.orElseThrow());
                table.install(pushed.prefix(), route, turn);
            }
        } else if (signal instanceof Control.RoutePulled pulled) {
            if (isFree(pulled.prefix())) {
                table.remove(pulled.prefix(), turn);
            }
        } else {
            throw new AssertionError(signal);
        }
    }

    /** A route that was added by hand, or the VPC's own, is not replaced by a synchronized one. */
    private boolean isFree(Prefix prefix) {
        return !config.routes.contains(prefix) && !config.cidrBlocks.contains(prefix);
    }
}
