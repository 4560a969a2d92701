package dev.censim.scenarios.whatif;

import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Time;
import dev.censim.reports.metrics.FlowLedger;
import dev.censim.reports.metrics.FlowPackets;
import dev.censim.reports.metrics.Outage;
import dev.censim.scenarios.reach.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads from the facts of one case what each flow lost and why, and what the ends of tunnels believed. */
final class Ledger {

    private static final int[] NO_PATH = {};

    private final Origin origin;
    private final Reach reach;
    private final FlowLedger flows;
    private final Courses courses;
    private final Beliefs beliefs;
    private final long failedAt;
    private final long repairedAt;

    /** When what was sent at the end of the case had arrived. */
    private final long doneAt;

    /**
     * @param reach of the facts: nothing has become of flows beyond it
     * @param dead actors that failed themselves
     */
    Ledger(Origin origin, Reach reach, Set<Integer> dead, long failedAt, long repairedAt, long doneAt) {
        this.origin = origin;
        this.reach = reach;
        this.failedAt = failedAt;
        this.repairedAt = repairedAt;
        this.doneAt = doneAt;
        flows = FlowLedger.open(origin.scenario(), origin.names(), doneAt);
        courses = new Courses(origin.names(), dead, failedAt);
        beliefs = new Beliefs(origin.names(), origin.state(), failedAt);
        for (int flow = 0; flow < flows.size(); flow++) {
            if (reach.hasFlow(flow)) {
                origin.recent().get(flow).forEach(flows::take);
            }
        }
    }

    /** Facts since the failure, in order. */
    void take(Fact fact) {
        flows.take(fact);
        courses.take(fact);
        beliefs.take(fact);
    }

    /** What all flows lost, in their order. */
    List<FlowLoss> losses() {
        List<FlowLoss> losses = new ArrayList<>(flows.size());
        for (int flow = 0; flow < flows.size(); flow++) {
            losses.add(reach.hasFlow(flow) ? loss(flow) : origin.unharmed().get(flow));
        }
        return losses;
    }

    /** @param endedAt the end of the case */
    List<Belief> beliefs(long endedAt) {
        return beliefs.until(endedAt);
    }

    /** @param losses of all flows */
    List<AsymmetricPair> asymmetricPairs(List<FlowLoss> losses) {
        return origin.ways()
                .asymmetric(
                        origin.paths()::get, flow -> losses.get(flow).isCutOff() ? NO_PATH : pathAt(flow, repairedAt));
    }

    private FlowLoss loss(int flow) {
        FlowPackets packets = flows.packets(flow);
        Damage damage = new Damage();
        for (Outage outage : packets.outages()) {
            if (outage.from() >= repairedAt - WhatIf.AFTERMATH) {
                damage.downAfterRepair += outage.length();
                damage.longestOfAll = Math.max(damage.longestOfAll, outage.length());
            } else if (outage.to() > failedAt) {
                add(outage, flow, packets, damage);
            }
        }
        return new FlowLoss(
                origin.names().flows().get(flow),
                damage.down,
                damage.isCutOff,
                damage.downAfterRepair,
                damage.longestOfAll,
                lost(packets),
                packets.duplicated(),
                packets.reordered(),
                damage.worst.found().map(this::discovery),
                damage.parts.detection(),
                damage.parts.rekey(),
                damage.parts.convergence(),
                damage.parts.installation(),
                origin.ways().words(origin.paths().get(flow)),
                origin.ways().words(damage.isCutOff ? NO_PATH : pathAt(flow, repairedAt)));
    }

    /** What was under way when it failed was lost by it; an outage that nothing is known before is older. */
    private long begun(Outage outage, FlowPackets packets) {
        boolean isOlder = packets.firstSentFrom(outage.from()) == 0;
        return isOlder ? Math.max(outage.from(), failedAt) : outage.from();
    }

    /** The sum of a flow's outages. */
    private static final class Damage {
        private long down;
        private long downAfterRepair;
        private boolean isCutOff;
        private Course.Parts parts = Course.Parts.NONE;
        private Course worst = Course.UNSEEN;
        private long longest;
        private long longestOfAll;
    }

    private void add(Outage outage, int flow, FlowPackets packets, Damage to) {
        long from = begun(outage, packets);
        // Whatever moved the traffic had happened when the packet that ended the outage arrived.
        long restoredAt = outage.open() ? Time.NEVER : packets.arrivedAt(packets.firstSentFrom(outage.to()));
        int[] before = pathAt(flow, Math.max(from, failedAt));
        List<Leg> legs = origin.ways().legs(flow);
        to.isCutOff = restoredAt >= repairedAt;
        // What is under way when it is repaired gets through by that, though it was sent before.
        long until = to.isCutOff ? repairedAt : outage.to();
        long backAt = Math.max(until, outage.to());
        to.downAfterRepair += backAt - until;
        to.longestOfAll = Math.max(to.longestOfAll, backAt - from);
        Course course = to.isCutOff
                ? courses.lasting(legs.get(0), before, repairedAt)
                : courses.healed(legs, before, pathAt(flow, restoredAt), restoredAt);
        to.down += until - from;
        to.parts = to.parts.plus(course.split(from, until));
        if (until - from > to.longest) {
            to.longest = until - from;
            to.worst = course;
        }
    }

    private Discovery discovery(Detection found) {
        return new Discovery(found.by(), origin.names().actors().get(found.actor()), found.at());
    }

    private int lost(FlowPackets packets) {
        int lost = 0;
        int end = packets.firstSentFrom(doneAt);
        for (int packet = packets.firstSentFrom(failedAt); packet < end; packet++) {
            lost += packets.lost(packet) ? 1 : 0;
        }
        return lost;
    }

    private int[] pathAt(int flow, long at) {
        int[] path = origin.paths().get(flow);
        for (PathTaken change : flows.pathChanges(flow)) {
            path = change.at() <= at ? change.hops() : path;
        }
        return path;
    }
}
