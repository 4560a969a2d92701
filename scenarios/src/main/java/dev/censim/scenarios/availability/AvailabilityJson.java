package dev.censim.scenarios.availability;

import dev.censim.model.Scenario;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code availability.json}. It does not depend on where and on how many threads the trials were made. */
public final class AvailabilityJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private AvailabilityJson() {}

    /** @param most components that the network was asked for at once */
    public static String of(Scenario scenario, double years, int most, Estimates estimates) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("scenario", scenario.name());
        document.put("seed", scenario.seed());
        document.put("method", estimates.method().text());
        document.put("interval", estimates.method().words());
        document.put("years", years);
        document.put("trials", estimates.trials());
        document.put("failures", most);
        document.put("beyond", estimates.beyond());
        ArrayNode flows = document.putArray("flows");
        estimates.flows().forEach(flow -> write(flow, flows.addObject()));
        ArrayNode elements = document.putArray("elements");
        estimates
                .elements()
                .forEach(element -> elements.addObject()
                        .put("element", element.element())
                        .put("contribution", element.contribution()));
        return MAPPER.writeValueAsString(document).replace(System.lineSeparator(), "\n") + "\n";
    }

    private static void write(Estimates.OfFlow flow, ObjectNode node) {
        node.put("name", flow.name());
        node.put("availability", flow.availability());
        node.put("outageMinutesPerYear", flow.outage());
        node.putArray("interval").add(flow.low()).add(flow.high());
        ObjectNode percentiles = node.putObject("percentiles");
        percentiles.put(
                "p50", flow.percentiles().map(Estimates.Percentiles::p50).orElse(null));
        percentiles.put(
                "p90", flow.percentiles().map(Estimates.Percentiles::p90).orElse(null));
        percentiles.put(
                "p99", flow.percentiles().map(Estimates.Percentiles::p99).orElse(null));
        node.put("outagesPerYear", flow.outagesPerYear());
    }
}
