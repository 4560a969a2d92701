package dev.censim.scenarios.sweep;

import dev.censim.scenarios.whatif.Detector;
import dev.censim.scenarios.whatif.FlowLoss;
import dev.censim.scenarios.whatif.Outcome;
import java.util.EnumSet;
import java.util.Set;

/**
 * What failures of one manner did to flows, over all cases of a cell. Times are nanoseconds. A flow that was cut off was out until the
 * repair, which says nothing about what was configured: it is counted, and its outage is not.
 *
 * @param hurt how often a flow was out and was helped before the repair
 * @param cutOff how often a flow was still out when the network was at rest, or had not got through before anything failed
 * @param worst of those outages; 0 when there was none
 * @param total of those outages
 * @param detected how often it is known what found the failure of those out
 * @param worstDetection from the failure to that
 * @param totalDetection from the failure to that
 * @param lost packets, of all flows
 * @param worstRepair outage by a repair
 * @param unsettled cases after which the network did not come to rest
 */
record Damage(
        int cases,
        long hurt,
        long cutOff,
        long worst,
        long total,
        long detected,
        long worstDetection,
        long totalDetection,
        long lost,
        long worstRepair,
        int unsettled,
        Set<Detector> detectors) {

    /** Adds up outcomes one by one, and keeps none of them. */
    static final class Tally {

        private final Set<Detector> detectors = EnumSet.noneOf(Detector.class);
        private int cases;
        private long hurt;
        private long cutOff;
        private long worst;
        private long total;
        private long detected;
        private long worstDetection;
        private long totalDetection;
        private long lost;
        private long worstRepair;
        private int unsettled;

        void take(Outcome outcome) {
            cases++;
            unsettled += outcome.isSettled() ? 0 : 1;
            outcome.flows().forEach(this::take);
        }

        private void take(FlowLoss loss) {
            lost += loss.lost();
            worstRepair = Math.max(worstRepair, loss.repairOutage());
            boolean wasNeverThrough = loss.pathBefore().isEmpty();
            if (loss.isCutOff() || wasNeverThrough) {
                cutOff++;
            } else if (loss.outage() > 0) {
                hurt++;
                worst = Math.max(worst, loss.outage());
                total += loss.outage();
                loss.detectedBy().ifPresent(detector -> found(detector, loss.detection()));
            }
        }

        private void found(Detector detector, long detection) {
            detectors.add(detector);
            detected++;
            worstDetection = Math.max(worstDetection, detection);
            totalDetection += detection;
        }

        Damage damage() {
            return new Damage(
                    cases,
                    hurt,
                    cutOff,
                    worst,
                    total,
                    detected,
                    worstDetection,
                    totalDetection,
                    lost,
                    worstRepair,
                    unsettled,
                    EnumSet.copyOf(detectors));
        }
    }
}
