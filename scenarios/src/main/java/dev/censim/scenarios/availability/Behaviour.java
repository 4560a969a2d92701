package dev.censim.scenarios.availability;

import java.util.List;

/** What a network does when components are down: all that the mathematics ask of it. */
public interface Behaviour {

    /** Names, at least one. */
    List<String> flows();

    /**
     * What becomes of each flow when these components fail together, stay down until the network is at rest, and are repaired together.
     * It is asked once for each set, by several threads, and must always answer the same.
     *
     * @param down at least one, each once, the smallest component first
     */
    List<Effect> effects(List<Down> down);
}
