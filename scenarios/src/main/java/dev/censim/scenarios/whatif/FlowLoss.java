package dev.censim.scenarios.whatif;

import java.util.List;
import java.util.Optional;

/**
 * What one flow lost by a failure and its repair. Times are nanoseconds.
 *
 * @param outage how long it was out from the failure to the repair; of several outages the sum
 * @param isCutOff whether it was still out when the network had settled: only the repair helped
 * @param repairOutage how long it was out by outages that began after the repair
 * @param lost packets, of those sent from the failure on; likewise duplicated and reordered
 * @param detectedBy what told the device that moved the traffic; of a flow that was cut off, what told the first device on its path.
 *     Empty when nothing did
 * @param detection from the failure to that
 * @param rekey from there until the new path's tunnel had a new SA; 0 when it had one
 * @param convergence the rest of the outage: routing protocols, and the way into the tables
 * @param pathBefore names of the hops; empty when no packet had arrived
 * @param pathAfter those when the network had settled; empty when no packet arrived any more
 */
public record FlowLoss(
        String flow,
        long outage,
        boolean isCutOff,
        long repairOutage,
        int lost,
        int duplicated,
        int reordered,
        Optional<Detector> detectedBy,
        long detection,
        long rekey,
        long convergence,
        List<String> pathBefore,
        List<String> pathAfter) {

    public FlowLoss {
        pathBefore = List.copyOf(pathBefore);
        pathAfter = List.copyOf(pathAfter);
    }

    /** Whether the flow noticed anything that counts as an outage. */
    public boolean isHurt() {
        return outage > 0 || repairOutage > 0;
    }
}
