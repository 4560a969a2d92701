package dev.censim.scenarios.whatif;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.topology.Host;
import dev.censim.model.traffic.Flow;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a flow does not arrive when the network is at rest: by where its packets are dropped, and what for. */
final class Reason {

    /** The network was at rest for longer than this when it was repaired. */
    private static final long LOOK_BACK = 4 * Time.SECOND;

    /** Where packets of a flow end. */
    private record Place(int actor, DropCause cause) {}

    private final WhatIf network;
    private final CaseHistory history;
    private final int flow;
    private final List<Ipv4> destinations;
    private final Map<Place, Integer> drops = new LinkedHashMap<>();
    private final Map<List<Object>, RouteRemoved> removed = new LinkedHashMap<>();

    private Reason(WhatIf network, CaseHistory history, int flow, List<Ipv4> destinations) {
        this.network = network;
        this.history = history;
        this.flow = flow;
        this.destinations = destinations;
        history.journal().forEach(this::take);
    }

    /** Of a flow that was cut off. */
    static String ofLoss(WhatIf network, CaseHistory history, int number) {
        return new Reason(network, history, number, destinations(history.scenario(), number)).text();
    }

    /** Where the packets of a flow want to go: of a ping also back. */
    static List<Ipv4> destinations(Scenario scenario, int number) {
        Flow flow = scenario.flows().get(number);
        return scenario.topology().hosts().stream()
                .filter(host -> host.name().equals(flow.to())
                        || flow.kind() == Flow.Kind.PING && host.name().equals(flow.from()))
                .map(Host::address)
                .toList();
    }

    /** Whether a table is of a device. */
    static boolean isOf(CaseHistory history, String device, int table) {
        String name = history.names().tables().get(table);
        return name.equals(device) || name.startsWith(device + "/");
    }

    private void take(Fact fact) {
        Outcome outcome = history.outcome();
        if (fact.at() < outcome.failedAt() || fact.at() >= outcome.repairedAt()) {
            return;
        }
        if (fact instanceof PacketDropped drop
                && drop.flow() == flow
                && drop.at() >= outcome.repairedAt() - LOOK_BACK) {
            drops.merge(new Place(drop.actor(), drop.cause()), 1, Integer::sum);
        } else if (fact instanceof RouteRemoved route) {
            removed.put(List.of(route.table(), route.prefix()), route);
        } else if (fact instanceof RouteInstalled route) {
            removed.remove(List.<Object>of(route.table(), route.prefix()));
        }
    }

    private String text() {
        return drops.entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .map(most -> text(most.getKey()))
                .orElse("no packet of it is under way");
    }

    private String text(Place place) {
        String device = actor(place.actor);
        return switch (place.cause) {
            case NO_ROUTE -> noRoute(device) + policies(place.actor);
            case ROUTE_DENIED -> "a routing policy denies the route" + policies(place.actor);
            case NO_TUNNEL -> "routes still lead into " + device + ", none of whose tunnels is up";
            case PATH_SILENT, PATH_DOWN, ATTACHMENT_DOWN, DEVICE_DOWN, UNKNOWN_SPI ->
                "routes still lead to " + device + ", and nothing takes them back (" + place.cause.text() + ")";
            default -> "dropped at " + device + " (" + place.cause.text() + ")";
        };
    }

    /** Which routes to its destination the tables of the device have lost. */
    private String noRoute(String device) {
        String lost = removed.values().stream()
                .filter(route -> isOf(history, device, route.table()) && leadsThere(route.prefix()))
                .map(route -> route.prefix() + " in " + history.names().tables().get(route.table()))
                .distinct()
                .collect(Collectors.joining(", "));
        String to = destinations.stream().map(Ipv4::toString).collect(Collectors.joining(" or "));
        return lost.isEmpty()
                ? device + " has no route to " + to + ", and had none"
                : device + " has no route to " + to + " left: nothing replaced " + lost;
    }

    /** Of the routing policies that keep routes from a device, or that it applies. */
    private String policies(int device) {
        return destinations.stream()
                .flatMap(to -> network.denials(history.outcome().failure(), to).stream())
                .filter(denied -> denied.attachment() == device || denied.actor() == device)
                .map(denied -> "; routing policy " + denied.priority() + " of " + actor(denied.actor()) + " keeps "
                        + denied.prefix() + " from " + actor(denied.attachment()))
                .distinct()
                .collect(Collectors.joining());
    }

    private String actor(int number) {
        return history.names().actors().get(number);
    }

    private boolean leadsThere(Prefix prefix) {
        return destinations.stream().anyMatch(prefix::contains);
    }
}
