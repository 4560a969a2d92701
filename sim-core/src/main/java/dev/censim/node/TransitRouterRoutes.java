package dev.censim.node;

import dev.censim.facts.RouteSource;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.route.Candidate;
import dev.censim.route.Policy;
import dev.censim.route.RouteAttributes;
import dev.censim.route.RoutingPolicies;
import dev.censim.route.TransitRouterTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.SortedSet;

/**
 * The control plane of a transit router: what attachments tell goes through the policies into the tables that learn it; what a table
 * uses goes into its forwarding table, and through the policies to the attachments that are associated with it and want to be told.
 */
final class TransitRouterRoutes {

    /** Of a prefix without a route. */
    private static final RoutingPolicies.Verdict UNUSED = new RoutingPolicies.Verdict(
            true, RouteAttributes.of(InstanceType.TR, OriginRouteType.SYSTEM, -1, -1), RoutingPolicies.NONE);

    private final TransitRouterConfig config;
    private final List<AttachmentState> attachments;
    private final List<TransitRouterTable> ribs;
    private final List<ForwardingTable> fibs;

    private final List<EcmpSurplus> surpluses;

    /** The attachments that each table forwards for. */
    private List<List<Integer>> associated;

    private final Aggregates aggregates;

    private RoutingPolicies policies;

    TransitRouterRoutes(TransitRouterConfig config) {
        this.config = config;
        attachments = new ArrayList<>();
        config.attachments().forEach(attachment -> attachments.add(new AttachmentState(config.id(), attachment)));
        ribs = new ArrayList<>();
        fibs = new ArrayList<>();
        surpluses = new ArrayList<>();
        config.tables().forEach(table -> {
            ribs.add(new TransitRouterTable(table.order()));
            fibs.add(new ForwardingTable(config.id(), table.number()));
            surpluses.add(new EcmpSurplus(config.id(), table.number()));
        });
        aggregates = new Aggregates(config);
        policies = new RoutingPolicies(config.policies());
        associated = AttachmentState.byTable(attachments, ribs.size());
    }

    private TransitRouterRoutes(TransitRouterRoutes other) {
        config = other.config;
        attachments = new ArrayList<>();
        ribs = new ArrayList<>();
        fibs = new ArrayList<>();
        surpluses = new ArrayList<>();
        other.attachments.forEach(attachment -> attachments.add(attachment.copy()));
        other.ribs.forEach(table -> ribs.add(table.copy()));
        other.fibs.forEach(table -> fibs.add(table.copy()));
        aggregates = other.aggregates.copy();
        other.surpluses.forEach(surplus -> surpluses.add(surplus.copy()));
        policies = other.policies;
        associated = other.associated;
    }

    TransitRouterRoutes copy() {
        return new TransitRouterRoutes(this);
    }

    /** Index of the table that an attachment is associated with; {@link TransitRouterConfig#NO_TABLE} for none. */
    int associatedTable(int attachment) {
        return attachments.get(attachment).associatedTable;
    }

    ForwardingTable forwarding(int table) {
        return fibs.get(table);
    }

    /** Notes every entry of every table. */
    void list(Turn turn) {
        TableListing listing = new TableListing(config, turn);
        for (int table = 0; table < ribs.size(); table++) {
            listing.table(table, ribs.get(table), aggregates);
        }
    }

    /** Static entries, and the ways to the ends of private tunnels. */
    void start(Turn turn) {
        attachments.forEach(attachment -> aggregates.give(attachment, turn));
        for (TransitRouterConfig.StaticRoute route : config.routes()) {
            putStatic(route.table(), route.destination(), route.attachment(), turn);
        }
        for (int attachment = 0; attachment < attachments.size(); attachment++) {
            for (Prefix address : attachments.get(attachment).config.addresses()) {
                for (int table = 0; table < ribs.size(); table++) {
                    putStatic(table, address, attachment, turn);
                }
            }
        }
    }

