package dev.censim.model.reliability;

import java.util.List;

/**
 * Something that fails by itself again and again, and what goes down with it: an element of the network alone, or several by a common
 * cause.
 *
 * @param name of the element, such as {@code path:internet-1}, or of the cause, such as {@code commonCause:provider-a}; unique
 * @param elements at least one
 * @param timeToFailure from a repair on
 * @param timeToRepair from a failure on
 * @param silentPerMillion how many of a million failures nobody is told of; the others are clean
 */
public record Reliability(
        String name, List<String> elements, Lifetime timeToFailure, Lifetime timeToRepair, int silentPerMillion) {

    public Reliability {
        elements = List.copyOf(elements);
    }
}
