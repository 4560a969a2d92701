package dev.censim.node;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.RouteSource;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.RouteType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A transit router: what comes in from an attachment is forwarded by the table that the attachment is associated with; the routes
 * of an attachment are learned by the tables that it propagates to; the routes of the associated table are given to attachments
 * that publish them.
 */
public final class TransitRouterNode implements Actor {

    /**
     * @param actor the VPC, VBR or IPsec-VPN connection
     * @param associatedTable index of the table that forwards what comes from it
     * @param propagatedTables indices of the tables that learn its routes
     * @param addresses of private tunnels that end there: every table leads to them, and nobody is told
     * @param publishes whether it is given the routes of its associated table
     */
    public record Attachment(
            int actor,
            RouteType type,
            int associatedTable,
            List<Integer> propagatedTables,
            List<Prefix> addresses,
            boolean publishes) {
        public Attachment {
            propagatedTables = List.copyOf(propagatedTables);
            addresses = List.copyOf(addresses);
        }
    }

    /** @param attachment index of the attachment that is the next hop; -1 for a black hole */
    public record StaticRoute(int table, Prefix destination, int attachment) {}

    /**
     * @param tables numbers of its tables, by index
     * @param runEnd when it is noted how much has come in through each attachment
     */
    public record Config(
            int id,
            List<Integer> tables,
            List<Attachment> attachments,
            List<StaticRoute> routes,
            List<RouteType> preference,
            long runEnd) {
        public Config {
            tables = List.copyOf(tables);
            attachments = List.copyOf(attachments);
            routes = List.copyOf(routes);
            preference = List.copyOf(preference);
        }
    }

    private final Config config;
    private final List<TransitRouterTable> ribs;
    private final List<ForwardingTable> fibs;

    /** What each attachment has been given. */
    private final List<TreeSet<Prefix>> published;

    /** Index of each actor's attachment, by actor id; -1 for others. Never changes. */
    private final int[] attachmentOf;

    /** The equal routes of each table that were noted as not used, by the actors that they lead to. */
    private final List<TreeMap<Prefix, List<Integer>>> unused;

    /** What has come in, by attachment. */
    private final Meter received;

    private boolean isStarted;

    public TransitRouterNode(Config config) {
        this.config = config;
        int actors =
                config.attachments.stream().mapToInt(Attachment::actor).max().orElse(-1) + 1;
        attachmentOf = new int[actors];
        Arrays.fill(attachmentOf, -1);
        for (int i = 0; i < config.attachments.size(); i++) {
            attachmentOf[config.attachments.get(i).actor] = i;
        }
        ribs = new ArrayList<>();
        fibs = new ArrayList<>();
        published = new ArrayList<>();
        unused = new ArrayList<>();
        config.tables.forEach(table -> {
            ribs.add(new TransitRouterTable(config.preference));
            fibs.add(new ForwardingTable(config.id, table));
            unused.add(new TreeMap<>());
        });
        config.attachments.forEach(attachment -> published.add(new TreeSet<>()));
        received = new Meter(
                config.id, config.attachments.stream().map(Attachment::actor).toList(), config.runEnd);
    }

    private TransitRouterNode(TransitRouterNode other) {
        config = other.config;
        attachmentOf = other.attachmentOf;
        ribs = new ArrayList<>();
        fibs = new ArrayList<>();
        published = new ArrayList<>();
        other.ribs.forEach(table -> ribs.add(table.copy()));
        other.fibs.forEach(table -> fibs.add(table.copy()));
        other.published.forEach(prefixes -> published.add(new TreeSet<>(prefixes)));
        unused = new ArrayList<>();
        other.unused.forEach(prefixes -> unused.add(new TreeMap<>(prefixes)));
        received = other.received.copy();
        isStarted = other.isStarted;
    }

    @Override
    public TransitRouterNode copy() {
        return new TransitRouterNode(this);
    }

    @Override
    public long deadline() {
        return isStarted ? received.deadline() : 0;
    }

    @Override
    public void wake(Turn turn) {
        if (isStarted) {
            received.note(turn);
            return;
        }
        isStarted = true;
        for (StaticRoute route : config.routes) {
            Candidate candidate = new Candidate(RouteType.STATIC, route.attachment, 0);
            ribs.get(route.table).put(route.destination, candidate);
            changed(route.table, route.destination, turn);
        }
        for (int attachment = 0; attachment < config.attachments.size(); attachment++) {
            for (Prefix address : config.attachments.get(attachment).addresses) {
                addGateway(attachment, address, turn);
            }
        }
    }

