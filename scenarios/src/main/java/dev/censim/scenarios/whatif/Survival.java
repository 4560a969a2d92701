package dev.censim.scenarios.whatif;

import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why a flow survives what the drawing says it cannot: the way that its packets take when the network is at rest, and the routes on that
 * way that have come in the place of others.
 */
final class Survival {

    private final CaseHistory history;
    private final FlowLoss loss;
    private final List<Ipv4> destinations;
    private final Map<Integer, Map<Prefix, RouteInstalled>> before = new LinkedHashMap<>();
    private final Map<Integer, Map<Prefix, RouteInstalled>> after = new LinkedHashMap<>();

    /** @param number of the flow */
    Survival(CaseHistory history, int number) {
        this.history = history;
        loss = history.outcome().flows().get(number);
        destinations = Reason.destinations(history.scenario(), number);
        history.journal().forEach(this::take);
    }

    private void take(Fact fact) {
        if (fact.at() < history.outcome().failedAt()) {
            take(fact, before);
        }
        if (fact.at() < history.outcome().repairedAt()) {
            take(fact, after);
        }
    }

    private static void take(Fact fact, Map<Integer, Map<Prefix, RouteInstalled>> tables) {
        if (fact instanceof RouteInstalled route) {
            tables.computeIfAbsent(route.table(), table -> new LinkedHashMap<>())
                    .put(route.prefix(), route);
        } else if (fact instanceof RouteRemoved route) {
            tables.getOrDefault(route.table(), new LinkedHashMap<>()).remove(route.prefix());
        }
    }

    String text() {
        List<String> way = loss.pathAfter();
        Set<String> changes = new LinkedHashSet<>();
        way.forEach(device -> after.keySet().stream()
                .filter(table -> Reason.isOf(history, device, table))
                .forEach(table -> changes.addAll(changes(device, table))));
        return (way.equals(loss.pathBefore())
                        ? "its packets go the same way as before: "
                        : "its packets take another way: ")
                + String.join(" > ", way)
                + (changes.isEmpty() ? "; no route on it has changed" : "; " + String.join(", ", changes));
    }

    private List<String> changes(String device, int table) {
        List<String> changes = new ArrayList<>();
        for (Ipv4 destination : destinations) {
            Optional<RouteInstalled> then = used(before, table, destination);
            Optional<RouteInstalled> now = used(after, table, destination);
            if (then.isPresent() && now.isPresent() && !isSame(then.get(), now.get())) {
                changes.add(device + " follows " + words(now.get()) + " instead of " + words(then.get()));
            }
        }
        return changes;
    }

    /** The longest prefix of a table that leads there. */
    private static Optional<RouteInstalled> used(
            Map<Integer, Map<Prefix, RouteInstalled>> tables, int table, Ipv4 destination) {
        return tables.getOrDefault(table, new LinkedHashMap<>()).values().stream()
                .filter(route -> route.prefix().contains(destination))
                .max(Comparator.comparingInt(route -> route.prefix().length()));
    }

    private static boolean isSame(RouteInstalled one, RouteInstalled other) {
        return one.prefix().equals(other.prefix())
                && one.source() == other.source()
                && one.nextHops().equals(other.nextHops());
    }

    private static String words(RouteInstalled route) {
        return route.prefix() + " (" + route.source().text() + ")";
    }
}
