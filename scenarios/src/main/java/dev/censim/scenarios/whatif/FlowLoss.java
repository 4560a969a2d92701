package dev.censim.scenarios.whatif;

import java.util.List;
import java.util.Optional;

/**
 * What one flow lost by a failure and its repair. Times are nanoseconds. Detection, rekey, convergence and installation are the parts of
 * the outage: its seconds until the failure was found out; from there until a tunnel of the new path was up, where it was not; until
 * the device that moved the traffic had decided to; and until the first packet came through.
 *
 * @param outage how long it was out from the failure to the repair; of several outages the sum
 * @param isCutOff whether it was still out when the network had settled: only the repair helped
 * @param repairOutage how long it was out after the repair: by outages that began then, and until the first packet of a flow that had been
 *     cut off came through
 * @param longestOutage the longest time without it, be it before the repair, after it, or over it
 * @param lost packets, of those sent from the failure on; likewise duplicated and reordered
 * @param discovery what told the device that moved the traffic; of a flow that was cut off, what told the first device on its path.
 *     Of several outages, of the longest. Empty when nothing did: then all of the outage is detection
 * @param convergence of a flow that was cut off all that is not detection
 * @param pathBefore names of the hops; empty when no packet had arrived
 * @param pathAfter those when the network had settled; empty when no packet arrived any more
 */
public record FlowLoss(
        String flow,
        long outage,
        boolean isCutOff,
        long repairOutage,
        long longestOutage,
        int lost,
        int duplicated,
        int reordered,
        Optional<Discovery> discovery,
        long detection,
        long rekey,
        long convergence,
        long installation,
        List<String> pathBefore,
        List<String> pathAfter) {

    public FlowLoss {
        pathBefore = List.copyOf(pathBefore);
        pathAfter = List.copyOf(pathAfter);
    }

    /** Of a flow that goes on as if nothing had happened. */
    public static FlowLoss none(String flow, List<String> path) {
        return new FlowLoss(flow, 0, false, 0, 0, 0, 0, 0, Optional.empty(), 0, 0, 0, 0, path, path);
    }

    public Optional<Detector> detectedBy() {
        return discovery.map(Discovery::by);
    }

    /** Whether the flow noticed anything that counts as an outage. */
    public boolean isHurt() {
        return outage > 0 || repairOutage > 0;
    }
}