    void learn(int attachment, Prefix prefix, RouteAttributes attributes, Turn turn) {
        AttachmentState from = attachments.get(attachment);
        RouteAttributes learned = from.learn(prefix, attributes);
        from.propagatedTables.forEach(table -> propagate(table, attachment, prefix, learned, turn));
    }

    void forget(int attachment, Prefix prefix, Turn turn) {
        AttachmentState from = attachments.get(attachment);
        from.learned.remove(prefix);
        from.propagatedTables.forEach(table -> changed(table, ribs.get(table).remove(prefix, false, attachment), turn));
    }

    /** A link to another transit router lost its carrier, or has it again: what was learned over it goes with it. */
    void carrier(int attachment, boolean present, Turn turn) {
        AttachmentState state = attachments.get(attachment);
        if (!present) {
            state.withdrawGiven(turn);
        }
        state.isUp = present;
        state.propagatedTables.forEach(table -> relearn(table, attachment, turn));
        giveAll(attachment, turn);
    }

    /** Product page: what was advertised is withdrawn, then the routes of the new table are. */
    void associate(int attachment, int table, Turn turn) {
        AttachmentState state = attachments.get(attachment);
        int before = state.associatedTable;
        state.withdrawGiven(turn);
        state.associatedTable = table;
        associated = AttachmentState.byTable(attachments, ribs.size());
        aggregates.give(state, turn);
        refresh(before, turn);
        refresh(table, turn);
    }

    void propagate(int attachment, int table, boolean enabled, Turn turn) {
        AttachmentState state = attachments.get(attachment);
        boolean isNew = enabled ? state.propagatedTables.add(table) : state.propagatedTables.remove(table);
        if (isNew) {
            relearn(table, attachment, turn);
        }
    }

    void synchronize(int attachment, boolean enabled, Turn turn) {
        attachments.get(attachment).publishes = enabled;
        if (enabled) {
            giveAll(attachment, turn);
        } else {
            attachments.get(attachment).withdrawGiven(turn);
        }
    }

    void entry(int table, Prefix destination, int attachment, boolean present, Turn turn) {
        if (present) {
            putStatic(table, destination, attachment, turn);
        } else {
            changed(table, ribs.get(table).remove(destination, true, attachment), turn);
        }
    }

    void aggregate(int table, Prefix prefix, boolean present, Turn turn) {
        aggregates.set(table, prefix, present, attachments, turn);
        refresh(table, turn);
    }

    void policy(Policy policy, boolean present, Turn turn) {
        policies = present ? policies.with(policy) : policies.without(policy);
        for (int table = 0; table < ribs.size(); table++) {
            for (int attachment = 0; attachment < attachments.size(); attachment++) {
                if (attachments.get(attachment).propagatedTables.contains(table)) {
                    relearn(table, attachment, turn);
                }
            }
            refresh(table, turn);
        }
    }

    /** Notes what the tables hold around a destination, and for each attachment whether it may use it. */
    void inquire(int destination, Turn turn) {
        RouteInquiry inquiry = new RouteInquiry(config, destination, turn);
        for (int table = 0; table < ribs.size(); table++) {
            inquiry.entries(table, ribs.get(table));
        }
        for (int attachment = 0; attachment < attachments.size(); attachment++) {
            AttachmentState state = attachments.get(attachment);
            inquiry.attachment(state);
            if (state.associatedTable != TransitRouterConfig.NO_TABLE) {
                TransitRouterTable table = ribs.get(state.associatedTable);
                for (Prefix prefix : inquiry.around(table.prefixes())) {
                    RoutingPolicies.Verdict verdict =
                            verdict(state.associatedTable, prefix, table.active(prefix), attachment);
                    if (!verdict.permitted()) {
                        inquiry.denied(state, prefix, verdict.decidedBy());
                    }
                }
            }
        }
    }

