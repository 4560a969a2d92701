package dev.censim.node;

import dev.censim.facts.DropCause;
import dev.censim.facts.RouteSource;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.route.RouteAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A VPN gateway: between a VPC and the IPsec-VPN connections that belong to the gateway. For one prefix a block of the VPC goes first,
 * then what was configured on a connection, then what a connection has learned by BGP, then the VPC's other routes (vendor, "configure
 * routes": system, static, dynamic). Its connections tell their peers what the VPC's route table holds.
 */
public final class VpnGatewayNode implements Actor {

    /**
     * @param table number of its route table
     * @param vpc actor id
     * @param propagates whether what BGP has learned goes into the VPC's table
     */
    public record Config(int id, int table, int vpc, List<Member> members, boolean propagates) {
        public Config {
            members = List.copyOf(members);
        }
    }

    /**
     * An IPsec-VPN connection of the gateway.
     *
     * @param weight of its static routes: the heaviest is used
     */
    public record Member(int connection, int weight) {}

    private final Config config;
    private final ForwardingTable table;

    /** What connections offer, by prefix and then by connection. */
    private final TreeMap<Prefix, TreeMap<Integer, Control.RouteOffered>> offers;

    /** What the VPC's table holds apart from what leads here. */
    private final TreeMap<Prefix, RouteAttributes> vpcRoutes;

    /** What the VPC has been offered. */
    private final TreeMap<Prefix, Control.RouteOffered> propagated;

    private int outages;

    public VpnGatewayNode(Config config) {
        this(config, new ForwardingTable(config.id, config.table));
    }

    private VpnGatewayNode(Config config, ForwardingTable table) {
        this.config = config;
        this.table = table;
        offers = new TreeMap<>();
        vpcRoutes = new TreeMap<>();
        propagated = new TreeMap<>();
    }

    @Override
    public VpnGatewayNode copy() {
        VpnGatewayNode copy = new VpnGatewayNode(config, table.copy());
        offers.forEach((prefix, byConnection) -> copy.offers.put(prefix, new TreeMap<>(byConnection)));
        copy.vpcRoutes.putAll(vpcRoutes);
        copy.propagated.putAll(propagated);
        copy.outages = outages;
        return copy;
    }

    @Override
    public long deadline() {
        return Time.NEVER;
    }

    @Override
    public void wake(Turn turn) {}

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            forward(frame, turn);
        } else if (signal instanceof Control.RouteOffered offer) {
            offers.computeIfAbsent(offer.prefix(), prefix -> new TreeMap<>()).put(offer.from(), offer);
            select(offer.prefix(), turn);
        } else if (signal instanceof Control.RouteRetracted gone) {
            TreeMap<Integer, Control.RouteOffered> left = offers.get(gone.prefix());
            if (left != null && left.remove(gone.from()) != null) {
                select(gone.prefix(), turn);
            }
        } else if (signal instanceof Control.RoutePushed pushed) {
            vpcRoutes.put(pushed.prefix(), pushed.attributes());
            config.members.forEach(member -> turn.to(member.connection, pushed));
            select(pushed.prefix(), turn);
        } else if (signal instanceof Control.RoutePulled pulled) {
            vpcRoutes.remove(pulled.prefix());
            config.members.forEach(member -> turn.to(member.connection, pulled));
            select(pulled.prefix(), turn);
        } else if (signal instanceof Control.Power power) {
            outages += power.on() ? -1 : 1;
        } else if (signal instanceof Control.TablesWanted) {
            table.list(turn);
        } else {
            throw new AssertionError(signal);
        }
    }

    private void forward(Frame frame, Turn turn) {
        if (outages > 0) {
            frame.drop(DropCause.DEVICE_DOWN, config.id, turn);
            return;
        }
        if (!Forwarding.admits(frame, config.id, turn)) {
            return;
        }
        int route = table.lookup(frame);
        if (frame.isTraced()) {
            table.trace(frame, route, turn);
        }
        if (route == ForwardingTable.NO_ROUTE) {
            frame.drop(DropCause.NO_ROUTE, config.id, turn);
        } else {
            frame.handTo(table.hop(route, frame), config.id, turn);
        }
    }

    private void select(Prefix prefix, Turn turn) {
        Optional<RouteAttributes> ofVpc = Optional.ofNullable(vpcRoutes.get(prefix));
        Optional<Route> toVpc = ofVpc.map(route -> Route.to(RouteSource.VPC, config.vpc));
        boolean isSystem = ofVpc.filter(route -> route.routeType() == OriginRouteType.SYSTEM)
                .isPresent();
        List<Control.RouteOffered> dynamic = dynamic(prefix);
        Optional<Route> chosen = Optional.<Route>empty()
                .or(() -> isSystem ? toVpc : Optional.empty())
                .or(() -> heaviest(prefix).map(connection -> Route.to(RouteSource.STATIC, connection)))
                .or(() -> dynamic.isEmpty() ? Optional.empty() : Optional.of(shared(dynamic)))
                .or(() -> toVpc);
        chosen.ifPresentOrElse(route -> table.install(prefix, route, turn), () -> table.remove(prefix, turn));
        boolean isDynamic =
                chosen.filter(route -> route.source() == RouteSource.BGP).isPresent();
        propagate(prefix, isDynamic && config.propagates ? Optional.of(dynamic.get(0)) : Optional.empty(), turn);
    }

    /** Of static routes one is used: that of the greatest weight, and among equals of the connection that comes first. */
    private Optional<Integer> heaviest(Prefix prefix) {
        TreeMap<Integer, Control.RouteOffered> all = offers.getOrDefault(prefix, new TreeMap<>());
        return config.members.stream()
                .filter(member -> all.containsKey(member.connection) && !isDynamic(all.get(member.connection)))
                .min(Comparator.comparingInt(member -> -member.weight))
                .map(Member::connection);
    }

    /** The routes of BGP with the shortest path, which share the traffic; in the order of connections. */
    private List<Control.RouteOffered> dynamic(Prefix prefix) {
        List<Control.RouteOffered> all = offers.getOrDefault(prefix, new TreeMap<>()).values().stream()
                .filter(VpnGatewayNode::isDynamic)
                .toList();
        int best = all.stream().mapToInt(Control.RouteOffered::metric).min().orElse(0);
        return all.stream().filter(offer -> offer.metric() == best).toList();
    }

    private static boolean isDynamic(Control.RouteOffered offer) {
        return offer.attributes().routeType() == OriginRouteType.BGP;
    }

    private static Route shared(List<Control.RouteOffered> dynamic) {
        return new Route(
                RouteSource.BGP,
                dynamic.stream().map(Control.RouteOffered::from).toList());
    }

    private void propagate(Prefix prefix, Optional<Control.RouteOffered> route, Turn turn) {
        if (route.isPresent()) {
            Control.RouteOffered offer = new Control.RouteOffered(
                    config.id, prefix, route.get().attributes(), route.get().metric());
            if (!offer.equals(propagated.put(prefix, offer))) {
                turn.to(config.vpc, offer);
            }
        } else if (propagated.remove(prefix) != null) {
            turn.to(config.vpc, new Control.RouteRetracted(config.id, prefix));
        }
    }
}
