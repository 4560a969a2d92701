package dev.censim.node;

import dev.censim.facts.RouteSource;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import java.util.List;
import java.util.TreeMap;

/** A data centre's core: its hosts on a LAN, and the best of its gateways for each prefix behind the cloud. */
public final class DataCenterNode implements Actor {

    /** @param table number of its route table */
    public record Config(int id, int table, List<Prefix> cidrBlocks, HostDirectory hosts) {
        public Config {
            cidrBlocks = List.copyOf(cidrBlocks);
        }
    }

    private final Config config;
    private final ForwardingTable table;

    /** What gateways offer, by prefix and then by gateway. */
    private final TreeMap<Prefix, TreeMap<Integer, Control.RouteOffered>> offers;

    private boolean isStarted;

    public DataCenterNode(Config config) {
        this(config, new ForwardingTable(config.id, config.table));
    }

    private DataCenterNode(Config config, ForwardingTable table) {
        this.config = config;
        this.table = table;
        offers = new TreeMap<>();
    }

    @Override
    public DataCenterNode copy() {
        DataCenterNode copy = new DataCenterNode(config, table.copy());
        offers.forEach((prefix, byGateway) -> copy.offers.put(prefix, new TreeMap<>(byGateway)));
        copy.isStarted = isStarted;
        return copy;
    }

    @Override
    public long deadline() {
        return isStarted ? Time.NEVER : 0;
    }

    @Override
    public void wake(Turn turn) {
        if (!isStarted) {
            isStarted = true;
            config.cidrBlocks.forEach(cidr -> table.install(cidr, Route.to(RouteSource.LOCAL, config.id), turn));
        }
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            Forwarding.route(frame, table, config.hosts, config.id, turn);
        } else if (signal instanceof Control.RouteOffered offer) {
            offers.computeIfAbsent(offer.prefix(), prefix -> new TreeMap<>()).put(offer.from(), offer);
            select(offer.prefix(), turn);
        } else if (signal instanceof Control.RouteRetracted gone) {
            TreeMap<Integer, Control.RouteOffered> left = offers.get(gone.prefix());
            if (left != null && left.remove(gone.from()) != null) {
                select(gone.prefix(), turn);
            }
        } else if (signal instanceof Control.TablesWanted) {
            table.list(turn);
        } else {
            throw new AssertionError(signal);
        }
    }

    /** The gateways with the lowest metric share the traffic; the LAN's own prefixes are never replaced. */
    private void select(Prefix prefix, Turn turn) {
        if (config.cidrBlocks.contains(prefix)) {
            return;
        }
        List<Control.RouteOffered> all =
                List.copyOf(offers.getOrDefault(prefix, new TreeMap<>()).values());
        if (all.isEmpty()) {
            offers.remove(prefix);
            table.remove(prefix, turn);
            return;
        }
        int best = all.stream().mapToInt(Control.RouteOffered::metric).min().orElseThrow();
        List<Control.RouteOffered> chosen =
                all.stream().filter(offer -> offer.metric() == best).toList();
        boolean byCircuit = chosen.get(0).attributes().originType() == InstanceType.VBR;
        RouteSource source = byCircuit ? RouteSource.VBR : RouteSource.VPN;
        List<Integer> hops = chosen.stream().map(Control.RouteOffered::from).toList();
        table.install(prefix, new Route(source, hops), turn);
    }
}