    private void putStatic(int table, Prefix destination, int attachment, Turn turn) {
        InstanceType type = attachment == Candidate.BLACKHOLE
                ? InstanceType.TR
                : attachments.get(attachment).config.type();
        int origin = attachment == Candidate.BLACKHOLE
                ? config.id()
                : attachments.get(attachment).config.actor();
        RouteAttributes attributes = RouteAttributes.of(type, OriginRouteType.CUSTOM, origin, config.region());
        boolean isPeer =
                attachment != Candidate.BLACKHOLE && attachments.get(attachment).isPeer();
        Candidate candidate = new Candidate(true, attachment, isPeer, attributes, Candidate.NOT_DENIED);
        changed(table, ribs.get(table).put(destination, candidate), turn);
    }

    /** Brings what a table has of an attachment in line with what the attachment has told. */
    private void relearn(int table, int attachment, Turn turn) {
        AttachmentState from = attachments.get(attachment);
        boolean isLearned = from.isUp && from.propagatedTables.contains(table);
        from.learned.keys().forEach(prefix -> {
            if (isLearned) {
                propagate(table, attachment, prefix, from.learned(prefix), turn);
            } else {
                changed(table, ribs.get(table).remove(prefix, false, attachment), turn);
            }
        });
    }

    private void propagate(int table, int attachment, Prefix prefix, RouteAttributes attributes, Turn turn) {
        RoutingPolicies.Verdict verdict = policies.in(table, prefix, attributes);
        Candidate candidate = new Candidate(
                false,
                attachment,
                attachments.get(attachment).isPeer(),
                verdict.attributes(),
                verdict.permitted() ? Candidate.NOT_DENIED : verdict.decidedBy());
        changed(table, ribs.get(table).put(prefix, candidate), turn);
    }

    private void changed(int table, SortedSet<Prefix> affected, Turn turn) {
        affected.forEach(prefix -> changed(table, prefix, turn));
    }

    private void refresh(int table, Turn turn) {
        if (table != TransitRouterConfig.NO_TABLE) {
            ribs.get(table).prefixes().forEach(prefix -> changed(table, prefix, turn));
        }
    }

    /** Forwards by what the table now uses, and tells the attachments that are given the table. */
    private void changed(int table, Prefix prefix, Turn turn) {
        List<Candidate> active = ribs.get(table).active(prefix);
        List<Integer> to = associated.get(table);
        List<RoutingPolicies.Verdict> verdicts = verdicts(table, prefix, active);
        ForwardingTable fib = fibs.get(table);
        int before = fib.find(prefix);
        if (active.isEmpty()) {
            fib.remove(prefix, turn);
        } else {
            BitSet denied = new BitSet();
            for (int i = 0; i < to.size(); i++) {
                denied.set(to.get(i), !verdicts.get(i).permitted());
            }
            fib.install(prefix, new Route(source(active.get(0)), hops(active), AttachmentSet.of(denied)), turn);
        }
        noteSurplus(table, prefix, turn);
        for (int i = 0; i < to.size(); i++) {
            // What was denied before was not given either; of the many that stay denied nothing has to be looked up.
            boolean mayHaveIt = before != ForwardingTable.NO_ROUTE && !fib.isDenied(before, to.get(i));
            if (mayHaveIt || verdicts.get(i).permitted()) {
                give(to.get(i), prefix, active, verdicts.get(i), turn);
            }
        }
    }

    /** What policies say of a route towards each attachment of its table; of those that they cannot tell apart, they are asked once. */
    private List<RoutingPolicies.Verdict> verdicts(int table, Prefix prefix, List<Candidate> active) {
        List<RoutingPolicies.Verdict> verdicts = new ArrayList<>();
        List<Integer> nextHops = active.stream().map(Candidate::attachment).toList();
        EnumMap<InstanceType, RoutingPolicies.Verdict> ofType = new EnumMap<>(InstanceType.class);
        for (int attachment : associated.get(table)) {
            InstanceType type = attachments.get(attachment).config.type();
            if (policies.tellInstancesApart() || nextHops.contains(attachment)) {
                verdicts.add(verdict(table, prefix, active, attachment));
            } else {
                verdicts.add(ofType.computeIfAbsent(type, same -> verdict(table, prefix, active, attachment)));
            }
        }
        return verdicts;
    }

