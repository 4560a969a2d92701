package dev.censim.scenarios.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.scenarios.whatif.Manner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StateTest {

    private static DownSet silent(int... components) {
        DownSet set = DownSet.NONE;
        for (int component : components) {
            set = set.with(component, Manner.SILENT);
        }
        return set;
    }

    private static State state(DownSet set, KnownSets known) {
        return new Outlook(List.of(), known).state(set);
    }

    @Test
    void setThatIsTooLargeCutsOffWhomItsPartsCutOff() {
        KnownSets known = new KnownSets(Systems.cutOffWhen(down -> down.get(0) && down.get(3)), 2);

        assertThat(state(silent(0, 1, 3), known).isCut(0)).isTrue();
        assertThat(state(silent(0, 1, 2), known).isCut(0)).isFalse();
        assertThat(state(silent(0, 1, 3), known).isBeyond()).isTrue();
        assertThat(state(silent(0, 3), known).isBeyond()).isFalse();
    }

    @Test
    void setThatIsTooLargeIsNeverAskedFor() {
        List<Integer> sizes = new ArrayList<>();
        KnownSets known = new KnownSets(
                Systems.cutOffWhen(down -> {
                    sizes.add(down.cardinality());
                    return false;
                }),
                2);

        state(silent(0, 1, 2, 3), known);
        state(silent(0, 1, 2), known);

        assertThat(sizes).hasSize(4 + 6).allMatch(size -> size <= 2);
    }

    @Test
    void minimalSetsBearAnOutageInEqualSharesAndSoDoTheirComponents() {
        KnownSets known = new KnownSets(Systems.cutOffWhen(down -> down.get(0) || down.get(1) && down.get(2)), 3);

        State state = state(silent(0, 1, 2, 3), known);

        assertThat(state.blame()).containsExactly(0.5, 0.25, 0.25, 0.0);
    }

    @Test
    void setThatWasTriedIsWhatItWasFoundToBeEvenIfAPartIsWorse() {
        KnownSets known = new KnownSets(Systems.cutOffWhen(down -> down.cardinality() == 1), 2);

        assertThat(state(silent(0, 1), known).isCut(0)).isFalse();
    }
}
