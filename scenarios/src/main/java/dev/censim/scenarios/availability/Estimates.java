package dev.censim.scenarios.availability;

import java.util.List;
import java.util.Optional;

/**
 * How available flows are.
 *
 * @param trials that were made; sets of components of an enumeration
 * @param beyond share of the time for which more components were down than the network was asked for at once
 * @param elements by their contribution, the largest first
 */
public record Estimates(Method method, long trials, double beyond, List<OfFlow> flows, List<OfElement> elements) {

    /**
     * One flow; outages in minutes a year.
     *
     * @param availability share of the time
     * @param low of the 95 % interval of the outage; likewise {@code high}
     * @param percentiles over trials; only histories have them
     */
    public record OfFlow(
            String name,
            double availability,
            double outage,
            double low,
            double high,
            Optional<Percentiles> percentiles,
            double outagesPerYear) {}

    /** In minutes a year. */
    public record Percentiles(double p50, double p90, double p99) {}

    /** @param contribution to the outages of all flows together, a share */
    public record OfElement(String element, double contribution) {}

    public Estimates {
        flows = List.copyOf(flows);
        elements = List.copyOf(elements);
    }
}
