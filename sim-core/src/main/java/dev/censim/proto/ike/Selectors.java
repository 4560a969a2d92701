package dev.censim.proto.ike;

import dev.censim.model.address.Prefix;
import dev.censim.wire.ike.TrafficSelector;
import java.util.ArrayList;
import java.util.List;

/** Traffic selector negotiation, RFC 7296 section 2.9. */
final class Selectors {

    /** The payload counts in one octet. */
    private static final int MAX = 255;

    private Selectors() {}

    static List<TrafficSelector> of(List<Prefix> prefixes) {
        return prefixes.stream().map(TrafficSelector::of).toList();
    }

    /** The part of an offer that this end's prefixes allow; none lies within another. Empty: TS_UNACCEPTABLE. */
    static List<TrafficSelector> narrow(List<TrafficSelector> offered, List<Prefix> allowed) {
        List<TrafficSelector> narrowed = new ArrayList<>();
        for (TrafficSelector selector : offered) {
            for (Prefix prefix : allowed) {
                selector.narrowedTo(prefix).ifPresent(part -> add(narrowed, part));
            }
        }
        return List.copyOf(narrowed);
    }

    private static void add(List<TrafficSelector> narrowed, TrafficSelector part) {
        if (narrowed.stream().noneMatch(other -> other.contains(part))) {
            narrowed.removeIf(part::contains);
            if (narrowed.size() < MAX) {
                narrowed.add(part);
            }
        }
    }

    /** Whether an answer stays within what was offered and leaves something. */
    static boolean isSubset(List<TrafficSelector> answer, List<TrafficSelector> offered) {
        return !answer.isEmpty()
                && answer.stream().allMatch(selector -> offered.stream().anyMatch(whole -> whole.contains(selector)));
    }
}
