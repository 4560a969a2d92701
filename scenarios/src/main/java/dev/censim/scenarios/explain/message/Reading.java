package dev.censim.scenarios.explain.message;

import java.util.List;

/**
 * What could be read of a message.
 *
 * @param isReadable it is in the clear, or encrypted with keys that the run has noted
 * @param items in the order of the payloads; empty when nothing in it is worth telling
 */
public record Reading(boolean isReadable, List<Item> items) {

    static final Reading NONE = new Reading(false, List.of());

    public Reading {
        items = List.copyOf(items);
    }

    static Reading of(List<Item> items) {
        return new Reading(true, items);
    }
}
