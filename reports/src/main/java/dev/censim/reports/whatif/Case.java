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
 */
public record Case(
        List<String> elements,
        String manner,
        long failedAt,
        long repairedAt,
        long endedAt,
        boolean isSettled,
        List<Loss> losses) {

    public Case {
        elements = List.copyOf(elements);
        losses = List.copyOf(losses);
    }

    /** As {@code --case} takes it. */
    public String id() {
        return String.join("+", elements) + "/" + manner;
    }
}
