package dev.censim.reports.metrics;

import dev.censim.facts.BfdCause;
import dev.censim.facts.BfdState;
import dev.censim.facts.CircuitFact.BfdMoved;
import dev.censim.facts.Names;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Vbr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How BFD on a VBR's circuit fared.
 *
 * @param moves changes of state at both ends
 */
public record BfdHistory(String name, List<Move> moves) {

    public BfdHistory {
        moves = List.copyOf(moves);
    }

    /** A change of state at one end; {@code detection} in nanoseconds. */
    public record Move(long at, Side side, BfdState from, BfdState to, BfdCause cause, long detection) {

        /** Whether the session came up or went down with it. */
        public boolean crosses() {
            return (from == BfdState.UP) != (to == BfdState.UP);
        }
    }

    /** Whether the cloud's end is up at the end of the run. */
    public boolean isUp() {
        boolean up = false;
        for (Move move : moves) {
            up = move.side() == Side.CLOUD ? move.to() == BfdState.UP : up;
        }
        return up;
    }

    /** One history for each VBR that runs BFD, in the order of the scenario. */
    public static List<BfdHistory> of(Scenario scenario, Names names, Journal journal) {
        Map<Integer, List<Move>> moves = new LinkedHashMap<>();
        scenario.topology().vbrs().stream()
                .filter(vbr -> vbr.bgp().flatMap(Vbr.Bgp::bfd).isPresent())
                .forEach(vbr -> moves.put(names.sessions().indexOf(vbr.name()), new ArrayList<>()));
        if (!moves.isEmpty()) {
            journal.forEach(fact -> take(fact, moves));
        }
        List<BfdHistory> histories = new ArrayList<>();
        moves.forEach(
                (session, all) -> histories.add(new BfdHistory(names.sessions().get(session), all)));
        return histories;
    }

    private static void take(Fact fact, Map<Integer, List<Move>> moves) {
        if (fact instanceof BfdMoved moved && moves.containsKey(moved.session())) {
            moves.get(moved.session())
                    .add(new Move(
                            moved.at(), moved.side(), moved.from(), moved.to(), moved.cause(), moved.detection()));
        }
    }
}
