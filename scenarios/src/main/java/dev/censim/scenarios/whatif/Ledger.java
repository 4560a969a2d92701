package dev.censim.scenarios.whatif;

import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.ChildSaInstalled;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.reports.metrics.FlowLedger;
import dev.censim.reports.metrics.FlowPackets;
import dev.censim.reports.metrics.Outage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads from the facts of one case what each flow lost. */
final class Ledger {

    private static final int[] NO_PATH = {};

    private final Names names;
    private final FlowLedger flows;
    private final List<Detection> detections = new ArrayList<>();
    private final List<ChildSaInstalled> installed = new ArrayList<>();
    private final long failedAt;
    private final long repairedAt;
    private final long endedAt;

    /** @param facts since shortly before the failure */
    Ledger(Scenario scenario, Names names, Journal facts, long failedAt, long repairedAt, long endedAt) {
        this.names = names;
        this.failedAt = failedAt;
        this.repairedAt = repairedAt;
        this.endedAt = endedAt;
        flows = FlowLedger.of(scenario, names, facts, endedAt);
        facts.forEach(this::take);
    }

    private void take(Fact fact) {
        Detection.of(fact).ifPresent(detections::add);
        if (fact instanceof ChildSaInstalled sa) {
            installed.add(sa);
        }
    }

    /** @param before the paths of the flows, in their order, when all was well */
    List<FlowLoss> losses(List<Optional<PathTaken>> before) {
        List<FlowLoss> losses = new ArrayList<>();
        for (int flow = 0; flow < flows.size(); flow++) {
            losses.add(loss(flow, before.get(flow).map(PathTaken::hops).orElse(NO_PATH)));
        }
        return losses;
    }

    private FlowLoss loss(int flow, int[] before) {
        FlowPackets packets = flows.packets(flow);
        long down = 0;
        long downAfterRepair = 0;
        long restoredAt = failedAt;
        for (Outage outage : packets.outages()) {
            if (outage.touches(failedAt, repairedAt)) {
                down += Math.min(outage.to(), repairedAt) - Math.max(outage.from(), failedAt);
                restoredAt = restoredAt(outage, packets);
            } else if (outage.from() >= repairedAt) {
                downAfterRepair += outage.length();
            }
        }
        boolean isCutOff = restoredAt >= repairedAt;
        int[] after = isCutOff ? NO_PATH : pathAt(flow, before, repairedAt);
        Course course = down == 0 ? Course.NONE : course(before, after, restoredAt, isCutOff);
        return new FlowLoss(
                names.flows().get(flow),
                down,
                isCutOff,
                downAfterRepair,
                lost(packets),
                packets.duplicated(),
                packets.reordered(),
                course.detector,
                course.detection,
                course.rekey,
                course.convergence,
                words(before),
                words(after));
    }

    /** When the packet that ended an outage arrived: what moved the traffic had happened by then. */
    private static long restoredAt(Outage outage, FlowPackets packets) {
        return outage.open() ? Time.NEVER : packets.arrivedAt(packets.firstSentFrom(outage.to()));
    }

    /** How an outage went by: from the failure to the detection, an SA, the new route. */
    private record Course(Optional<Detector> detector, long detection, long rekey, long convergence) {

        private static final Course NONE = new Course(Optional.empty(), 0, 0, 0);
    }

    private Course course(int[] before, int[] after, long restoredAt, boolean isCutOff) {
        List<Detection> onPath = detections.stream()
                .filter(found -> found.at() <= Math.min(restoredAt, repairedAt))
                .filter(found -> Arrays.stream(before).anyMatch(hop -> hop == found.actor()))
                .toList();
        if (onPath.isEmpty()) {
            return Course.NONE;
        }
        // Each direction waits for the device that sends into the failure: the traffic moved after the last one had
        // found out.
        Detection found = onPath.get(isCutOff ? 0 : onPath.size() - 1);
        long detection = found.at() - failedAt;
        if (isCutOff) {
            return new Course(Optional.of(found.by()), detection, 0, 0);
        }
        long rekey = rekeyed(after, found.at(), restoredAt) - found.at();
        return new Course(
                Optional.of(found.by()), detection, rekey, Math.max(0, restoredAt - failedAt - detection - rekey));
    }

    /** When a tunnel of the new path last got an SA in a time, or the beginning of that time. */
    private long rekeyed(int[] after, long from, long until) {
        return installed.stream()
                .filter(sa -> sa.at() > from && sa.at() <= until)
                .filter(sa -> Arrays.stream(after).anyMatch(hop -> hop == Names.hopInto(sa.tunnel())))
                .mapToLong(ChildSaInstalled::at)
                .max()
                .orElse(from);
    }

    private int lost(FlowPackets packets) {
        int lost = 0;
        int end = packets.firstSentFrom(endedAt);
        for (int packet = packets.firstSentFrom(failedAt); packet < end; packet++) {
            lost += packets.lost(packet) ? 1 : 0;
        }
        return lost;
    }

    private int[] pathAt(int flow, int[] before, long at) {
        int[] path = before;
        for (PathTaken change : flows.pathChanges(flow)) {
            path = change.at() <= at ? change.hops() : path;
        }
        return path;
    }

    private List<String> words(int[] path) {
        return Arrays.stream(path).mapToObj(names::hop).toList();
    }
}