    private void addGateway(int attachment, Prefix address, Turn turn) {
        for (int table = 0; table < ribs.size(); table++) {
            ribs.get(table).put(address, new Candidate(RouteType.STATIC, attachment, 0));
            changed(table, address, turn);
        }
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            forward(frame, turn);
        } else if (signal instanceof Control.RouteOffered offer) {
            int attachment = attachmentOf[offer.from()];
            Candidate candidate = new Candidate(offer.type(), attachment, offer.metric());
            for (int table : config.attachments.get(attachment).propagatedTables) {
                ribs.get(table).put(offer.prefix(), candidate);
                changed(table, offer.prefix(), turn);
            }
        } else if (signal instanceof Control.RouteRetracted gone) {
            int attachment = attachmentOf[gone.from()];
            Attachment from = config.attachments.get(attachment);
            for (int table : from.propagatedTables) {
                ribs.get(table).remove(gone.prefix(), from.type, attachment);
                changed(table, gone.prefix(), turn);
            }
        } else {
            throw new AssertionError(signal);
        }
    }

    /** Forwards by what the table now selects, and tells the attachments that publish the table. */
    private void changed(int table, Prefix prefix, Turn turn) {
        List<Candidate> selected = ribs.get(table).selected(prefix);
        if (selected.isEmpty()) {
            fibs.get(table).remove(prefix, turn);
        } else {
            List<Integer> hops = selected.stream()
                    .filter(one -> one.attachment() != Candidate.BLACKHOLE)
                    .map(one -> config.attachments.get(one.attachment()).actor)
                    .sorted()
                    .toList();
            fibs.get(table).install(prefix, new Route(selected.get(0).source(), hops), turn);
        }
        noteSurplus(table, prefix, turn);
        for (int attachment = 0; attachment < config.attachments.size(); attachment++) {
            publish(attachment, table, prefix, selected, turn);
        }
    }

    /** Product page, Quotas: equal routes beyond 16 are not used. */
    private void noteSurplus(int table, Prefix prefix, Turn turn) {
        List<Integer> now = ribs.get(table).surplus(prefix).stream()
                .map(one -> config.attachments.get(one.attachment()).actor)
                .toList();
        TreeMap<Prefix, List<Integer>> noted = unused.get(table);
        if (now.equals(noted.getOrDefault(prefix, List.of()))) {
            return;
        }
        if (now.isEmpty()) {
            noted.remove(prefix);
        } else {
            noted.put(prefix, now);
        }
        turn.note(new NetworkFact.EcmpExceeded(turn.now(), config.id, config.tables.get(table), prefix, now));
    }

    private void publish(int attachment, int table, Prefix prefix, List<Candidate> selected, Turn turn) {
        Attachment to = config.attachments.get(attachment);
        if (!to.publishes || to.associatedTable != table) {
            return;
        }
        boolean isGiven =
                !selected.isEmpty() && selected.stream().allMatch(one -> isPublished(one, prefix, attachment));
        if (isGiven && published.get(attachment).add(prefix)) {
            turn.to(to.actor, new Control.RoutePushed(prefix));
        } else if (!isGiven && published.get(attachment).remove(prefix)) {
            turn.to(to.actor, new Control.RoutePulled(prefix));
        }
    }

    /**
     * Nothing is given back to where it leads. The product's own policy of priority 5000 rejects routes between VPN and VBR
     * attachments of one transit router; it cannot be changed.
     */
    private boolean isPublished(Candidate candidate, Prefix prefix, int attachment) {
        if (candidate.attachment() == attachment
                || candidate.attachment() == Candidate.BLACKHOLE
                || config.attachments.get(candidate.attachment()).addresses.contains(prefix)) {
            return false;
        }
        RouteType from = config.attachments.get(candidate.attachment()).type;
        RouteType to = config.attachments.get(attachment).type;
        return from == RouteType.VPC || to == RouteType.VPC;
    }

    private void forward(Frame frame, Turn turn) {
        if (!Forwarding.admits(frame, config.id, turn)) {
            return;
        }
        int table = config.attachments.get(attachmentOf[frame.from]).associatedTable;
        received.count(attachmentOf[frame.from], frame.length, turn.now());
        ForwardingTable fib = fibs.get(table);
        int route = fib.lookup(frame);
        if (route == ForwardingTable.NO_ROUTE) {
            frame.drop(DropCause.NO_ROUTE, config.id, turn);
        } else if (fib.source(route) == RouteSource.BLACKHOLE) {
            frame.drop(DropCause.BLACKHOLE, config.id, turn);
        } else {
            frame.handTo(fib.hop(route, frame), config.id, turn);
        }
    }
}
