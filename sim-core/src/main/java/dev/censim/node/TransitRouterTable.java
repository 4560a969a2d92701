package dev.censim.node;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.RouteType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One route table of a transit router: all candidates for each prefix, and which of them are used. */
final class TransitRouterTable {

    /** Quota of the product: equal routes that share traffic; not adjustable. */
    private static final int ECMP_MAX = 16;

    private final List<RouteType> preference;
    private final TreeMap<Prefix, List<Candidate>> candidates;
    private final TreeMap<Prefix, List<Candidate>> selected;

    /** Equal to those that are selected, and beyond the quota. */
    private final TreeMap<Prefix, List<Candidate>> surplus;

    /** @param preference order among types for one prefix, the best first */
    TransitRouterTable(List<RouteType> preference) {
        this.preference = preference;
        candidates = new TreeMap<>();
        selected = new TreeMap<>();
        surplus = new TreeMap<>();
    }

    private TransitRouterTable(TransitRouterTable other) {
        preference = other.preference;
        candidates = new TreeMap<>(other.candidates);
        selected = new TreeMap<>(other.selected);
        surplus = new TreeMap<>(other.surplus);
    }

    TransitRouterTable copy() {
        return new TransitRouterTable(this);
    }

    /** Adds a candidate in place of the one of its type and attachment. */
    void put(Prefix prefix, Candidate candidate) {
        List<Candidate> all = new ArrayList<>(without(prefix, candidate.type(), candidate.attachment()));
        all.add(candidate);
        all.sort(Comparator.comparingInt(Candidate::attachment));
        candidates.put(prefix, List.copyOf(all));
        select(prefix);
    }

    void remove(Prefix prefix, RouteType type, int attachment) {
        List<Candidate> left = without(prefix, type, attachment);
        if (left.isEmpty()) {
            candidates.remove(prefix);
        } else {
            candidates.put(prefix, left);
        }
        select(prefix);
    }

    private List<Candidate> without(Prefix prefix, RouteType type, int attachment) {
        return candidates.getOrDefault(prefix, List.of()).stream()
                .filter(one -> one.type() != type || one.attachment() != attachment)
                .toList();
    }

    /** The best type, in it the lowest metric; equal ones share the traffic up to the quota. */
    private void select(Prefix prefix) {
        Comparator<Candidate> order = Comparator.<Candidate>comparingInt(one -> preference.indexOf(one.type()))
                .thenComparingInt(Candidate::metric);
        List<Candidate> all = candidates.getOrDefault(prefix, List.of());
        surplus.remove(prefix);
        if (all.isEmpty()) {
            selected.remove(prefix);
            return;
        }
        Candidate best = all.stream().min(order).orElseThrow();
        List<Candidate> equal =
                all.stream().filter(one -> order.compare(one, best) == 0).toList();
        selected.put(prefix, equal.stream().limit(ECMP_MAX).toList());
        if (equal.size() > ECMP_MAX) {
            surplus.put(prefix, List.copyOf(equal.subList(ECMP_MAX, equal.size())));
        }
    }

    /** The candidates in use for a prefix, in the order of attachments; none when there is no route. */
    List<Candidate> selected(Prefix prefix) {
        return selected.getOrDefault(prefix, List.of());
    }

    /** As good as those in use, but more than may share traffic. */
    List<Candidate> surplus(Prefix prefix) {
        return surplus.getOrDefault(prefix, List.of());
    }

    /** All prefixes with the candidates in use. */
    SortedMap<Prefix, List<Candidate>> selected() {
        return selected;
    }
}
