package dev.censim.reports.metrics;

import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.PathTaken;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By which path each packet of a flow arrived. */
public final class FlowPaths {

    private final List<PathTaken> changes;
    private final int[] change;

    private FlowPaths(List<PathTaken> changes, int[] change) {
        this.changes = changes;
        this.change = change;
    }

    static FlowPaths of(FlowFacts facts, FlowPackets packets) {
        int[] change = new int[packets.size()];
        Arrays.fill(change, -1);
        int current = -1;
        for (FlowReceived window : facts.received) {
            for (int i = 0; i < window.sequences().length; i++) {
                int sequence = window.sequences()[i];
                current = advance(facts.paths, current, sequence, window.receivedAt()[i]);
                int packet = packets.packet(sequence);
                if (packet >= 0 && change[packet] < 0) {
                    change[packet] = current;
                }
            }
        }
        return new FlowPaths(facts.paths, change);
    }

    /** A change is in force from its own packet on; others that arrive at the same instant may still come before it. */
    private static int advance(List<PathTaken> changes, int current, int sequence, long receivedAt) {
        int at = current;
        while (at + 1 < changes.size()) {
            PathTaken next = changes.get(at + 1);
            boolean begun = next.at() < receivedAt || next.at() == receivedAt && next.sequence() == sequence;
            if (!begun) {
                return at;
            }
            at++;
        }
        return at;
    }

    /** The change of path that was in force when the packet arrived; null when it did not arrive or nobody noted a path. */
    public @Nullable PathTaken of(int packet) {
        return change[packet] < 0 ? null : changes.get(change[packet]);
    }
}
