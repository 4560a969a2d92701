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
 * @param recent what was noted of each flow lately: of packets that it sent just before, and notes together with later ones
 * @param unharmed what a failure does to each flow that it does not reach: nothing
 */
record Origin(
        Scenario scenario,
        Names names,
        FlowWays ways,
        NetworkState state,
        List<int[]> paths,
        List<List<Fact>> recent,
        List<FlowLoss> unharmed) {

    private static final int[] NO_PATH = {};

    /** @param late how long before now a packet may have been sent that is still under way */
    static Origin of(Scenario scenario, Names names, Simulation converged, long late) {
        NetworkState reached = new NetworkState();
        List<int[]> paths = new ArrayList<>(Collections.nCopies(names.flows().size(), NO_PATH));
        List<List<Fact>> recent = new ArrayList<>();
        names.flows().forEach(flow -> recent.add(new ArrayList<>()));
        converged.journal().forEach(fact -> {
            reached.take(fact);
            if (fact instanceof PathTaken path) {
                paths.set(path.flow(), path.hops());
            } else if (fact.at() >= converged.now() - late && flowOf(fact) >= 0) {
                recent.get(flowOf(fact)).add(fact);
            }
        });
        FlowWays ways = new FlowWays(scenario, names);
        List<FlowLoss> unharmed = new ArrayList<>();
        for (int flow = 0; flow < paths.size(); flow++) {
            unharmed.add(FlowLoss.none(names.flows().get(flow), ways.words(paths.get(flow))));
        }
        return new Origin(scenario, names, ways, reached.asOrigin(), paths, recent, unharmed);
    }

    /** The flow of whose packets a fact is; negative for none. */
    private static int flowOf(Fact fact) {
        if (fact instanceof FlowSent sent) {
            return sent.flow();
        } else if (fact instanceof FlowReceived received) {
            return received.flow();
        }
        return fact instanceof PacketDropped dropped ? dropped.flow() : -1;
    }
}
