package dev.censim.scenarios.whatif;

import java.util.List;

/**
 * What became of the network when something failed and was repaired.
 *
 * @param failedAt the converged instant, in nanoseconds; likewise {@code repairedAt}, {@code endedAt}
 * @param isSettled whether the network came to rest after the failure and after the repair
 * @param digest of everything that happened
 * @param flows in the order of the scenario
 * @param beliefs when the two ends of a tunnel or session differed, by their beginnings
 * @param asymmetricPairs flows whose ways there and back differed when the network was at rest after the failure
 */
public record Outcome(
        Failure failure,
        long failedAt,
        long repairedAt,
        long endedAt,
        boolean isSettled,
        long digest,
        List<FlowLoss> flows,
        List<Belief> beliefs,
        List<AsymmetricPair> asymmetricPairs) {

    public Outcome {
        flows = List.copyOf(flows);
        beliefs = List.copyOf(beliefs);
        asymmetricPairs = List.copyOf(asymmetricPairs);
    }
}
