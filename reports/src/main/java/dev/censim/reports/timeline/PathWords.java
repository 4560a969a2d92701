package dev.censim.reports.timeline;

import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.model.Scenario;
import dev.censim.model.traffic.Flow;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The words for the path of a packet. */
public final class PathWords {

    private final Names names;
    private final Set<String> pings = new TreeSet<>();

    public PathWords(Scenario scenario, Names names) {
        this.names = names;
        for (Flow flow : scenario.flows()) {
            if (flow.kind() == Flow.Kind.PING) {
                pings.add(flow.name());
            }
        }
    }

    /** Its tunnels, which is what tells paths apart; without any, all its hops. Of a ping there and back, where they differ. */
    public String of(PathTaken path) {
        List<String> tunnels = IntStream.of(path.hops())
                .filter(hop -> hop < 0)
                .mapToObj(names::hop)
                .toList();
        if (tunnels.isEmpty()) {
            return IntStream.of(path.hops()).mapToObj(names::hop).collect(Collectors.joining(" > "));
        }
        List<String> distinct = tunnels.stream().distinct().toList();
        boolean roundTrip = pings.contains(names.flows().get(path.flow()));
        return roundTrip && tunnels.size() == 2 && distinct.size() == 2
                ? distinct.get(0) + ", back via " + within(distinct.get(1), distinct.get(0))
                : String.join(" and ", distinct);
    }

    /** Without the connection's name when that has just been said. */
    private static String within(String tunnel, String other) {
        String connection = other.substring(0, other.lastIndexOf('.') + 1);
        return tunnel.startsWith(connection) ? tunnel.substring(connection.length()) : tunnel;
    }
}
