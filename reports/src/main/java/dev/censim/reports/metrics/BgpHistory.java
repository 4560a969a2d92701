package dev.censim.reports.metrics;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.BgpRouteReceived;
import dev.censim.facts.NetworkFact.BgpRouteWithdrawn;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.model.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a BGP session fared.
 *
 * @param moves changes of state at both ends
 * @param received prefixes that the cloud's end has received and not lost again, in order
 */
public record BgpHistory(String name, List<Move> moves, List<Prefix> received) {

    public BgpHistory {
        moves = List.copyOf(moves);
        received = List.copyOf(received);
    }

    /** A change of state at one end. */
    public record Move(long at, Side side, BgpState from, BgpState to, BgpCause cause) {

        /** Whether the session came up or went down with it. */
        public boolean crosses() {
            return (from == BgpState.ESTABLISHED) != (to == BgpState.ESTABLISHED);
        }
    }

    /** Of the cloud's end at the end of the run. */
    public BgpState state() {
        BgpState state = BgpState.IDLE;
        for (Move move : moves) {
            state = move.side() == Side.CLOUD ? move.to() : state;
        }
        return state;
    }

    /** Whether the session is established at the end of the run. */
    public boolean isUp() {
        return state() == BgpState.ESTABLISHED;
    }

    /** One history for each session, by number. */
    public static List<BgpHistory> of(Names names, Journal journal) {
        List<List<Move>> moves = new ArrayList<>();
        List<Set<Prefix>> received = new ArrayList<>();
        names.sessions().forEach(name -> {
            moves.add(new ArrayList<>());
            received.add(new TreeSet<>());
        });
        journal.forEach(fact -> take(fact, moves, received));
        List<BgpHistory> histories = new ArrayList<>();
        for (int session = 0; session < moves.size(); session++) {
            histories.add(new BgpHistory(
                    names.sessions().get(session), moves.get(session), List.copyOf(received.get(session))));
        }
        return histories;
    }

    private static void take(Fact fact, List<List<Move>> moves, List<Set<Prefix>> received) {
        if (fact instanceof BgpMoved moved) {
            moves.get(moved.session()).add(new Move(moved.at(), moved.side(), moved.from(), moved.to(), moved.cause()));
        } else if (fact instanceof BgpRouteReceived route && route.side() == Side.CLOUD) {
            received.get(route.session()).add(route.prefix());
        } else if (fact instanceof BgpRouteWithdrawn route && route.side() == Side.CLOUD) {
            received.get(route.session()).remove(route.prefix());
        }
    }
}
