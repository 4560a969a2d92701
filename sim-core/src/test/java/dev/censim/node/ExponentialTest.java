package dev.censim.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.censim.kernel.Rng;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ExponentialTest {

    private static final int DRAWS = 200_000;
    private static final long MEAN = 1_000_000;

    private static long[] draws() {
        Rng rng = Rng.of(42, "exponential");
        long[] draws = new long[DRAWS];
        Arrays.setAll(draws, i -> Exponential.draw(MEAN, rng));
        return draws;
    }

    /** The standard error of the mean is its quotient by the root of the number of draws: five of them. */
    @Test
    void meanIsTheOneAskedFor() {
        assertThat(Arrays.stream(draws()).average().orElseThrow()).isCloseTo(MEAN, within(5 * MEAN / Math.sqrt(DRAWS)));
    }

    /** Kolmogorov and Smirnov: the largest distance from 1 - exp(-x) stays below the critical value for one in a million. */
    @Test
    void distributionIsExponential() {
        long[] sorted = draws();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < DRAWS; i++) {
            double expected = 1 - Math.exp(-(double) sorted[i] / MEAN);
            distance = Math.max(distance, Math.abs(expected - (i + 0.5) / DRAWS) + 0.5 / DRAWS);
        }
        assertThat(distance).isLessThan(Math.sqrt(Math.log(2e6) / 2 / DRAWS));
    }
}
