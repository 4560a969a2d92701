package dev.censim.scenarios.whatif;

import dev.censim.facts.Names;
import dev.censim.model.Scenario;
import dev.censim.model.address.Ipv4;
import dev.censim.model.topology.Host;
import dev.censim.model.traffic.Flow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/** Which ways the flows of a scenario have to go: there, and back by an answer or by another flow. */
final class FlowWays {

    /** Two flows between the same hosts, the other way round; twice the same number for a ping. */
    private record Pair(int there, int back) {}

    /** A host. */
    private record End(int actor, Ipv4 address) {}

    private final Names names;
    private final List<List<Leg>> legs = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();

    FlowWays(Scenario scenario, Names names) {
        this.names = names;
        Map<String, Host> hosts = new HashMap<>();
        scenario.topology().hosts().forEach(host -> hosts.put(host.name(), host));
        Map<String, End> ends = new HashMap<>();
        for (int actor = 0; actor < names.actors().size(); actor++) {
            Host host = hosts.get(names.actors().get(actor));
            if (host != null) {
                ends.put(host.name(), new End(actor, host.address()));
            }
        }
        Map<List<String>, List<Integer>> waiting = new HashMap<>();
        for (Flow flow : scenario.flows()) {
            int number = legs.size();
            End from = Objects.requireNonNull(ends.get(flow.from()));
            End to = Objects.requireNonNull(ends.get(flow.to()));
            boolean isPing = flow.kind() == Flow.Kind.PING;
            legs.add(isPing ? List.of(leg(from, to), leg(to, from)) : List.of(leg(from, to)));
            if (isPing) {
                pairs.add(new Pair(number, number));
            } else {
                pair(flow, number, waiting);
            }
        }
    }

    private static Leg leg(End from, End to) {
        return new Leg(from.actor, to.actor, from.address, to.address);
    }

    /** Of several flows there and back, the first go together, the second, and so on. */
    private void pair(Flow flow, int number, Map<List<String>, List<Integer>> waiting) {
        List<Integer> opposite = waiting.getOrDefault(List.of(flow.to(), flow.from()), List.of());
        if (opposite.isEmpty()) {
            waiting.computeIfAbsent(List.of(flow.from(), flow.to()), hosts -> new ArrayList<>())
                    .add(number);
        } else {
            pairs.add(new Pair(opposite.remove(0), number));
        }
    }

    /** The directions of a flow's packets. */
    List<Leg> legs(int flow) {
        return legs.get(flow);
    }

    /**
     * The pairs that go different ways after a failure.
     *
     * @param before path of each flow when all was well, empty when there was none
     * @param after path when the network was at rest, likewise
     */
    List<AsymmetricPair> asymmetric(IntFunction<int[]> before, IntFunction<int[]> after) {
        List<AsymmetricPair> asymmetric = new ArrayList<>();
        for (Pair pair : pairs) {
            int[] there = there(pair, after);
            int[] back = back(pair, after);
            if (isAsymmetric(there, back)) {
                List<String> flows = pair.there == pair.back
                        ? List.of(name(pair.there))
                        : List.of(name(pair.there), name(pair.back));
                boolean isNew = !isAsymmetric(there(pair, before), back(pair, before));
                asymmetric.add(new AsymmetricPair(flows, isNew, words(there), words(back)));
            }
        }
        return asymmetric;
    }

    private static boolean isAsymmetric(int[] there, int[] back) {
        return there.length > 0 && back.length > 0 && !Leg.isReverse(there, back);
    }

    private int[] there(Pair pair, IntFunction<int[]> paths) {
        return legs.get(pair.there).get(0).of(paths.apply(pair.there));
    }

    private int[] back(Pair pair, IntFunction<int[]> paths) {
        List<Leg> of = legs.get(pair.back);
        return of.get(of.size() - 1).of(paths.apply(pair.back));
    }

    private String name(int flow) {
        return names.flows().get(flow);
    }

    /** The names of hops. */
    List<String> words(int[] path) {
        List<String> words = new ArrayList<>(path.length);
        for (int hop : path) {
            words.add(names.hop(hop));
        }
        return words;
    }
}
