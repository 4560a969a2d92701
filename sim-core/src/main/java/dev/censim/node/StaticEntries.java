package dev.censim.node;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.route.Candidate;
import dev.censim.route.RouteAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The static entries of a transit router's tables, and the ways to the ends of private tunnels, as configured: also those whose
 * attachment is not there at present. Never changes.
 */
record StaticEntries(List<Entry> entries) {

    /** @param attachment index of the next hop; {@link Candidate#BLACKHOLE} for none */
    record Entry(int table, Prefix destination, int attachment) {

        boolean isBlackhole() {
            return attachment == Candidate.BLACKHOLE;
        }

        Candidate candidate(TransitRouterConfig config) {
            if (isBlackhole()) {
                return candidate(false, InstanceType.TR, config.id(), config.region());
            }
            TransitRouterConfig.Attachment to = config.attachments().get(attachment);
            return candidate(to.peer().isPresent(), to.type(), to.actor(), config.region());
        }

        private Candidate candidate(boolean isPeer, InstanceType type, int origin, int region) {
            RouteAttributes attributes = RouteAttributes.of(type, OriginRouteType.CUSTOM, origin, region);
            return new Candidate(true, attachment, isPeer, attributes, Candidate.NOT_DENIED);
        }
    }

    StaticEntries {
        entries = List.copyOf(entries);
    }

    static StaticEntries of(TransitRouterConfig config) {
        List<Entry> entries = new ArrayList<>();
        config.routes()
                .forEach(route -> entries.add(new Entry(route.table(), route.destination(), route.attachment())));
        for (int attachment = 0; attachment < config.attachments().size(); attachment++) {
            for (Prefix address : config.attachments().get(attachment).addresses()) {
                for (int table = 0; table < config.tables().size(); table++) {
                    entries.add(new Entry(table, address, attachment));
                }
            }
        }
        return new StaticEntries(entries);
    }

    StaticEntries with(Entry entry) {
        if (entries.contains(entry)) {
            return this;
        }
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new StaticEntries(more);
    }

    StaticEntries without(Entry entry) {
        return new StaticEntries(
                entries.stream().filter(other -> !other.equals(entry)).toList());
    }

    /** Those that lead to an attachment. */
    List<Entry> to(int attachment) {
        return entries.stream().filter(entry -> entry.attachment == attachment).toList();
    }
}
