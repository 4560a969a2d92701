package dev.censim.scenarios.path;

import dev.censim.facts.Names;
import dev.censim.facts.TraceFact;
import dev.censim.kernel.Journal;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.RouteStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What one transit router has answered about a destination. */
final class Inquiry {

    private final Names names;
    private final List<TraceFact.Entry> entries = new ArrayList<>();
    private final List<TraceFact.Attachment> attachments = new ArrayList<>();
    private final List<TraceFact.Denied> denials = new ArrayList<>();

    private Inquiry(Names names) {
        this.names = names;
    }

    /** The answers that a transit router has noted at an instant. */
    static Inquiry of(Names names, Journal journal, int transitRouter, long at) {
        Inquiry inquiry = new Inquiry(names);
        journal.forEach(fact -> {
            if (fact.at() == at && fact.actor() == transitRouter) {
                if (fact instanceof TraceFact.Entry entry) {
                    inquiry.entries.add(entry);
                } else if (fact instanceof TraceFact.Attachment attachment) {
                    inquiry.attachments.add(attachment);
                } else if (fact instanceof TraceFact.Denied denied) {
                    inquiry.denials.add(denied);
                }
            }
        });
        return inquiry;
    }

    List<TraceFact.Attachment> attachments() {
        return Collections.unmodifiableList(attachments);
    }

    Optional<TraceFact.Attachment> attachment(String name) {
        return attachments.stream()
                .filter(one -> names.actors().get(one.attachment()).equals(name))
                .findFirst();
    }

    /** The longest prefix first. */
    List<TraceFact.Entry> entries(int table) {
        return entries.stream()
                .filter(entry -> entry.table() == table)
                .sorted((one, other) ->
                        Integer.compare(other.prefix().length(), one.prefix().length()))
                .toList();
    }

    /** What the table forwards by. */
    List<TraceFact.Entry> used(int table) {
        List<TraceFact.Entry> active = entries(table).stream()
                .filter(entry -> entry.status() == RouteStatus.ACTIVE)
                .toList();
        return active.stream()
                .filter(entry -> entry.prefix().equals(active.get(0).prefix()))
                .toList();
    }

    /** The policy that keeps an attachment from a prefix of its table. */
    OptionalInt deniedBy(TraceFact.Attachment attachment, Prefix prefix) {
        return denials.stream()
                .filter(denied -> denied.attachment() == attachment.attachment()
                        && denied.prefix().equals(prefix))
                .mapToInt(TraceFact.Denied::priority)
                .findFirst();
    }
}
