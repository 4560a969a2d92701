package dev.censim.scenarios.path;

/**
 * The way of a packet and of its answer.
 *
 * @param at the instant, in nanoseconds
 */
public record PathExplanation(String scenario, long seed, long at, Way forward, Way back) {

    /** Whether both arrive. */
    public boolean isSound() {
        return forward.arrives() && back.arrives();
    }
}
