package dev.censim.reports.metrics;

import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.FlowSent;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PathTaken;
import java.util.ArrayList;
import java.util.List;

/** The facts of one flow in order; they are the journal's own, not copies. */
final class FlowFacts {

    final List<FlowSent> sent = new ArrayList<>();
    final List<FlowReceived> received = new ArrayList<>();
    final List<PacketDropped> dropped = new ArrayList<>();
    final List<PathTaken> paths = new ArrayList<>();

    int packets() {
        int packets = 0;
        for (FlowSent window : sent) {
            packets += window.sentAt().length;
        }
        return packets;
    }
}
