package dev.censim.scenarios.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.censim.scenarios.whatif.Manner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StudyTest {

    private static final Behaviour FIRST = Systems.cutOffWhen(down -> down.get(0));

    private static Study sampling(List<Component> components, long trials) {
        return Study.sampling(components, FIRST, 2, 7, 1, trials);
    }

    @Test
    void piecesMayBeWorkedOffInAnyOrder() {
        Study forwards = sampling(Systems.components(3, 100, 10), 100);
        Study backwards = sampling(Systems.components(3, 100, 10), 100);
        List<List<Tally>> pieces = new ArrayList<>();
        for (long piece = backwards.pieces() - 1; piece >= 0; piece--) {
            pieces.add(0, backwards.piece(piece));
        }
        Estimator estimator = new Estimator(backwards);
        pieces.forEach(estimator::take);

        assertThat(estimator.estimates()).isEqualTo(Systems.estimates(forwards));
    }

    @Test
    void componentThatIsTakenOutShiftsNoDrawOfAnother() {
        List<Component> both = Systems.components(2, 100, 10);

        assertThat(Systems.flow(sampling(both, 50)).outage())
                .isCloseTo(Systems.flow(sampling(both.subList(0, 1), 50)).outage(), within(1e-6));
    }

    @Test
    void everySetIsAskedForOnce() {
        List<List<Down>> asked = new ArrayList<>();
        Behaviour network = new Behaviour() {
            @Override
            public List<String> flows() {
                return List.of("flow");
            }

            @Override
            public List<Effect> effects(List<Down> down) {
                asked.add(down);
                return List.of(Effect.NONE);
            }
        };
        Study study = Study.sampling(Systems.components(3, 100, 50), network, 2, 1, 1, 60);

        Systems.estimates(study);

        assertThat(asked).doesNotHaveDuplicates().hasSize(3 + 3).hasSize(study.setsAsked());
    }

    @Test
    void narrowerIntervalIsWhatTheStoppingRuleWaitsFor() {
        Study study = sampling(Systems.components(1, 100, 10), 10_000);
        Estimator estimator = new Estimator(study);
        long piece = 0;
        while (!estimator.isNarrowerThan(0.05)) {
            estimator.take(study.piece(piece++));
        }
        Estimates.OfFlow flow = estimator.estimates().flows().get(0);

        assertThat(estimator.taken()).isBetween(100L, 9_999L);
        assertThat(flow.high() - flow.low()).isLessThan(0.05 * flow.outage());
    }

    @Test
    void nothingSeenIsNeverNarrowEnough() {
        Study study = Study.sampling(Systems.components(1, 100, 10), Systems.cutOffByAtLeast(2), 2, 1, 1, 200);
        Estimator estimator = new Estimator(study);
        for (long piece = 0; piece < study.pieces(); piece++) {
            estimator.take(study.piece(piece));
        }

        assertThat(estimator.isNarrowerThan(10)).isFalse();
    }

    /** Two in ten failures are silent, and only those cut off. */
    @Test
    void mannerOfFailureIsDrawnByItsShare() {
        Behaviour silentOnly = new Behaviour() {
            @Override
            public List<String> flows() {
                return List.of("flow");
            }

            @Override
            public List<Effect> effects(List<Down> down) {
                return List.of(down.get(0).manner() == Manner.SILENT ? Effect.CUT_OFF : Effect.NONE);
            }
        };
        List<Component> one = List.of(new Component("c", Systems.exponential(100), Systems.exponential(25), 0.2));

        assertThat(1 - Systems.flow(Study.enumeration(one, silentOnly, 1)).availability())
                .isCloseTo(0.2 * 0.2, within(1e-12));
        assertThat(1
                        - Systems.flow(Study.sampling(one, silentOnly, 1, 2, 10, 200))
                                .availability())
                .isCloseTo(0.04, within(0.001));
    }

    @Test
    void timeBeyondWhatWasTriedIsTold() {
        Estimates estimates =
                Systems.estimates(Study.enumeration(Systems.components(3, 90, 10), Systems.cutOffByAtLeast(1), 2));

        assertThat(estimates.beyond()).isCloseTo(0.001, within(1e-12));
    }
}
