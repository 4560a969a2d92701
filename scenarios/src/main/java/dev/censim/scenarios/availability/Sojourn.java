package dev.censim.scenarios.availability;

import dev.censim.model.reliability.Lifetime;
import java.time.Duration;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.WeibullDistribution;
import org.apache.commons.math3.util.FastMath;

/**
 * The random time for which a component stays in one state, in seconds. Beside the times themselves it knows those that an observer meets
 * who comes at a random instant: they are longer in proportion to their length (Cox, Renewal Theory, 1962, section 5.4).
 */
public sealed interface Sojourn {

    double mean();

    /** @param chance that the time is not longer, between 0 and 1, both excluded */
    double quantile(double chance);

    /** The same of the times that an observer meets. */
    double metQuantile(double chance);

    /** The mean of the time when it is cut off at a limit. */
    double meanUpTo(double limit);

    static Sojourn of(Lifetime lifetime) {
        if (lifetime instanceof Lifetime.Exponential exponential) {
            return new Weibull(1, seconds(exponential.mean()));
        }
        if (lifetime instanceof Lifetime.Weibull weibull) {
            return new Weibull(weibull.shape().doubleValue(), seconds(weibull.scale()));
        }
        Lifetime.Lognormal lognormal = (Lifetime.Lognormal) lifetime;
        return new Lognormal(seconds(lognormal.median()), lognormal.sigma().doubleValue());
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }

    /** {@code E[min(T, t)] = E[T] P(met <= t) + t P(T > t)}: integrate by parts. */
    private static double meanUpTo(double limit, RealDistribution times, double met) {
        double mean = times.getNumericalMean();
        return mean * met + limit * (1 - times.cumulativeProbability(limit));
    }

    /** Weibull's, and with shape 1 the exponential distribution. */
    final class Weibull implements Sojourn {

        private final double shape;
        private final double scale;
        private final RealDistribution times;

        /** The times met, in units of the scale and to the power of the shape. */
        private final GammaDistribution met;

        Weibull(double shape, double scale) {
            this.shape = shape;
            this.scale = scale;
            times = shape == 1 ? new ExponentialDistribution(scale) : new WeibullDistribution(shape, scale);
            met = new GammaDistribution(1 + 1 / shape, 1);
        }

        @Override
        public double mean() {
            return times.getNumericalMean();
        }

        @Override
        public double quantile(double chance) {
            return times.inverseCumulativeProbability(chance);
        }

        @Override
        public double metQuantile(double chance) {
            return scale * FastMath.pow(met.inverseCumulativeProbability(chance), 1 / shape);
        }

        @Override
        public double meanUpTo(double limit) {
            return Sojourn.meanUpTo(limit, times, met.cumulativeProbability(FastMath.pow(limit / scale, shape)));
        }
    }

    /** The logarithm is normal; that of the times met is, too. */
    final class Lognormal implements Sojourn {

        private static final NormalDistribution NORMAL = new NormalDistribution();

        private final double sigma;
        private final double mu;
        private final LogNormalDistribution times;
        private final LogNormalDistribution met;

        Lognormal(double median, double sigma) {
            this.sigma = sigma;
            mu = FastMath.log(median);
            times = new LogNormalDistribution(mu, sigma);
            met = new LogNormalDistribution(mu + sigma * sigma, sigma);
        }

        @Override
        public double mean() {
            return times.getNumericalMean();
        }

        // The library's own looks for it by bisection.
        @Override
        public double quantile(double chance) {
            return FastMath.exp(mu + sigma * NORMAL.inverseCumulativeProbability(chance));
        }

        @Override
        public double metQuantile(double chance) {
            return FastMath.exp(mu + sigma * sigma + sigma * NORMAL.inverseCumulativeProbability(chance));
        }

        @Override
        public double meanUpTo(double limit) {
            return Sojourn.meanUpTo(limit, times, met.cumulativeProbability(limit));
        }
    }
}
