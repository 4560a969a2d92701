package dev.censim.scenarios.availability;

import dev.censim.scenarios.whatif.Manner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Components, the states that they make and the steps between those. Remembers what is known; for one thread at a time. */
final class Outlook {

    private record Place(DownSet set, int component) {}

    private final List<Component> components;
    private final KnownSets known;
    private final Map<DownSet, State> states = new HashMap<>();
    private final Map<Place, Step> steps = new HashMap<>();

    Outlook(List<Component> components, KnownSets known) {
        this.components = components;
        this.known = known;
    }

    List<Component> components() {
        return components;
    }

    State state(DownSet set) {
        return known.isKnowable(set) ? states.computeIfAbsent(set, key -> State.of(key, known)) : State.of(set, known);
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
