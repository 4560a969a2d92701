package dev.censim.scenarios.reach;

import dev.censim.facts.CircuitFact.BfdMoved;
import dev.censim.facts.CircuitFact.VbrHealthCheckMoved;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.HealthCheckMoved;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Simulation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What moves in a converged network when nothing fails, and which packets are lost all the same. It is run as far as anybody has asked. */
final class Calm {

    private static final int NO_FLOW = -1;

    /** @param flow that was concerned; else the actor that noted it was */
    private record Move(long at, int actor, int flow) {}

    private final Simulation undisturbed;
    private final List<Move> moves = new ArrayList<>();
    private int read;

    /** @param undisturbed a fork, which this goes on with */
    Calm(Simulation undisturbed) {
        this.undisturbed = undisturbed;
    }

    /** Flows to which something happens up to an instant. */
    BitSet restlessFlows(long until) {
        BitSet flows = new BitSet();
        moves(until).stream().filter(move -> move.flow != NO_FLOW).forEach(move -> flows.set(move.flow));
        return flows;
    }

    /** Devices that move up to an instant. */
    BitSet restlessActors(long until) {
        BitSet actors = new BitSet();
        moves(until).stream().filter(move -> move.flow == NO_FLOW).forEach(move -> actors.set(move.actor));
        return actors;
    }

    /** Whether up to an instant nothing happens but where a failure reaches anyhow. */
    boolean lastsBeyond(Reach reach, long until) {
        return moves(until).stream()
                .allMatch(move -> move.flow == NO_FLOW ? reach.isExact(move.actor) : reach.hasFlow(move.flow));
    }

    private synchronized List<Move> moves(long until) {
        if (undisturbed.now() < until) {
            undisturbed.run(until);
            undisturbed.journal().forEachWritten(read, this::take);
            read = undisturbed.journal().written();
        }
        return moves.stream().takeWhile(move -> move.at <= until).toList();
    }

    private void take(Fact fact) {
        if (fact instanceof PacketDropped dropped) {
            moves.add(new Move(fact.at(), fact.actor(), Math.max(NO_FLOW, dropped.flow())));
        } else if (fact instanceof PathTaken path) {
            moves.add(new Move(fact.at(), fact.actor(), path.flow()));
        } else if (isMove(fact)) {
            moves.add(new Move(fact.at(), fact.actor(), NO_FLOW));
        }
    }

    private static boolean isMove(Fact fact) {
        return fact instanceof TunnelMoved
                || fact instanceof BgpMoved
                || fact instanceof BfdMoved
                || fact instanceof HealthCheckMoved
                || fact instanceof VbrHealthCheckMoved
                || fact instanceof RouteInstalled
                || fact instanceof RouteRemoved;
    }
}
