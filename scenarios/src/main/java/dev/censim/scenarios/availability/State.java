package dev.censim.scenarios.availability;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The network while a set of components is down. */
final class State {

    /**
     * A set within another one that is minimal for some flows: it cuts them off, and no part of it does.
     *
     * @param flows at least one
     */
    record Cut(DownSet set, BitSet flows) {}

    private final DownSet set;
    private final BitSet cut;
    private final boolean isBeyond;
    private final List<Cut> cuts;
    private Optional<double[]> blame = Optional.empty();

    private State(DownSet set, BitSet cut, boolean isBeyond, List<Cut> cuts) {
        this.set = set;
        this.cut = cut;
        this.isBeyond = isBeyond;
        this.cuts = cuts;
    }

    /**
     * Of a set that was tried.
     *
     * @param cut flows that it cuts off
     * @param cuts all there are within the set
     */
    static State tried(DownSet set, BitSet cut, List<Cut> cuts) {
        return new State(set, cut, false, cuts);
    }

    /** Of a set that is too large to be tried: it cuts off whom any smaller one within it cuts off. */
    static State beyond(DownSet set, List<Cut> cuts) {
        BitSet cut = new BitSet();
        cuts.forEach(one -> cut.or(one.flows));
        return new State(set, cut, true, cuts);
    }

    DownSet set() {
        return set;
    }

    /** Flows that are cut off. */
    BitSet cut() {
        return cut;
    }

    boolean isCut(int flow) {
        return cut.get(flow);
    }

    boolean isBeyond() {
        return isBeyond;
    }

    /** Of the flows that are cut off, how many each component of the set has to answer for. */
    double[] blame() {
        double[] known = blame.orElseGet(this::blamed);
        blame = Optional.of(known);
        return known;
    }

    /** Minimal sets bear a flow in equal shares, and so do the components of each. */
    private double[] blamed() {
        double[] shares = new double[set.size()];
        for (int flow = cut.nextSetBit(0); flow >= 0; flow = cut.nextSetBit(flow + 1)) {
            int index = flow;
            List<Cut> minimal =
                    cuts.stream().filter(one -> one.flows.get(index)).toList();
            for (Cut one : minimal) {
                for (int place = 0; place < shares.length; place++) {
                    boolean isGuilty = one.set.contains(set.component(place));
                    shares[place] += isGuilty ? 1.0 / minimal.size() / one.set.size() : 0;
                }
            }
        }
        return shares;
    }
}
