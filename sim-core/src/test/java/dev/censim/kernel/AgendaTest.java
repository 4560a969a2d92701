package dev.censim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgendaTest {

    @Test
    void nobodyIsFirstWhenNobodyWantsToAct() {
        assertThat(new Agenda(3).first()).isEqualTo(-1);
    }

    @Test
    void smallerActorActsFirstAtOneInstant() {
        Agenda agenda = new Agenda(3);
        agenda.set(2, 10);
        agenda.set(1, 10);
        agenda.set(0, 11);
        assertThat(drain(agenda)).containsExactly(1, 2, 0);
    }

    @Test
    void settingADeadlineMovesIt() {
        Agenda agenda = new Agenda(2);
        agenda.set(0, 10);
        agenda.set(1, 20);
        agenda.set(0, 30);
        assertThat(agenda.first()).isEqualTo(1);
        assertThat(agenda.at(0)).isEqualTo(30);
    }

    @Test
    void copyIsIndependent() {
        Agenda agenda = new Agenda(2);
        agenda.set(0, 10);
        Agenda copy = agenda.copy();
        copy.set(0, Time.NEVER);
        assertThat(agenda.first()).isEqualTo(0);
        assertThat(copy.first()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyHistoryOfSettingsLeavesTheSmallestPairFirst(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int actors = 1 + random.nextInt(40);
        Agenda agenda = new Agenda(actors);
        for (int step = 0; step < 20_000; step++) {
            agenda.set(random.nextInt(actors), random.nextInt(4) == 0 ? Time.NEVER : random.nextLong(50));
            assertThat(agenda.first()).as("seed %d, step %d", seed, step).isEqualTo(bruteForceFirst(agenda, actors));
        }
    }

    private static int bruteForceFirst(Agenda agenda, int actors) {
        int first = -1;
        for (int actor = 0; actor < actors; actor++) {
            if (agenda.at(actor) != Time.NEVER && (first < 0 || agenda.at(actor) < agenda.at(first))) {
                first = actor;
            }
        }
        return first;
    }

    private static List<Integer> drain(Agenda agenda) {
        List<Integer> order = new ArrayList<>();
        for (int actor = agenda.first(); actor >= 0; actor = agenda.first()) {
            order.add(actor);
            agenda.set(actor, Time.NEVER);
        }
        return order;
    }
}
