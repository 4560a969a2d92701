package dev.censim.model.reliability;

import java.math.BigDecimal;
import java.time.Duration;

/** The distribution of a time: until something fails, or until it is repaired. All parameters are above zero. */
public sealed interface Lifetime {

    /** Without memory: what has lasted for long fails as often as what is new. */
    record Exponential(Duration mean) implements Lifetime {}

    /**
     * Of things that wear out or have early failures.
     *
     * @param shape above 1 when failures become more frequent with age, below 1 when less
     * @param scale which 63.2 % do not survive
     */
    record Weibull(BigDecimal shape, Duration scale) implements Lifetime {}

    /**
     * Of repairs: most are short and a few take very long.
     *
     * @param sigma standard deviation of the logarithm
     */
    record Lognormal(Duration median, BigDecimal sigma) implements Lifetime {}
}
