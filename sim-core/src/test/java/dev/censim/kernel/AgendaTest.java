package dev.censim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
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

    /** However dense their deadlines are. */
    @ParameterizedTest
    @ValueSource(longs = {10_000, 1_000_000, 100_000_000, 10_000_000_000L})
    void mostOfManyActorsAreAnnouncedBeforeTheyAct(long meanNanos) {
        SplittableRandom random = new SplittableRandom(meanNanos);
        Agenda agenda = new Agenda(20_000);
        for (int actor = 0; actor < 20_000; actor++) {
            agenda.set(actor, 1 + random.nextLong(2 * meanNanos));
        }
        BitSet announced = new BitSet();
        int expected = 0;
        for (int event = 0; event < 200_000; event++) {
            int actor = agenda.first(Time.NEVER, announced::set);
            expected += announced.get(actor) ? 1 : 0;
            announced.clear(actor);
            agenda.set(actor, agenda.at(actor) + 1 + random.nextLong(2 * meanNanos));
        }
        assertThat(expected).as("seed %d", meanNanos).isGreaterThan(150_000);
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

    @Test
    void nobodyIsFirstBeforeTheEarliestDeadline() {
        Agenda agenda = new Agenda(2);
        agenda.set(1, 5_000);
        assertThat(agenda.first(4_999)).isEqualTo(-1);
        assertThat(agenda.first(5_000)).isEqualTo(1);
        assertThat(agenda.first(4_999)).isEqualTo(-1);
    }

    @Test
    void whoIsSetToAnEarlierInstantThanTheFirstOneGoesBeforeIt() {
        Agenda agenda = new Agenda(5);
        agenda.set(0, 1_000_000);
        agenda.set(1, 1_000_000);
        agenda.set(2, 1_000_001);
        agenda.set(3, 70_000_000_000L);
        assertThat(agenda.first()).isEqualTo(0);
        agenda.set(4, 3);
        assertThat(drain(agenda)).containsExactly(4, 0, 1, 2, 3);
    }

    @Test
    void latestInstantsAreInOrder() {
        Agenda agenda = new Agenda(3);
        agenda.set(0, Time.NEVER - 1);
        agenda.set(1, Time.NEVER - 2);
        agenda.set(2, 0);
        assertThat(drain(agenda)).containsExactly(2, 1, 0);
    }

    @Test
    void manyActorsOfOneInstantActInTheirOrderAlthoughSomeComeAndGoMeanwhile() {
        int actors = 10_000;
        Agenda agenda = new Agenda(actors);
        for (int actor = actors - 1; actor >= 0; actor -= 2) {
            agenda.set(actor, 42);
        }
        for (int turn = 1; turn <= 501; turn += 2) {
            assertThat(agenda.first(42)).isEqualTo(turn);
            agenda.set(turn, Time.NEVER);
        }
        agenda.set(0, 42);
        agenda.set(503, 43);
        agenda.set(600, 42);
        List<Integer> order = drain(agenda);
        assertThat(order.subList(0, 3)).containsExactly(0, 505, 507);
        assertThat(order.get(48)).isEqualTo(599);
        assertThat(order.get(49)).isEqualTo(600);
        assertThat(order).hasSize(4_751).endsWith(9_999, 503);
    }

    /** One deadline in a sorted set, as anybody would write it. */
    private record Pending(long at, int actor) implements Comparable<Pending> {
        @Override
        public int compareTo(Pending other) {
            return at != other.at ? Long.compare(at, other.at) : Integer.compare(actor, other.actor);
        }
    }

    /** An agenda and a sorted set that the same is done to. */
    private static final class Pair {
        final Agenda agenda;
        final TreeSet<Pending> sorted;

        Pair(Agenda agenda, TreeSet<Pending> sorted) {
            this.agenda = agenda;
            this.sorted = sorted;
        }

        Pair copy() {
            return new Pair(agenda.copy(), new TreeSet<>(sorted));
        }

        void set(int actor, long at) {
            sorted.remove(new Pending(agenda.at(actor), actor));
            if (at != Time.NEVER) {
                sorted.add(new Pending(at, actor));
            }
            agenda.set(actor, at);
        }

        int first(long until) {
            return sorted.isEmpty() || sorted.first().at > until ? -1 : sorted.first().actor;
        }
    }

    /** From the same instant to half of all time, each order of magnitude as likely as any other; often a round number. */
    private static long later(SplittableRandom random, long now) {
        long increment = random.nextLong(1L << random.nextInt(62));
        return now + (random.nextBoolean() ? increment : Long.highestOneBit(increment));
    }

    private static void step(Pair pair, SplittableRandom random, int actors, long[] now) {
        long until = later(random, now[0]);
        int first = pair.agenda.first(until);
        assertThat(first).isEqualTo(pair.first(until));
        if (first < 0) {
            now[0] = random.nextInt(10) == 0 && until < 1L << 61 ? until : now[0];
        } else if (random.nextInt(50) > 0) {
            now[0] = pair.agenda.at(first);
            pair.set(first, now[0] < 1L << 61 ? later(random, now[0]) : 0);
            now[0] = now[0] < 1L << 61 ? now[0] : 0;
        }
        if (random.nextInt(3) == 0) {
            pair.set(random.nextInt(actors), random.nextInt(4) == 0 ? Time.NEVER : later(random, now[0]));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void deadlinesOfAllMagnitudesThatMoveAndTieComeInTheOrderOfASortedSetAndSoDoThoseOfACopy(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int actors = 1 << random.nextInt(12);
        long[] now = {0};
        Pair pair = new Pair(new Agenda(actors), new TreeSet<>());
        Pair original = pair;
        long[] then = {0};
        for (int step = 0; step < 60_000; step++) {
            try {
                step(pair, random, actors, now);
                step(original, random, actors, then);
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + ", step " + step, failure);
            }
            if (step % 10_000 == 5_000) {
                original = pair;
                then[0] = now[0];
                pair = pair.copy();
            }
        }
        assertThat(drain(pair.agenda))
                .as("seed %d", seed)
                .isEqualTo(pair.sorted.stream().map(Pending::actor).toList());
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
