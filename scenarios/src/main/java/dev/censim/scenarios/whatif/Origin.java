package dev.censim.scenarios.whatif;

import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.FlowSent;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is known of the network at the instant from which all cases begin; it does not change.
 *
 * @param state of tunnels, sessions and routes
 * @param paths of the flows, in their order; empty where no packet has arrived
 * @param recent what flows noted lately: of packets that they sent just before, and note together with later ones
 */
record Origin(Scenario scenario, Names names, FlowWays ways, NetworkState state, List<int[]> paths, List<Fact> recent) {

    private static final int[] NO_PATH = {};

    /** @param late how long before now a packet may have been sent that is still under way */
    static Origin of(Scenario scenario, Names names, Simulation converged, long late) {
        NetworkState reached = new NetworkState();
        List<int[]> paths = new ArrayList<>(Collections.nCopies(names.flows().size(), NO_PATH));
        List<Fact> recent = new ArrayList<>();
        converged.journal().forEach(fact -> {
            reached.take(fact);
            if (fact instanceof PathTaken path) {
                paths.set(path.flow(), path.hops());
            } else if (fact.at() >= converged.now() - late && isOfPackets(fact)) {
                recent.add(fact);
            }
        });
        return new Origin(scenario, names, new FlowWays(scenario, names), reached.asOrigin(), paths, recent);
    }

    private static boolean isOfPackets(Fact fact) {
        return fact instanceof FlowSent || fact instanceof FlowReceived || fact instanceof PacketDropped;
    }
}
