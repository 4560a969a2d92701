package dev.censim.scenarios.availability;

import dev.censim.scenarios.whatif.Manner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Components, the states that they make and the steps between those. Remembers what is known; for one thread at a time. */
final class Outlook {

    private record Place(DownSet set, int component) {}

    private final List<Component> components;
    private final KnownSets known;
    private final Map<DownSet, State> states = new HashMap<>();
    private final Map<Place, Step> steps = new HashMap<>();

    /** Flows that a set cuts off and no part of it does. */
    private final Map<DownSet, BitSet> minimal = new HashMap<>();

    private Optional<List<State.Cut>> all = Optional.empty();

    Outlook(List<Component> components, KnownSets known) {
        this.components = components;
        this.known = known;
    }

    List<Component> components() {
        return components;
    }

    /** Looks once for what all sets that can be tried cut off, so that larger ones need not be searched for their parts. */
    void learn(List<DownSet> sets) {
        List<State.Cut> cuts = new ArrayList<>();
        sets.forEach(set -> addCut(set, cuts));
        all = Optional.of(cuts);
    }

    State state(DownSet set) {
        return known.isKnowable(set)
                ? states.computeIfAbsent(set, key -> State.tried(key, known.cut(key), cuts(key)))
                : State.beyond(set, cuts(set));
    }

    private List<State.Cut> cuts(DownSet set) {
        List<State.Cut> cuts = new ArrayList<>();
        if (all.isPresent()) {
            for (State.Cut cut : all.get()) {
                if (cut.set().isIn(set)) {
                    cuts.add(cut);
                }
            }
        } else {
            set.forEachPart(known.most(), part -> addCut(part, cuts));
        }
        return cuts;
    }

    private void addCut(DownSet part, List<State.Cut> cuts) {
        BitSet flows = minimal.computeIfAbsent(part, key -> {
            BitSet cut = known.cut(key);
            key.forEachPart(key.size() - 1, smaller -> cut.andNot(known.cut(smaller)));
            return cut;
        });
        if (!flows.isEmpty()) {
            cuts.add(new State.Cut(part, flows));
        }
    }

    /** @param component of the set */
    Step step(DownSet set, int component) {
        DownSet whole = known.isKnowable(set) ? set : set.only(component);
        return steps.computeIfAbsent(
                new Place(whole, component), key -> Step.of(whole, component, components.get(component), known));
    }

    /**
     * Adds what is to be expected while a set of components is down: whom it cuts off, and what the failures and repairs cost that may
     * come at any instant. Components are independent and have been at work for long, so those are as frequent as the means say.
     *
     * @param weight share of the time that this state stands for
     */
    void expect(DownSet set, double weight, Tally tally) {
        State state = state(set);
        tally.stay(state, weight);
        for (int index = 0; index < components.size(); index++) {
            Component component = components.get(index);
            if (set.contains(index)) {
                State next = state(set.without(index));
                tally.move(
                        state,
                        next,
                        index,
                        step(set, index).repair(),
                        weight / component.down().mean());
                continue;
            }
            for (Manner manner : Manner.values()) {
                double often = weight * component.share(manner) / component.up().mean();
                if (often > 0) {
                    State next = state(set.with(index, manner));
                    tally.move(state, next, index, step(next.set(), index).failure(), often);
                }
            }
        }
    }
}
