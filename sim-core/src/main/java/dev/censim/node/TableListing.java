package dev.censim.node;

import dev.censim.facts.TableFact;
import dev.censim.kernel.Turn;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.RouteStatus;
import dev.censim.route.Candidate;
import dev.censim.route.RouteAttributes;
import dev.censim.route.Standing;
import dev.censim.route.TransitRouterTable;
import dev.censim.wire.bgp.AsPath;
import java.util.List;
import java.util.OptionalInt;

/** Notes what a transit router's tables hold, with the state of each entry. */
final class TableListing {

    private final TransitRouterConfig config;
    private final Turn turn;

    TableListing(TransitRouterConfig config, Turn turn) {
        this.config = config;
        this.turn = turn;
    }

    void table(int index, TransitRouterTable table, Aggregates aggregates) {
        for (Prefix prefix : table.prefixes()) {
            boolean isCovered = aggregates.cover(index, prefix);
            table.standings(prefix).forEach(standing -> entry(index, prefix, standing, isCovered));
        }
    }

    /** An entry that is used and covered reads Suppressed: VPCs are not told it. */
    private void entry(int index, Prefix prefix, Standing standing, boolean isCovered) {
        boolean isSuppressed = isCovered && standing.status() == RouteStatus.ACTIVE;
        Candidate candidate = standing.candidate();
        RouteAttributes attributes = candidate.attributes();
        boolean leadsOn = candidate.attachment() != Candidate.BLACKHOLE;
        boolean isDenied = candidate.deniedBy() != Candidate.NOT_DENIED;
        turn.note(new TableFact.TransitRouterEntry(
                turn.now(),
                config.id(),
                config.tables().get(index).number(),
                prefix,
                leadsOn
                        ? OptionalInt.of(
                                config.attachments().get(candidate.attachment()).actor())
                        : OptionalInt.empty(),
                candidate.isStatic(),
                attributes.origin(),
                attributes.originType(),
                attributes.routeType(),
                numbers(attributes.asPath()),
                attributes.communities(),
                attributes.preference(),
                isSuppressed ? RouteStatus.SUPPRESSED : standing.status(),
                standing.lostBy(),
                isDenied ? OptionalInt.of(candidate.deniedBy()) : OptionalInt.empty()));
    }

    static List<Asn> numbers(AsPath path) {
        return path.segments().stream()
                .flatMap(segment -> segment.asns().stream())
                .toList();
    }
}
