package dev.censim.scenarios.availability;

import java.util.ArrayList;
import java.util.List;

/**
 * What flows lose while their traffic moves, when a component fails beside others that are down, and when it is repaired.
 *
 * <p>The network was asked for what happens when all of a set fail at once. When the last of them fails, the same timers run until a
 * flow has left its path, and so it loses as much, if its path changes; else it loses what it loses more than without that component.
 */
record Step(List<Hurt> failure, List<Hurt> repair) {

    /**
     * @param seconds until the traffic has moved
     * @param expected the mean of that, as it ends at the latest when the component changes again
     */
    record Hurt(int flow, double seconds, double expected) {}

    Step {
        failure = List.copyOf(failure);
        repair = List.copyOf(repair);
    }

    /** @param set of the component and the others; when it is beyond what is known, the others do not count */
    static Step of(DownSet set, int index, Component component, KnownSets known) {
        DownSet whole = known.isKnowable(set) ? set : set.only(index);
        DownSet others = whole.without(index);
        List<Effect> with = known.effects(whole);
        List<Effect> without = known.effects(others);
        List<Hurt> failure = new ArrayList<>();
        List<Hurt> repair = new ArrayList<>();
        for (int flow = 0; flow < with.size(); flow++) {
            Effect after = with.get(flow);
            boolean isFirst = without.isEmpty();
            Effect before = isFirst ? Effect.NONE : without.get(flow);
            boolean isMoved = isFirst || !before.path().equals(after.path());
            double outage = after.outage() - (isMoved ? 0 : before.outage());
            double repairOutage = after.repairOutage() - (isMoved ? 0 : before.repairOutage());
            if (outage > 0 && !after.isCutOff()) {
                failure.add(new Hurt(flow, outage, component.down().meanUpTo(outage)));
            }
            if (repairOutage > 0) {
                repair.add(new Hurt(flow, repairOutage, component.up().meanUpTo(repairOutage)));
            }
        }
        return new Step(failure, repair);
    }
}
