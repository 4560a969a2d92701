package dev.censim.scenarios.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Series, parallel and k-out-of-n systems of exponential components: books have their availability in closed form. */
final class ClosedFormTest {

    private static final double UP = 100;
    private static final double DOWN = 10;
    private static final double DOWN_SHARE = DOWN / (UP + DOWN);
    private static final int SEEDS = 400;

    /** The chance that at least k of n are down. */
    private static double unavailability(int n, int k) {
        double sum = 0;
        for (int down = k; down <= n; down++) {
            sum += CombinatoricsUtils.binomialCoefficientDouble(n, down)
                    * Math.pow(DOWN_SHARE, down)
                    * Math.pow(1 - DOWN_SHARE, n - down);
        }
        return sum;
    }

    /** Series: one of three; parallel: all of two; 2-out-of-3: two down; one component alone. */
    static Stream<Arguments> systems() {
        return Stream.of(Arguments.of(1, 1), Arguments.of(3, 1), Arguments.of(2, 2), Arguments.of(3, 2));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void enumerationIsTheClosedForm(int n, int k) {
        Study study = Study.enumeration(Systems.components(n, UP, DOWN), Systems.cutOffByAtLeast(k), n);

        assertThat(1 - Systems.flow(study).availability()).isCloseTo(unavailability(n, k), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void intervalsCoverTheClosedFormAboutAsOftenAsTheySay(int n, int k) {
        double minutes = unavailability(n, k) * 525_600;
        long covered = LongStream.range(0, SEEDS)
                .mapToObj(seed -> Systems.flow(
                        Study.sampling(Systems.components(n, UP, DOWN), Systems.cutOffByAtLeast(k), n, seed, 0.5, 40)))
                .filter(flow -> flow.low() <= minutes && minutes <= flow.high())
                .count();

        BinomialDistribution nominal = new BinomialDistribution(SEEDS, 0.95);
        assertThat(covered).isBetween((long) nominal.inverseCumulativeProbability(0.0005), (long)
                nominal.inverseCumulativeProbability(0.9995));
    }

    @Test
    void outagesAYearAreThoseOfTheRenewalProcess() {
        List<Component> one = Systems.components(1, UP, DOWN);
        double expected = 8_760 / (UP + DOWN);

        assertThat(Systems.flow(Study.enumeration(one, Systems.cutOffByAtLeast(1), 1))
                        .outagesPerYear())
                .isCloseTo(expected, within(1e-9));
        assertThat(Systems.flow(Study.sampling(one, Systems.cutOffByAtLeast(1), 1, 3, 10, 400))
                        .outagesPerYear())
                .isCloseTo(expected, within(0.01 * expected));
    }

    /** A parallel pair goes down when one fails while the other is down. */
    @Test
    void outagesOfAPairAreAsFrequentAsMarkovSays() {
        double expected = 2 * DOWN_SHARE * (1 - DOWN_SHARE) / UP * 8_760;
        Study study = Study.enumeration(Systems.components(2, UP, DOWN), Systems.cutOffByAtLeast(2), 2);

        assertThat(Systems.flow(study).outagesPerYear()).isCloseTo(expected, within(1e-9));
    }

    @Test
    void componentsOfAParallelPairBearTheOutageInEqualShares() {
        Estimates estimates =
                Systems.estimates(Study.enumeration(Systems.components(2, UP, DOWN), Systems.cutOffByAtLeast(2), 2));

        assertThat(estimates.elements())
                .extracting(Estimates.OfElement::contribution)
                .allSatisfy(share -> assertThat(share).isCloseTo(0.5, within(1e-12)));
    }
}
