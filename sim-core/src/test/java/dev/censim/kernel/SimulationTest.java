package dev.censim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {

    /** Acts every period, notes it, and tells a neighbour. */
    private static final class Ticker implements Actor {
        private final int id;
        private final long period;
        private final int neighbour;
        private long next;
        private long told;

        Ticker(int id, long period, int neighbour) {
            this.id = id;
            this.period = period;
            this.neighbour = neighbour;
            this.next = period;
        }

        @Override
        public long deadline() {
            return next;
        }

        @Override
        public void wake(Turn turn) {
            if (turn.now() < next) {
                return;
            }
            next += period;
            turn.note(new Noted(turn.now(), id, "tick"));
            turn.to(neighbour, new Word(id));
        }

        @Override
        public void accept(Signal signal, Turn turn) {
            told++;
            turn.note(new Noted(turn.now(), id, "from " + ((Word) signal).from + ", the " + told + "th"));
        }

        @Override
        public Actor copy() {
            Ticker copy = new Ticker(id, period, neighbour);
            copy.next = next;
            copy.told = told;
            return copy;
        }
    }

    private record Word(int from) implements Signal {}

    private record Noted(long at, int actor, String what) implements Fact {
        @Override
        public void digest(Digest into) {
            into.add(at).add(actor).add(what);
        }
    }

    private static Simulation twoTickers() {
        return Simulation.of(List.of(new Ticker(0, 3, 1), new Ticker(1, 2, 0)));
    }

    private static List<String> story(Simulation simulation) {
        List<String> story = new ArrayList<>();
        simulation.journal().forEach(fact -> story.add(fact.at() + " " + fact.actor() + " " + ((Noted) fact).what));
        return story;
    }

    @Test
    void actorsActInOrderOfInstantAndIdAndMailArrivesBeforeTheNextActor() {
        assertThat(story(twoTickers().run(6)))
                .containsExactly(
                        "2 1 tick",
                        "2 0 from 1, the 1th",
                        "3 0 tick",
                        "3 1 from 0, the 1th",
                        "4 1 tick",
                        "4 0 from 1, the 2th",
                        "6 0 tick",
                        "6 1 from 0, the 2th",
                        "6 1 tick",
                        "6 0 from 1, the 3th");
    }

    @Test
    void runningInSlicesChangesNothing() {
        Simulation sliced = twoTickers();
        for (long until = 0; until <= 100; until += 7) {
            sliced.run(until);
        }
        Simulation whole = twoTickers().run(98);
        assertThat(sliced.journal().digest()).isEqualTo(whole.journal().digest());
        assertThat(sliced.events()).isEqualTo(whole.events());
    }

    @Test
    void forkAndOriginalNeverTouchEachOther() {
        Simulation original = twoTickers().run(5);
        Simulation fork = original.fork();
        fork.inject(0, new Word(9));
        fork.run(20);
        original.run(20);
        assertThat(story(original)).isEqualTo(story(twoTickers().run(20)));
        assertThat(story(fork)).contains("5 0 from 9, the 3th").startsWith("2 1 tick");
    }

    @Test
    void forkThatNobodyTouchesContinuesLikeItsOriginal() {
        Simulation original = twoTickers().run(5);
        Simulation fork = original.fork().run(50);
        assertThat(fork.journal().digest()).isEqualTo(original.run(50).journal().digest());
    }

    /** Takes what is handed to whoever is not there, and notes it. */
    private static final class Beyond implements Actor {

        @Override
        public long deadline() {
            return Time.NEVER;
        }

        @Override
        public void wake(Turn turn) {
            throw new AssertionError("nobody is there");
        }

        @Override
        public void accept(Signal signal, Turn turn) {
            turn.note(new Noted(turn.now(), ((Word) signal).from, "out"));
        }

        @Override
        public Actor copy() {
            return this;
        }
    }

    @Test
    void partGoesOnWithoutTheRestAndHandsOutWhatIsForIt() {
        Simulation whole = twoTickers().run(3);
        BitSet second = new BitSet();
        second.set(1);

        Simulation part = whole.part(second, new Beyond()).run(7);

        assertThat(story(part).subList(4, 8)).containsExactly("4 1 tick", "4 1 out", "6 1 tick", "6 1 out");
        assertThat(story(whole.run(20))).isEqualTo(story(twoTickers().run(20)));
    }

    @Test
    void actorsThatGoRoundAreStoppedAndNamed() {
        Actor restless = new Actor() {
            @Override
            public long deadline() {
                return 1;
            }

            @Override
            public void wake(Turn turn) {}

            @Override
            public void accept(Signal signal, Turn turn) {}

            @Override
            public Actor copy() {
                return this;
            }
        };
        assertThatThrownBy(() -> Simulation.of(List.of(restless)).run(10))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("actors going round: 0");
    }
}
