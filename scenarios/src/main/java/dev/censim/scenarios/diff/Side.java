package dev.censim.scenarios.diff;

import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.traffic.Flow;
import dev.censim.scenarios.whatif.WhatIf;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One of the scenarios when it has converged and nothing has failed.
 *
 * @param paths of all flows the names of the hops, in the order of the scenario; empty when nothing gets through
 */
record Side(Scenario scenario, WhatIf network, Routes routes, Map<String, List<String>> paths) {

    /** For each flow to get a packet through, if it can. */
    private static final long WATCHED = 10 * Time.SECOND;

    static Side of(Scenario scenario, WhatIf network) {
        Simulation converged = network.fork();
        Names names = network.network().names();
        Map<String, List<String>> paths = new LinkedHashMap<>();
        names.flows().forEach(flow -> paths.put(flow, List.of()));
        Map<Integer, PathTaken> taken = new LinkedHashMap<>();
        Routes routes = Routes.of(scenario, network.network(), converged);
        long since = converged.now();
        long slowest = scenario.flows().stream()
                .map(Flow::interval)
                .mapToLong(Time::of)
                .max()
                .orElse(0);
        converged.run(since + Math.max(WATCHED, 2 * slowest));
        converged.journal().forEach(fact -> {
            if (fact instanceof PathTaken path) {
                taken.put(path.flow(), path);
            }
        });
        converged.journal().forEach(fact -> {
            PathTaken path = fact instanceof FlowReceived received ? taken.get(received.flow()) : null;
            if (path != null && fact.at() > since) {
                paths.put(
                        names.flows().get(path.flow()),
                        Arrays.stream(path.hops()).mapToObj(names::hop).toList());
            }
        });
        return new Side(scenario, network, routes, paths);
    }

    boolean reaches(String flow) {
        return !paths.getOrDefault(flow, List.of()).isEmpty();
    }
}
