package dev.censim.scenarios.whatif;

import java.util.List;

/**
 * What became of the network when something failed and was repaired.
 *
 * @param failedAt the converged instant, in nanoseconds; likewise {@code repairedAt}, {@code endedAt}
 * @param isSettled whether the network came to rest after the failure and after the repair
 * @param digest of everything that happened
 * @param flows in the order of the scenario
 */
public record Outcome(
        Failure failure,
        long failedAt,
        long repairedAt,
        long endedAt,
        boolean isSettled,
        long digest,
        List<FlowLoss> flows) {

    public Outcome {
        flows = List.copyOf(flows);
    }
}
