package dev.censim.scenarios.explain;

import java.util.List;
import java.util.Optional;

/**
 * Why a tunnel is as it is.
 *
 * @param at the instant, in nanoseconds
 * @param isUp whether it can carry packets at both ends
 * @param ends the cloud's, then the customer's
 * @param negotiation the story of the last one; empty when there was none
 * @param bgp empty without BGP
 * @param diagnoses the worst first; empty when the tunnel is up and sound
 */
public record Explanation(
        String scenario,
        long seed,
        String tunnel,
        long at,
        boolean isUp,
        List<EndState> ends,
        List<StoryLine> negotiation,
        Optional<BgpAccount> bgp,
        List<Diagnosis> diagnoses) {

    public Explanation {
        ends = List.copyOf(ends);
        negotiation = List.copyOf(negotiation);
        diagnoses = List.copyOf(diagnoses);
    }

    /** Whether nothing is to be said against the tunnel. */
    public boolean isSound() {
        return isUp && diagnoses.isEmpty();
    }

    /** {@code up}, {@code one-sided} or {@code down}, as in a run's summary. */
    public String state() {
        if (isUp) {
            return "up";
        }
        return ends.stream().anyMatch(end -> end.tunnel().state().equals("up")) ? "one-sided" : "down";
    }
}
