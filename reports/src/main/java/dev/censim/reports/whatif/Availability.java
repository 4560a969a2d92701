package dev.censim.reports.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code availability.json} says of flows, and of what elements have to do with it. */
public record Availability(List<Flow> flows, List<Element> elements) {

    /**
     * One flow; outages in minutes a year.
     *
     * @param availability a share, 0 to 1
     * @param low of the confidence interval of {@code outage}; likewise {@code high}
     * @param percentiles empty when no years were tried, as by enumeration
     */
    public record Flow(
            String name,
            double availability,
            double outage,
            double low,
            double high,
            Optional<Percentiles> percentiles,
            double outagesPerYear) {}

    /** Of the minutes a year, over years that were tried. */
    public record Percentiles(double p50, double p90, double p99) {}

    /** @param contribution to the outage of all flows, a share of 0 to 1 */
    public record Element(String id, double contribution) {}

    public Availability {
        flows = List.copyOf(flows);
        elements = List.copyOf(elements);
    }

    /** Empty when the document is not one. */
    public static Optional<Availability> read(String json) {
        try {
            JsonNode root = JsonMapper.shared().readTree(json);
            List<Flow> flows = new ArrayList<>();
            root.path("flows").forEach(flow -> flows.add(flow(flow)));
            List<Element> elements = new ArrayList<>();
            root.path("elements")
                    .forEach(element -> elements.add(new Element(
                            element.path("element").asString(""),
                            element.path("contribution").asDouble(0))));
            return flows.isEmpty() ? Optional.empty() : Optional.of(new Availability(flows, elements));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Flow flow(JsonNode node) {
        double outage = node.path("outageMinutesPerYear").asDouble(0);
        return new Flow(
                node.path("name").asString(""),
                node.path("availability").asDouble(0),
                outage,
                node.path("interval").path(0).asDouble(outage),
                node.path("interval").path(1).asDouble(outage),
                percentiles(node.path("percentiles")),
                node.path("outagesPerYear").asDouble(0));
    }

    private static Optional<Percentiles> percentiles(JsonNode node) {
        return node.path("p50").isNumber()
                ? Optional.of(new Percentiles(
                        node.path("p50").asDouble(0),
                        node.path("p90").asDouble(0),
                        node.path("p99").asDouble(0)))
                : Optional.empty();
    }
}
