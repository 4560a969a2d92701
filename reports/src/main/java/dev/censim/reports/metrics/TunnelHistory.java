package dev.censim.reports.metrics;

import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.IkeSaClosed;
import dev.censim.facts.NetworkFact.IkeSaEstablished;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a tunnel fared.
 *
 * @param moves when which end could carry packets, and when no longer
 * @param ikeSetups IKE SAs negotiated while an end had none, so without rekeying
 * @param dpdTimeouts how often an end declared its peer dead
 */
public record TunnelHistory(String name, List<Move> moves, int ikeSetups, int dpdTimeouts) {

    public TunnelHistory {
        moves = List.copyOf(moves);
    }

    /** From then on, or no longer from then on, that end can carry packets. */
    public record Move(long at, Side side, boolean up) {}

    /** How much of a tunnel works. */
    public enum State {
        DOWN("down"),
        ONE_SIDED("one-sided"),
        UP("up");

        private final String text;

        State(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** A state that begins then and lasts until the next. */
    public record Change(long at, State state) {}

    /** All changes of state, from {@code DOWN} at the start on; a state that lasted no time is left out. */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>(List.of(new Change(0, State.DOWN)));
        boolean[] up = new boolean[Side.values().length];
        for (Move move : moves) {
            up[move.side().ordinal()] = move.up();
            State state = State.values()[(up[0] ? 1 : 0) + (up[1] ? 1 : 0)];
            Change last = changes.get(changes.size() - 1);
            if (last.at() == move.at()) {
                changes.remove(changes.size() - 1);
            }
            if (changes.isEmpty() || changes.get(changes.size() - 1).state() != state) {
                changes.add(new Change(move.at(), state));
            }
        }
        return changes;
    }

    /** At the end of the run. */
    public State state() {
        List<Change> changes = changes();
        return changes.get(changes.size() - 1).state();
    }

    /** When both ends could carry packets for the first time. */
    public OptionalLong firstUp() {
        return changes().stream()
                .filter(change -> change.state() == State.UP)
                .mapToLong(Change::at)
                .findFirst();
    }

    /** One history for each tunnel, by number. */
    public static List<TunnelHistory> of(Names names, Journal journal) {
        List<Story> stories = new ArrayList<>();
        names.tunnels().forEach(name -> stories.add(new Story()));
        journal.forEach(fact -> take(fact, stories));
        List<TunnelHistory> histories = new ArrayList<>();
        for (int tunnel = 0; tunnel < stories.size(); tunnel++) {
            Story story = stories.get(tunnel);
            histories.add(
                    new TunnelHistory(names.tunnels().get(tunnel), story.moves, story.ikeSetups(), story.dpdTimeouts));
        }
        return histories;
    }

    private static void take(Fact fact, List<Story> stories) {
        if (fact instanceof TunnelMoved moved) {
            stories.get(moved.tunnel()).moves.add(new Move(moved.at(), moved.side(), moved.up()));
        } else if (fact instanceof PeerDead dead) {
            stories.get(dead.tunnel()).dpdTimeouts++;
        } else if (fact instanceof IkeSaEstablished established) {
            stories.get(established.tunnel()).established(established);
        } else if (fact instanceof IkeSaClosed closed) {
            stories.get(closed.tunnel()).closed(closed);
        }
    }

    private record SpiPair(long initiator, long responder) implements Comparable<SpiPair> {
        @Override
        public int compareTo(SpiPair other) {
            int first = Long.compareUnsigned(initiator, other.initiator);
            return first != 0 ? first : Long.compareUnsigned(responder, other.responder);
        }
    }

    /** What is counted while the journal is read. */
    private static final class Story {

        private final List<Move> moves = new ArrayList<>();
        private final List<Set<SpiPair>> open = List.of(new TreeSet<>(), new TreeSet<>());
        /** Whether an SA was negotiated by an end that had none; an SA that replaces another at both ends is a rekeying. */
        private final Map<SpiPair, Boolean> fresh = new LinkedHashMap<>();

        private int dpdTimeouts;

        private void established(IkeSaEstablished fact) {
            SpiPair pair = new SpiPair(fact.spiInitiator(), fact.spiResponder());
            Set<SpiPair> mine = open.get(fact.side().ordinal());
            fresh.merge(pair, mine.isEmpty(), Boolean::logicalOr);
            mine.add(pair);
        }

        private void closed(IkeSaClosed fact) {
            open.get(fact.side().ordinal()).remove(new SpiPair(fact.spiInitiator(), fact.spiResponder()));
        }

        private int ikeSetups() {
            return (int) fresh.values().stream().filter(first -> first).count();
        }
    }
}
