package dev.censim.reports.whatif;

import java.util.List;
import java.util.Optional;

/**
 * What one flow lost in a case. Times are nanoseconds.
 *
 * @param outage from the failure to the repair
 * @param isCutOff whether only the repair helped
 * @param repairOutage by outages that began after the repair, and until a flow that had been cut off was back
 * @param lost packets; likewise duplicated and reordered
 * @param discovery empty when nothing found out
 * @param detection of the outage until that; from there {@code rekey}, from there {@code convergence}, and from there {@code installation}
 *     until the flow was back
 * @param pathBefore names of the hops; empty when no packet had arrived
 * @param pathAfter those when the network was at rest; empty when none arrived any more
 */
public record Loss(
        String flow,
        long outage,
        boolean isCutOff,
        long repairOutage,
        long lost,
        long duplicated,
        long reordered,
        Optional<Discovery> discovery,
        long detection,
        long rekey,
        long convergence,
        long installation,
        List<String> pathBefore,
        List<String> pathAfter) {

    /** @param by in the words of {@code whatif.json}, such as {@code holdTimer} */
    public record Discovery(String by, String device) {}

    public Loss {
        pathBefore = List.copyOf(pathBefore);
        pathAfter = List.copyOf(pathAfter);
    }

    /** Time without the flow; what did not get through in the first place has none to lose. */
    long damage() {
        return pathBefore.isEmpty() ? 0 : outage + repairOutage;
    }
}
