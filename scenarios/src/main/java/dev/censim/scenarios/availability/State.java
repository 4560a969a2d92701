package dev.censim.scenarios.availability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The network while a set of components is down. A set that is too large to be asked for cuts off whom any smaller set within it cuts
 * off, and is said to be beyond what is known.
 */
final class State {

    private record Cut(DownSet set, BitSet flows) {}

    private final DownSet set;
    private final BitSet cut;
    private final boolean isBeyond;

    /** Of the flows that are cut off, how many each component of the set has to answer for. */
    private final double[] blame;

    private State(DownSet set, BitSet cut, boolean isBeyond, double[] blame) {
        this.set = set;
        this.cut = cut;
        this.isBeyond = isBeyond;
        this.blame = blame;
    }

    static State of(DownSet set, KnownSets known) {
        List<Cut> cuts = new ArrayList<>();
        set.forEachPart(known.most(), part -> {
            BitSet flows = cutBy(part, known);
            if (!flows.isEmpty()) {
                cuts.add(new Cut(part, flows));
            }
        });
        BitSet cut = new BitSet();
        boolean isBeyond = !known.isKnowable(set);
        if (isBeyond) {
            cuts.forEach(one -> cut.or(one.flows));
        } else {
            cut.or(cutBy(set, known));
        }
        return new State(set, cut, isBeyond, blame(set, cut, cuts));
    }

    private static BitSet cutBy(DownSet part, KnownSets known) {
        BitSet flows = new BitSet();
        List<Effect> effects = known.effects(part);
        for (int flow = 0; flow < effects.size(); flow++) {
            flows.set(flow, effects.get(flow).isCutOff());
        }
        return flows;
    }

    /** Minimal sets that cut a flow off bear it in equal shares, and so do the components of each. */
    private static double[] blame(DownSet set, BitSet cut, List<Cut> cuts) {
        double[] blame = new double[set.size()];
        for (int flow = cut.nextSetBit(0); flow >= 0; flow = cut.nextSetBit(flow + 1)) {
            List<DownSet> minimal = new ArrayList<>();
            for (Cut one : cuts) {
                if (one.flows.get(flow) && minimal.stream().noneMatch(known -> known.isIn(one.set))) {
                    minimal.add(one.set);
                }
            }
            for (DownSet one : minimal) {
                for (int place = 0; place < set.size(); place++) {
                    if (one.contains(set.component(place))) {
                        blame[place] += 1.0 / minimal.size() / one.size();
                    }
                }
            }
        }
        return blame;
    }

    DownSet set() {
        return set;
    }

    BitSet cut() {
        return cut;
    }

    boolean isCut(int flow) {
        return cut.get(flow);
    }

    boolean isBeyond() {
        return isBeyond;
    }

    double blame(int place) {
        return blame[place];
    }
}
