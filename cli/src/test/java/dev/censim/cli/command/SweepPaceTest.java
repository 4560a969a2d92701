package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.censim.scenarios.whatif.Plan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ten elements: ten cases of one, 45 of two. */
class SweepPaceTest {

    private static final Plan PLAN = SyntheticSweep.plan(10, 2);
    private static final long SECOND = 1_000_000_000L;

    @Test
    void nothingIsKnownBeforeTheFirstCase() {
        SweepPace pace = new SweepPace(PLAN, 0, 2);

        assertThat(pace.remaining()).isEmpty();
        assertThat(pace.casesPerSecond()).isZero();
    }

    @Test
    void pairsAreTakenForSinglesUntilThereIsOne() {
        SweepPace pace = new SweepPace(PLAN, 0, 2);
        pace.took(1, SECOND, SECOND);

        assertThat(pace.remaining()).contains(Duration.ofSeconds((9 + 45) / 2));
    }

    @Test
    void pairsAreJudgedByPairs() {
        SweepPace pace = new SweepPace(PLAN, 0, 2);
        for (int single = 0; single < 10; single++) {
            pace.took(1, SECOND, single * SECOND);
        }
        pace.took(2, 3 * SECOND, 13 * SECOND);

        assertThat(pace.remaining()).contains(Duration.ofSeconds(44 * 3 / 2));
    }

    @Test
    void whatAnEarlierProcessDidIsNotLeft() {
        SweepPace pace = new SweepPace(PLAN, 15, 1);
        pace.took(2, SECOND, SECOND);

        assertThat(pace.remaining()).contains(Duration.ofSeconds(39));
    }

    @Test
    void paceIsThatOfTheRecentPast() {
        Plan many = SyntheticSweep.plan(1000, 1);
        SweepPace pace = new SweepPace(many, 0, 1);
        long now = 0;
        for (int slow = 0; slow < 300; slow++) {
            now += 10 * SECOND;
            pace.took(1, 10 * SECOND, now);
        }
        for (int fast = 0; fast < 100; fast++) {
            now += SECOND / 2;
            pace.took(1, SECOND / 2, now);
        }

        assertThat(pace.casesPerSecond()).isCloseTo(2, within(1e-9));
        assertThat(pace.remaining().orElseThrow()).isBetween(Duration.ofSeconds(300), Duration.ofSeconds(2_000));
    }
}
