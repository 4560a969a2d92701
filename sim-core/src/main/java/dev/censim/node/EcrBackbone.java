package dev.censim.node;

import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Packets on their way between the regions of an ECR. The way from one to another always takes the same time, so they keep their order. */
final class EcrBackbone {

    private static final class Passage {
        private final Frame frame;

        /** Actor id of the attachment that it leaves through. */
        private final int egress;

        private final long arrival;

        private Passage(Frame frame, int egress, long arrival) {
            this.frame = frame;
            this.egress = egress;
            this.arrival = arrival;
        }

        private Passage copy() {
            return new Passage(frame.copy(), egress, arrival);
        }
    }

    private final int regions;

    /** By where they come from, then by where they go. */
    private final List<ArrayDeque<Passage>> ways;

    EcrBackbone(int regions) {
        this.regions = regions;
        ways = new ArrayList<>();
        for (int i = 0; i < regions * regions; i++) {
            ways.add(new ArrayDeque<>());
        }
    }

    private EcrBackbone(EcrBackbone other) {
        regions = other.regions;
        ways = new ArrayList<>();
        for (ArrayDeque<Passage> way : other.ways) {
            ArrayDeque<Passage> copy = new ArrayDeque<>();
            way.forEach(passage -> copy.add(passage.copy()));
            ways.add(copy);
        }
    }

    EcrBackbone copy() {
        return new EcrBackbone(this);
    }

    /** The first arrival, {@link Time#NEVER} without one. */
    long deadline() {
        long first = Time.NEVER;
        for (int i = 0; i < ways.size(); i++) {
            Passage next = ways.get(i).peek();
            first = next == null ? first : Math.min(first, next.arrival);
        }
        return first;
    }

    void send(Frame frame, int from, int to, int egress, long arrival) {
        ways.get(from * regions + to).add(new Passage(frame, egress, arrival));
    }

    void deliver(int ecr, Turn turn) {
        for (ArrayDeque<Passage> way : ways) {
            for (Passage next = way.peek(); next != null && next.arrival <= turn.now(); next = way.peek()) {
                way.remove();
                next.frame.handTo(next.egress, ecr, turn);
            }
        }
    }
}
