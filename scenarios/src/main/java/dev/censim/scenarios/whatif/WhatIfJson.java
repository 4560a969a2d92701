package dev.censim.scenarios.whatif;

import dev.censim.kernel.Digest;
import dev.censim.model.Scenario;
import dev.censim.reports.metrics.Decimals;
import java.util.Collection;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parts of {@code whatif.json}: a head, a line for each case, and what the cases say together. In parts, so that it can be written
 * however many cases there are. It does not depend on where and on how many threads the cases ran.
 */
public final class WhatIfJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private WhatIfJson() {}

    /**
     * All that stands before the first case. Between cases stands {@link #BETWEEN}, after the last one the {@link #tail}.
     *
     * @param most elements that failed together
     */
    public static String head(Scenario scenario, WhatIf network, int most) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("scenario", scenario.name());
        document.put("seed", scenario.seed());
        document.put("digest", Digest.format(network.digest()));
        document.put("convergedAt", Decimals.seconds(network.convergedAt()));
        document.put("failures", most);
        String fields = document.properties().stream()
                .map(field -> "  \"" + field.getKey() + "\": " + field.getValue() + ",\n")
                .collect(Collectors.joining());
        return "{\n" + fields + "  \"cases\": [\n";
    }

    public static final String BETWEEN = ",\n";

    /** All that stands after the last case, up to the last end of line. */
    public static String tail(Findings findings, CrossCheck paper, long pruned) {
        ArrayNode points = MAPPER.createArrayNode();
        findings.singlePoints().forEach((element, flows) -> {
            ObjectNode point = points.addObject();
            point.put("element", element);
            flows.forEach(point.putArray("flows")::add);
        });
        ArrayNode sets = MAPPER.createArrayNode();
        findings.minimalSets().forEach((flow, minimal) -> {
            ObjectNode sensitive = sets.addObject();
            sensitive.put("flow", flow);
            ArrayNode all = sensitive.putArray("sets");
            minimal.forEach(of -> {
                ObjectNode set = all.addObject();
                ArrayNode elements = set.putArray("elements");
                of.elements().forEach(element -> elements.add(element.id()));
                ArrayNode kinds = set.putArray("kinds");
                of.manners().forEach(manner -> kinds.add(manner.text()));
            });
        });
        return "\n  ],\n  \"pruned\": " + pruned + ",\n  \"singlePoints\": " + lines(points)
                + ",\n  \"minimalFailureSets\": " + lines(sets) + ",\n  \"elements\": " + lines(elements(findings))
                + ",\n  \"flows\": " + lines(flows(findings)) + ",\n  \"paper\": " + lines(paper(paper)) + "\n}\n";
    }

    private static ArrayNode paper(CrossCheck check) {
        ArrayNode flows = MAPPER.createArrayNode();
        check.flows().forEach(drawn -> {
            ObjectNode flow = flows.addObject();
            flow.put("flow", drawn.flow());
            drawn.singlePoints().forEach(flow.putArray("singlePoints")::add);
            drawn.smallestCut()
                    .ifPresentOrElse(
                            cut -> cut.forEach(flow.putArray("smallestCut")::add), () -> flow.putNull("smallestCut"));
            ArrayNode disagreements = flow.putArray("disagreements");
            drawn.disagreements().forEach(one -> {
                ObjectNode disagreement = disagreements.addObject();
                disagreement.put("case", one.failure().id());
                disagreement.put("simulation", one.isCutOff() ? "cutOff" : "survives");
                disagreement.put("reason", one.reason());
            });
        });
        return flows;
    }

    private static ArrayNode elements(Findings findings) {
        ArrayNode ranking = MAPPER.createArrayNode();
        findings.damage().forEach(damage -> {
            ObjectNode element = ranking.addObject();
            element.put("element", damage.element().id());
            damage.outages()
                    .forEach((manner, nanos) -> element.put(manner.text() + "Seconds", Decimals.seconds(nanos)));
            element.put("cutOff", damage.cutOff());
        });
        return ranking;
    }

    private static ArrayNode flows(Findings findings) {
        ArrayNode ranking = MAPPER.createArrayNode();
        findings.worst().forEach(worst -> {
            ObjectNode flow = ranking.addObject();
            flow.put("name", worst.loss().flow());
            flow.put("worstCase", worst.failure().id());
            flow.put("outageSeconds", Decimals.seconds(worst.loss().outage()));
            flow.put("cutOff", worst.loss().isCutOff());
        });
        return ranking;
    }

    /** An array with a line for each of its elements. */
    private static String lines(ArrayNode array) {
        Collection<JsonNode> elements = array.values();
        return elements.isEmpty()
                ? "[]"
                : elements.stream().map(JsonNode::toString).collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }
}
