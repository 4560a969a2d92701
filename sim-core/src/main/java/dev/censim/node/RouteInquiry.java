package dev.censim.node;

import dev.censim.facts.TraceFact;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.route.Candidate;
import dev.censim.route.Standing;
import dev.censim.route.TransitRouterTable;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** Answers of a transit router about a destination: what its tables hold around it, and how each attachment stands to them. */
final class RouteInquiry {

    private final TransitRouterConfig config;
    private final Ipv4 destination;
    private final Turn turn;

    RouteInquiry(TransitRouterConfig config, int destination, Turn turn) {
        this.config = config;
        this.destination = new Ipv4(destination);
        this.turn = turn;
    }

    /** Every entry of a table whose prefix is around the destination, in every state. */
    void entries(int index, TransitRouterTable table) {
        for (Prefix prefix : around(table.prefixes())) {
            table.standings(prefix).forEach(standing -> entry(index, prefix, standing));
        }
    }

    private void entry(int index, Prefix prefix, Standing standing) {
        Candidate candidate = standing.candidate();
        boolean leadsOn = candidate.attachment() != Candidate.BLACKHOLE;
        turn.note(new TraceFact.Entry(
                turn.now(),
                config.id(),
                config.tables().get(index).number(),
                prefix,
                leadsOn
                        ? OptionalInt.of(
                                config.attachments().get(candidate.attachment()).actor())
                        : OptionalInt.empty(),
                candidate.isStatic(),
                candidate.attributes().originType(),
                candidate.attributes().routeType(),
                candidate.attributes().asPath().length(),
                candidate.attributes().preference(),
                standing.status(),
                standing.lostBy(),
                candidate.deniedBy() == Candidate.NOT_DENIED
                        ? OptionalInt.empty()
                        : OptionalInt.of(candidate.deniedBy())));
    }

    void attachment(AttachmentState state) {
        boolean isAssociated = state.associatedTable != TransitRouterConfig.NO_TABLE;
        turn.note(new TraceFact.Attachment(
                turn.now(),
                config.id(),
                state.config.actor(),
                state.isAttached(),
                isAssociated
                        ? OptionalInt.of(
                                config.tables().get(state.associatedTable).number())
                        : OptionalInt.empty(),
                state.propagatedTables.stream()
                        .map(table -> config.tables().get(table).number())
                        .toList(),
                state.publishes,
                around(state.learned.keys()),
                around(state.given.keys())));
    }

    void denied(AttachmentState state, Prefix prefix, int priority) {
        turn.note(new TraceFact.Denied(turn.now(), config.id(), state.config.actor(), prefix, priority));
    }

    List<Prefix> around(Collection<Prefix> prefixes) {
        return prefixes.stream().filter(prefix -> prefix.contains(destination)).toList();
    }
}
