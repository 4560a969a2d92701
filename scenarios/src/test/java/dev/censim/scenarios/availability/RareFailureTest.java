package dev.censim.scenarios.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** A parallel pair of components that are each down for one ten-thousandth of the time: both are for 1e-8, 19 s in a century. */
final class RareFailureTest {

    private static final List<Component> PAIR = Systems.components(2, 9_999, 1);
    private static final Behaviour BOTH = Systems.cutOffByAtLeast(2);
    private static final double EXACT = 1e-8;

    @Test
    void plainSamplingSeesNothing() {
        assertThat(Systems.flow(Study.sampling(PAIR, BOTH, 2, 1, 10, 500)).outage())
                .isZero();
    }

    @Test
    void enumerationSeesItExactly() {
        assertThat(Systems.flow(Study.enumeration(PAIR, BOTH, 2)).outage())
                .isCloseTo(EXACT * 525_600, Percentage.withPercentage(1e-6));
    }

    @Test
    void importanceSamplingIsUnbiasedAndItsIntervalsCoverTheTruthAsOftenAsTheySay() {
        int seeds = 400;
        double minutes = EXACT * 525_600;
        List<Estimates.OfFlow> flows = LongStream.range(0, seeds)
                .mapToObj(seed -> Systems.flow(Study.importance(PAIR, BOTH, 2, seed, 400)))
                .toList();

        BinomialDistribution nominal = new BinomialDistribution(seeds, 0.95);
        assertThat(flows.stream().filter(flow -> flow.low() <= minutes && minutes <= flow.high()))
                .hasSizeBetween(
                        nominal.inverseCumulativeProbability(0.0005), nominal.inverseCumulativeProbability(0.9995));
        assertThat(flows.stream()
                        .mapToDouble(Estimates.OfFlow::outage)
                        .average()
                        .orElseThrow())
                .isCloseTo(minutes, Percentage.withPercentage(2));
    }

    /** Two pairs and a spare that saves either, of unlike components, some of which lose a flow for a moment. */
    @Test
    void importanceSamplingAgreesWithEnumerationOnALargerSystem() {
        List<Component> components = List.of(
                Systems.component(0, 5_000, 2),
                Systems.component(1, 8_000, 4),
                Systems.component(2, 3_000, 1),
                Systems.component(3, 9_000, 8),
                Systems.component(4, 4_000, 6));
        Behaviour network = Systems.cutOffWhen(RareFailureTest::isCutOff);

        double exact = Systems.flow(Study.enumeration(components, network, 5)).outage();
        Estimates.OfFlow sampled = Systems.flow(Study.importance(components, network, 5, 11, 40_000));

        assertThat(exact).isBetween(1e-9, 1e-2);
        assertThat(sampled.outage()).isCloseTo(exact, within(1.3 * (sampled.high() - sampled.outage())));
        assertThat(sampled.high() - sampled.low()).isLessThan(0.15 * exact);
    }

    private static boolean isCutOff(BitSet down) {
        return down.get(4) && (down.get(0) && down.get(1) || down.get(2) && down.get(3));
    }
}
