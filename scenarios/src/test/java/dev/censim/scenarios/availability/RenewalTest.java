package dev.censim.scenarios.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

/** In the long run only means matter, whatever the distributions: the renewal theorem. */
final class RenewalTest {

    private static final double HOUR = Systems.HOUR;
    private static final int SEEDS = 300;

    /** Wears out after about 100 h; repairs are lognormal. */
    private static final List<Component> AGEING = List.of(
            new Component("pump", new Sojourn.Weibull(2.5, 100 * HOUR), new Sojourn.Lognormal(6 * HOUR, 0.8), 1));

    private static final double UP = 100 * HOUR * Gamma.gamma(1 + 1 / 2.5);
    private static final double DOWN = 6 * HOUR * Math.exp(0.8 * 0.8 / 2);

    private static long covered(double years) {
        double minutes = DOWN / (UP + DOWN) * 525_600;
        return LongStream.range(0, SEEDS)
                .mapToObj(seed -> Systems.flow(Study.sampling(AGEING, Systems.cutOffByAtLeast(1), 1, seed, years, 60)))
                .filter(flow -> flow.low() <= minutes && minutes <= flow.high())
                .count();
    }

    private static void assertNominal(long covered) {
        BinomialDistribution nominal = new BinomialDistribution(SEEDS, 0.95);
        assertThat(covered).isBetween((long) nominal.inverseCumulativeProbability(0.0005), (long)
                nominal.inverseCumulativeProbability(0.9995));
    }

    @Test
    void longHistoriesHaveTheAvailabilityOfTheMeans() {
        assertNominal(covered(1));
    }

    /** A history of 350 h, three and a half lives: had all components begun new, the interval would miss. */
    @Test
    void shortHistoriesHaveItTooBecauseTheyBeginLongAfterTheFirstDay() {
        assertNominal(covered(0.04));
    }
}