    private List<Integer> hops(List<Candidate> active) {
        return active.stream()
                .filter(one -> one.attachment() != Candidate.BLACKHOLE)
                .map(one -> attachments.get(one.attachment()).config.actor())
                .sorted()
                .toList();
    }

    private RouteSource source(Candidate used) {
        return used.attachment() == Candidate.BLACKHOLE ? RouteSource.BLACKHOLE : RouteSource.of(used.type());
    }

    /** What policies say of a route towards an attachment: all that it leads to must be permitted. */
    private RoutingPolicies.Verdict verdict(int table, Prefix prefix, List<Candidate> active, int attachment) {
        RoutingPolicies.Verdict first = UNUSED;
        for (Candidate one : active) {
            RoutingPolicies.Verdict verdict = one.attachment() == attachment || isTunnelEnd(one, prefix)
                    ? new RoutingPolicies.Verdict(true, one.attributes(), RoutingPolicies.NONE)
                    : policies.out(table, prefix, one.attributes(), destination(attachment));
            if (!verdict.permitted()) {
                return verdict;
            }
            first = first == UNUSED ? verdict : first;
        }
        return first;
    }

    private RoutingPolicies.Destination destination(int attachment) {
        AttachmentState to = attachments.get(attachment);
        return new RoutingPolicies.Destination(to.config.actor(), to.config.type(), to.associatedTable);
    }

    private boolean isTunnelEnd(Candidate one, Prefix prefix) {
        return one.attachment() != Candidate.BLACKHOLE
                && attachments.get(one.attachment()).config.addresses().contains(prefix);
    }

    private void give(
            int attachment, Prefix prefix, List<Candidate> active, RoutingPolicies.Verdict verdict, Turn turn) {
        AttachmentState to = attachments.get(attachment);
        if (aggregates.isOne(to, prefix)) {
            return;
        }
        boolean isGiven = to.publishes
                && to.isUp
                && !aggregates.cover(to, prefix)
                && !active.isEmpty()
                && verdict.permitted()
                && active.stream().allMatch(one -> isTold(one, prefix, attachment));
        if (isGiven && !verdict.attributes().equals(to.given.put(prefix, verdict.attributes()))) {
            to.tell(prefix, verdict.attributes(), turn);
        } else if (!isGiven && to.given.remove(prefix) != null) {
            to.retract(prefix, turn);
        }
    }

    /**
     * Nothing is given back to where it leads, and black holes and tunnel ends to nobody. What another region has told is not told
     * to a third one; a static entry that leads to an ECR is not told to another region (vendor, "connect ECRs").
     */
    private boolean isTold(Candidate one, Prefix prefix, int attachment) {
        if (one.attachment() == attachment || one.attachment() == Candidate.BLACKHOLE || isTunnelEnd(one, prefix)) {
            return false;
        }
        boolean isLocalOnly = one.isPeer() || one.isStatic() && one.attributes().originType() == InstanceType.ECR;
        return !isLocalOnly || !attachments.get(attachment).isPeer();
    }

    private void giveAll(int attachment, Turn turn) {
        int table = attachments.get(attachment).associatedTable;
        if (table == TransitRouterConfig.NO_TABLE) {
            return;
        }
        aggregates.give(attachments.get(attachment), turn);
        for (Prefix prefix : ribs.get(table).prefixes()) {
            List<Candidate> active = ribs.get(table).active(prefix);
            give(attachment, prefix, active, verdict(table, prefix, active, attachment), turn);
        }
    }

    private void noteSurplus(int table, Prefix prefix, Turn turn) {
        List<Integer> surplus = ribs.get(table).surplus(prefix).stream()
                .map(one -> attachments.get(one.attachment()).config.actor())
                .toList();
        surpluses.get(table).note(prefix, surplus, turn);
    }
}
