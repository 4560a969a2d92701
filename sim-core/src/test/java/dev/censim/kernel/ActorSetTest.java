package dev.censim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorSetTest {

    /** One level, two levels with the last word full and not, three and four levels. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 4096, 4097, 300_000})
    void smallestActorIsThatOfASortedSet(int actors) {
        SplittableRandom random = new SplittableRandom(actors);
        ActorSet set = new ActorSet(actors);
        TreeSet<Integer> sorted = new TreeSet<>();
        for (int step = 0; step < 20_000; step++) {
            int actor = random.nextInt(actors);
            if (random.nextInt(1 + sorted.size()) < 20) {
                set.add(actor);
                sorted.add(actor);
            } else {
                actor = random.nextBoolean() ? sorted.first() : actor;
                set.remove(actor);
                sorted.remove(actor);
            }
            assertThat(set.isEmpty()).as("step %d", step).isEqualTo(sorted.isEmpty());
            if (!sorted.isEmpty()) {
                assertThat(set.first()).as("step %d", step).isEqualTo(sorted.first());
            }
        }
    }

    @Test
    void copyIsIndependent() {
        ActorSet set = new ActorSet(5000);
        set.add(4999);
        ActorSet copy = set.copy();
        copy.add(3);
        copy.remove(4999);
        assertThat(set.first()).isEqualTo(4999);
        assertThat(copy.first()).isEqualTo(3);
    }
}
