package dev.censim.scenarios.whatif;

import java.util.List;

/**
 * Elements that break a requirement when they fail together, while no part of them does in whatever manner.
 *
 * @param manners in which they do, at least one
 */
public record MinimalSet(List<Element> elements, List<Manner> manners) {

    public MinimalSet {
        elements = List.copyOf(elements);
        manners = List.copyOf(manners);
    }

    /** The first case that showed it. */
    public Failure failure() {
        return new Failure(elements, manners.get(0));
    }
}
