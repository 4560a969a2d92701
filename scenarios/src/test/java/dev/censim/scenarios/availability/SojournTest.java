package dev.censim.scenarios.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.censim.model.reliability.Lifetime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every moment is held against the integral over the quantiles, which is what a draw has in the mean. */
final class SojournTest {

    private static final int STEPS = 200_000;

    static Stream<Lifetime> lifetimes() {
        return Stream.of(
                new Lifetime.Exponential(Duration.ofDays(90)),
                new Lifetime.Weibull(new BigDecimal("1.5"), Duration.ofDays(200)),
                new Lifetime.Weibull(new BigDecimal("0.7"), Duration.ofHours(3)),
                new Lifetime.Lognormal(Duration.ofHours(4), new BigDecimal("0.8")));
    }

    private static double mean(DoubleUnaryOperator ofChance) {
        return IntStream.range(0, STEPS)
                .mapToDouble(step -> ofChance.applyAsDouble((step + 0.5) / STEPS))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("lifetimes")
    void drawsHaveTheMean(Lifetime lifetime) {
        Sojourn sojourn = Sojourn.of(lifetime);

        assertThat(mean(sojourn::quantile)).isCloseTo(sojourn.mean(), Percentage.withPercentage(0.1));
    }

    @ParameterizedTest
    @MethodSource("lifetimes")
    void timesThatAreMetAreLongerInProportionToTheirLength(Lifetime lifetime) {
        Sojourn sojourn = Sojourn.of(lifetime);
        double median = sojourn.metQuantile(0.5);

        double share = mean(chance -> {
                    double time = sojourn.quantile(chance);
                    return time <= median ? time : 0;
                })
                / sojourn.mean();

        assertThat(share).isCloseTo(0.5, within(0.001));
    }

    @ParameterizedTest
    @MethodSource("lifetimes")
    void meanOfWhatIsCutOffAtALimit(Lifetime lifetime) {
        Sojourn sojourn = Sojourn.of(lifetime);
        double limit = 0.4 * sojourn.mean();

        assertThat(sojourn.meanUpTo(limit))
                .isCloseTo(mean(chance -> Math.min(limit, sojourn.quantile(chance))), Percentage.withPercentage(0.1));
    }
}
