package dev.censim.scenarios.availability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.util.FastMath;
import org.apache.commons.math3.util.ResizableDoubleArray;

/** Takes the tallies of a study, in the order of its pieces, and says what they mean. */
public final class Estimator {

    private static final double MINUTES = Study.YEAR / 60;
    private static final double CONFIDENCE = 0.95;

    /** Fewer say nothing about how wide the interval is. */
    private static final long FEWEST_TO_STOP = 100;

    /** In minutes a year. */
    private static final class Flow {

        private final SummaryStatistics outage = new SummaryStatistics();
        private final ResizableDoubleArray all = new ResizableDoubleArray();
        private double outagesPerYear;
    }

    private final Study study;
    private final List<Flow> flows = new ArrayList<>();
    private final double[] contributions;
    private double beyond;
    private long taken;

    public Estimator(Study study) {
        this.study = study;
        study.flows().forEach(name -> flows.add(new Flow()));
        contributions = new double[study.components().size()];
    }

    public void take(List<Tally> tallies) {
        for (Tally tally : tallies) {
            taken++;
            for (int index = 0; index < flows.size(); index++) {
                Flow flow = flows.get(index);
                double minutes = tally.down(index) * MINUTES;
                flow.outage.addValue(minutes);
                flow.outagesPerYear += tally.outages(index) * Study.YEAR;
                if (study.method() == Method.SAMPLING) {
                    flow.all.addElement(minutes);
                }
            }
            for (int component = 0; component < contributions.length; component++) {
                contributions[component] += tally.contribution(component);
            }
            beyond += tally.beyond();
        }
    }

    /** Trials that were taken. */
    public long taken() {
        return taken;
    }

    /**
     * Whether the 95 % interval of the worst flow is narrower than that share of its outage. To stop then, and not at a fixed number of
     * trials, leaves the interval what it is, the better the narrower (Chow and Robbins 1965).
     */
    public boolean isNarrowerThan(double width) {
        Flow worst = flows.stream()
                .max(Comparator.comparingDouble(flow -> flow.outage.getMean()))
                .orElseThrow();
        return taken >= FEWEST_TO_STOP && 2 * halfWidth(worst) < width * worst.outage.getMean();
    }

    /** Student's: the trials are independent and equally distributed, and their mean is nearly normal when they are many. */
    private double halfWidth(Flow flow) {
        if (study.method() == Method.ENUMERATE) {
            return 0;
        }
        double quantile = new TDistribution(taken - 1.0).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        return quantile * flow.outage.getStandardDeviation() / FastMath.sqrt(taken);
    }

    /** After two trials at least, or all pieces of an enumeration. */
    public Estimates estimates() {
        List<Estimates.OfFlow> ofFlows = new ArrayList<>();
        double parts = study.method() == Method.ENUMERATE ? 1 : taken;
        for (int index = 0; index < flows.size(); index++) {
            Flow flow = flows.get(index);
            double outage = flow.outage.getSum() / parts;
            double half = halfWidth(flow);
            ofFlows.add(new Estimates.OfFlow(
                    study.flows().get(index),
                    1 - outage / MINUTES,
                    outage,
                    Math.max(0, outage - half),
                    outage + half,
                    percentiles(flow),
                    flow.outagesPerYear / parts));
        }
        long trials = study.method() == Method.ENUMERATE ? study.trials() : taken;
        return new Estimates(study.method(), trials, beyond / parts, ofFlows, elements());
    }

    private Optional<Estimates.Percentiles> percentiles(Flow flow) {
        if (study.method() != Method.SAMPLING) {
            return Optional.empty();
        }
        Percentile percentile = new Percentile();
        percentile.setData(flow.all.getElements());
        return Optional.of(
                new Estimates.Percentiles(percentile.evaluate(50), percentile.evaluate(90), percentile.evaluate(99)));
    }

    private List<Estimates.OfElement> elements() {
        double sum = 0;
        for (double contribution : contributions) {
            sum += contribution;
        }
        List<Estimates.OfElement> elements = new ArrayList<>();
        for (int component = 0; component < contributions.length; component++) {
            double share = sum == 0 ? 0 : contributions[component] / sum;
            elements.add(
                    new Estimates.OfElement(study.components().get(component).name(), share));
        }
        elements.sort(
                Comparator.comparingDouble(Estimates.OfElement::contribution).reversed());
        return elements;
    }
}
