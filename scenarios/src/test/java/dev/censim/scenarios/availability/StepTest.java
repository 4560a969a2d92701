package dev.censim.scenarios.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.censim.scenarios.whatif.Manner;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three ways for a flow and one component that is not its business. Failures are noticed after 30 s. */
final class StepTest {

    private static final int STRANGER = 3;
    private static final List<Component> COMPONENTS = Systems.components(4, 100, 10);

    private static final Behaviour THREE_WAYS = new Behaviour() {
        @Override
        public List<String> flows() {
            return List.of("flow");
        }

        @Override
        public List<Effect> effects(List<Down> down) {
            List<Integer> ways = down.stream()
                    .map(Down::component)
                    .filter(component -> component != STRANGER)
                    .toList();
            if (ways.size() == 3) {
                return List.of(Effect.CUT_OFF);
            }
            int way = ways.contains(0) ? ways.contains(1) ? 2 : 1 : 0;
            return List.of(new Effect(false, way == 0 ? 0 : 30, way == 0 ? 0 : 2, List.of("way" + way)));
        }
    };

    private static Step step(int component, int... others) {
        DownSet set = DownSet.NONE.with(component, Manner.SILENT);
        for (int other : others) {
            set = set.with(other, Manner.SILENT);
        }
        return Step.of(set, component, COMPONENTS.get(component), new KnownSets(THREE_WAYS, 3));
    }

    @Test
    void flowIsOutUntilItHasMovedAndAgainWhenItMovesBack() {
        assertThat(step(0).failure()).extracting(Step.Hurt::seconds).containsExactly(30.0);
        assertThat(step(0).repair()).extracting(Step.Hurt::seconds).containsExactly(2.0);
    }

    @Test
    void flowMovesOnceMoreWhenItsSecondWayFails() {
        assertThat(step(1, 0).failure()).extracting(Step.Hurt::seconds).containsExactly(30.0);
    }

    @Test
    void whatFailsBesideTheFlowDoesNotHurtItASecondTime() {
        assertThat(step(STRANGER, 0).failure()).isEmpty();
        assertThat(step(STRANGER, 0).repair()).isEmpty();
        assertThat(step(2, 0).failure()).isEmpty();
    }

    @Test
    void flowThatHasNoWayLeftIsOutForAsLongAsThatLastsAndNotForATime() {
        assertThat(step(2, 0, 1).failure()).isEmpty();
    }

    @Test
    void repairThatComesBeforeTheTimerEndsTheOutage() {
        Component hasty = new Component("hasty", Systems.exponential(1), Systems.exponential(10 / Systems.HOUR), 1);
        List<Component> components = List.of(hasty, Systems.component(1, 1e6, 1), Systems.component(2, 1e6, 1));
        double afterFailure = 10 * (1 - Math.exp(-3));
        double afterRepair = Systems.HOUR * (1 - Math.exp(-2 / Systems.HOUR));
        double share = (afterFailure + afterRepair) / (Systems.HOUR + 10);

        Estimates.OfFlow exact = Systems.flow(Study.enumeration(components, THREE_WAYS, 3));
        Estimates.OfFlow sampled = Systems.flow(Study.sampling(components, THREE_WAYS, 3, 5, 1, 100));

        assertThat(1 - exact.availability()).isCloseTo(share, within(0.001 * share));
        assertThat(sampled.outage()).isCloseTo(exact.outage(), within(1.5 * (sampled.high() - sampled.outage())));
    }
}
