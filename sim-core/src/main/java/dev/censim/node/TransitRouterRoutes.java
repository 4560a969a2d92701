package dev.censim.node;

import dev.censim.facts.DropCause;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.route.Candidate;
import dev.censim.route.Policy;
import dev.censim.route.RouteAttributes;
import dev.censim.route.RoutingPolicies;
import dev.censim.route.TransitRouterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * The control plane of a transit router: what attachments tell goes through the policies into the tables that learn it; what a table
 * uses goes into its forwarding table, and through the policies to the attachments that are associated with it and want to be told.
 */
final class TransitRouterRoutes {

    private final TransitRouterConfig config;
    private final List<AttachmentState> attachments;
    private final List<TransitRouterTable> ribs;
    private final List<ForwardingTable> fibs;

    private final List<EcmpSurplus> surpluses;

    /** The attachments that each table forwards for. */
    private List<List<Integer>> associated;

    private final Aggregates aggregates;

    private OutboundRoutes outbound;
    private StaticEntries statics;
    private int outages;

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
        outbound = new OutboundRoutes(attachments, new RoutingPolicies(config.policies()));
        statics = StaticEntries.of(config);
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
        outbound = new OutboundRoutes(attachments, other.outbound.policies());
        statics = other.statics;
        outages = other.outages;
        associated = other.associated;
    }

    TransitRouterRoutes copy() {
        return new TransitRouterRoutes(this);
    }

    /** Index of the table that forwards what comes from an attachment; {@link TransitRouterConfig#NO_TABLE} for none. */
    int forwardingTable(int attachment) {
        AttachmentState from = attachments.get(attachment);
        return from.isAttached() ? from.associatedTable : TransitRouterConfig.NO_TABLE;
    }

    /** Why there is none. */
    DropCause refusal(int attachment) {
        if (outages > 0) {
            return DropCause.DEVICE_DOWN;
        }
        return attachments.get(attachment).isAttached() ? DropCause.NOT_ASSOCIATED : DropCause.ATTACHMENT_DOWN;
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
        statics.entries().forEach(entry -> put(entry, turn));
    }

    void learn(int attachment, Prefix prefix, RouteAttributes attributes, Turn turn) {
        AttachmentState from = attachments.get(attachment);
        RouteAttributes learned = from.learn(prefix, attributes);
        if (from.isUp()) {
            from.propagatedTables.forEach(table -> propagate(table, attachment, prefix, learned, turn));
        }
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
        state.hasCarrier = present;
        state.propagatedTables.forEach(table -> relearn(table, attachment, turn));
        giveAll(attachment, turn);
    }

    /** What is attached fails, or is back: static entries that lead there go with what was learned from it, and so does its table. */
    void attach(int attachment, boolean present, Turn turn) {
        AttachmentState state = attachments.get(attachment);
        boolean wasAttached = state.isAttached();
        state.detachments += present ? -1 : 1;
        if (wasAttached == state.isAttached()) {
            return;
        }
        state.withdrawGiven(turn);
        statics.to(attachment).forEach(entry -> {
            if (state.isAttached()) {
                put(entry, turn);
            } else {
                remove(entry, turn);
            }
        });
        state.propagatedTables.forEach(table -> relearn(table, attachment, turn));
        giveAll(attachment, turn);
    }

    /** The transit router fails and forgets everything, or starts from its configuration: what is still attached tells it again. */
    void power(boolean on, Turn turn) {
        outages += on ? -1 : 1;
        if (!on && outages == 1) {
            lose(turn);
        } else if (on && outages == 0) {
            attachments.forEach(state -> state.detachments--);
            start(turn);
            for (int attachment = 0; attachment < attachments.size(); attachment++) {
                for (int table : attachments.get(attachment).propagatedTables) {
                    relearn(table, attachment, turn);
                }
            }
        }
    }

    private void lose(Turn turn) {
        attachments.forEach(state -> {
            state.withdrawGiven(turn);
            state.detachments++;
        });
        for (int table = 0; table < ribs.size(); table++) {
            EcmpSurplus surplus = surpluses.get(table);
            ribs.get(table).prefixes().forEach(prefix -> surplus.note(prefix, List.of(), turn));
            ribs.set(table, new TransitRouterTable(config.tables().get(table).order()));
            fibs.get(table).clear(turn);
        }
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
        StaticEntries.Entry entry = new StaticEntries.Entry(table, destination, attachment);
        if (present) {
            statics = statics.with(entry);
            put(entry, turn);
        } else {
            statics = statics.without(entry);
            remove(entry, turn);
        }
    }

    void aggregate(int table, Prefix prefix, boolean present, Turn turn) {
        aggregates.set(table, prefix, present, attachments, turn);
        refresh(table, turn);
    }

    void policy(Policy policy, boolean present, Turn turn) {
        RoutingPolicies before = outbound.policies();
        outbound = new OutboundRoutes(attachments, present ? before.with(policy) : before.without(policy));
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
                            outbound.verdict(state.associatedTable, prefix, table.active(prefix), attachment);
                    if (!verdict.permitted()) {
                        inquiry.denied(state, prefix, verdict.decidedBy());
                    }
                }
            }
        }
    }

    private void put(StaticEntries.Entry entry, Turn turn) {
        boolean isUsable = entry.isBlackhole()
                ? outages == 0
                : attachments.get(entry.attachment()).isAttached();
        if (isUsable) {
            changed(entry.table(), ribs.get(entry.table()).put(entry.destination(), entry.candidate(config)), turn);
        }
    }

    private void remove(StaticEntries.Entry entry, Turn turn) {
        changed(entry.table(), ribs.get(entry.table()).remove(entry.destination(), true, entry.attachment()), turn);
    }

    /** Brings what a table has of an attachment in line with what the attachment has told. */
    private void relearn(int table, int attachment, Turn turn) {
        AttachmentState from = attachments.get(attachment);
        boolean isLearned = from.isUp() && from.propagatedTables.contains(table);
        from.learned.keys().forEach(prefix -> {
            if (isLearned) {
                propagate(table, attachment, prefix, from.learned(prefix), turn);
            } else {
                changed(table, ribs.get(table).remove(prefix, false, attachment), turn);
            }
        });
    }

    private void propagate(int table, int attachment, Prefix prefix, RouteAttributes attributes, Turn turn) {
        RoutingPolicies.Verdict verdict = outbound.policies().in(table, prefix, attributes);
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
        List<RoutingPolicies.Verdict> verdicts = outbound.verdicts(table, prefix, active, to);
        ForwardingTable fib = fibs.get(table);
        int before = fib.find(prefix);
        if (active.isEmpty()) {
            fib.remove(prefix, turn);
        } else {
            fib.install(prefix, outbound.route(active, to, verdicts), turn);
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

    private void give(
            int attachment, Prefix prefix, List<Candidate> active, RoutingPolicies.Verdict verdict, Turn turn) {
        AttachmentState to = attachments.get(attachment);
        if (aggregates.isOne(to, prefix)) {
            return;
        }
        boolean isGiven = to.publishes
                && to.isUp()
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
        if (one.attachment() == attachment
                || one.attachment() == Candidate.BLACKHOLE
                || outbound.isTunnelEnd(one, prefix)) {
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
            give(attachment, prefix, active, outbound.verdict(table, prefix, active, attachment), turn);
        }
    }

    private void noteSurplus(int table, Prefix prefix, Turn turn) {
        List<Integer> surplus = ribs.get(table).surplus(prefix).stream()
                .map(one -> attachments.get(one.attachment()).config.actor())
                .toList();
        surpluses.get(table).note(prefix, surplus, turn);
    }
}
