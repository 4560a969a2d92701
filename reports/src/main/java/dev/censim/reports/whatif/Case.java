package dev.censim.reports.whatif;

import java.util.List;

/**
 * One failure and what it did. Times are nanoseconds.
 *
 * @param elements their ids, such as {@code path:internet-1}; at least one
 * @param manner {@code silent} or {@code clean}
 * @param failedAt since the start of the run; likewise {@code repairedAt} and {@code endedAt}
 * @param isSettled whether the network came to rest
 * @param losses of all flows
 * @param alike ids of the failures that come to the same thing, and were not tried for that
 * @param disagreements when the ends of tunnels and sessions differed
 */
public record Case(
        List<String> elements,
        String manner,
        long failedAt,
        long repairedAt,
        long endedAt,
        boolean isSettled,
        List<Loss> losses,
        List<String> alike,
        List<Disagreement> disagreements,
        List<Asymmetry> asymmetries) {

    public Case {
        elements = List.copyOf(elements);
        losses = List.copyOf(losses);
        alike = List.copyOf(alike);
        disagreements = List.copyOf(disagreements);
        asymmetries = List.copyOf(asymmetries);
    }

    /** As {@code --case} takes it. */
    public String id() {
        return String.join("+", elements) + "/" + manner;
    }
}
