package dev.censim.scenarios.whatif;

/**
 * The moment at which a device found out that something had failed.
 *
 * @param at in nanoseconds since the start
 * @param actor who found out
 * @param about the hop beyond which it failed: the tunnel, as in {@link dev.censim.facts.Names#hop}, or the device itself
 */
record Detection(long at, int actor, int about, Detector by) {

    /** Whether it concerns what takes a path. */
    boolean isOn(int[] path) {
        boolean passesActor = false;
        boolean passesHop = false;
        for (int hop : path) {
            passesActor |= hop == actor;
            passesHop |= hop == about;
        }
        return passesActor && passesHop;
    }
}
