package dev.censim.scenarios.whatif;

import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/** When devices changed the entries that they forward by, in the order of time. */
final class RouteMoves {

    private record Move(long at, int actor, Prefix prefix) {}

    private final List<Move> moves = new ArrayList<>();
    private final Map<Integer, List<Move>> byActor = new HashMap<>();

    void take(Fact fact) {
        if (fact instanceof RouteInstalled installed) {
            put(installed.actor(), installed.at(), installed.prefix());
        } else if (fact instanceof RouteRemoved removed) {
            put(removed.actor(), removed.at(), removed.prefix());
        }
    }

    private void put(int actor, long at, Prefix prefix) {
        Move move = new Move(at, actor, prefix);
        moves.add(move);
        byActor.computeIfAbsent(actor, of -> new ArrayList<>()).add(move);
    }

    /** When a device last changed an entry for an address in a time, its ends included. */
    OptionalLong last(int actor, Ipv4 address, long from, long until) {
        return byActor.getOrDefault(actor, List.of()).stream()
                .filter(move -> move.at >= from && move.at <= until && move.prefix.contains(address))
                .mapToLong(Move::at)
                .max();
    }

    /** The first of some devices that changed an entry for any of some addresses at an instant. */
    OptionalInt first(IntPredicate devices, List<Ipv4> addresses, long at) {
        return moves.stream()
                .takeWhile(move -> move.at <= at)
                .filter(move -> move.at == at && devices.test(move.actor))
                .filter(move -> addresses.stream().anyMatch(move.prefix::contains))
                .mapToInt(Move::actor)
                .findFirst();
    }
}
