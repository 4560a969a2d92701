package dev.censim.reports.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the hot path aims at, one line each: the bar that must hold, and the stretch beyond it. */
final class Goals {

    static final List<Goal> ALL = List.of(
            ratio("ns-3's default scheduler, 1e3 pending", "event-list", "pending=1000", "ns3-map", 4, 5),
            ratio("ns-3's default scheduler, 1e5 pending", "event-list", "pending=100000", "ns3-map", 4, 5),
            ratio("ns-3's default scheduler, 1e6 pending", "event-list", "pending=1000000", "ns3-map", 4, 5),
            ratio("ns-3's fastest scheduler, 1e3 pending", "event-list", "pending=1000", "ns3-priority", 2, 3),
            ratio("ns-3's fastest scheduler, 1e5 pending", "event-list", "pending=100000", "ns3-priority", 2, 2.5),
            ratio("ns-3's fastest scheduler, 1e6 pending", "event-list", "pending=1000000", "ns3-priority", 1.2, 1.5),
            bytes("allocated per event", "event-list", "", 0.5, 0.5));

    private Goals() {}

    private static Goal ratio(
            String against, String paths, String parameters, String peer, double bar, double stretch) {
        return new Goal(
                "faster than " + against,
                Arrays.asList(paths.split("\\+")),
                parameters(parameters),
                Optional.of(peer),
                bar,
                stretch);
    }

    private static Goal bytes(String what, String paths, String parameters, double bar, double stretch) {
        return new Goal(
                what, Arrays.asList(paths.split("\\+")), parameters(parameters), Optional.empty(), bar, stretch);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
            parameters.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return parameters;
    }
}
