package dev.censim.scenarios.explain;

import java.util.List;

/**
 * Why the BGP session of a circuit is as it is.
 *
 * @param session the name of its VBR
 * @param at the instant, in nanoseconds
 * @param diagnoses the worst first; empty when the session is up and sound
 */
public record SessionExplanation(
        String scenario, long seed, String session, long at, BgpAccount bgp, List<Diagnosis> diagnoses) {

    public SessionExplanation {
        diagnoses = List.copyOf(diagnoses);
    }

    /** Whether nothing is to be said against the session. */
    public boolean isSound() {
        return bgp.isUp() && diagnoses.isEmpty();
    }
}
