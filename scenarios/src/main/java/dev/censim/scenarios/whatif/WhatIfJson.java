package dev.censim.scenarios.whatif;

import dev.censim.kernel.Digest;
import dev.censim.model.Scenario;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The findings as one JSON document; times in seconds. It does not depend on where and on how many threads the cases ran. */
public final class WhatIfJson {

    private static final int NANO_DIGITS = 9;

    private WhatIfJson() {}

    /**
     * The document, indented, without an end of line at its end.
     *
     * @param most elements that failed together
     */
    public static String of(Scenario scenario, WhatIf network, int most, Findings findings) {
        ObjectNode document = JsonMapper.builder().build().createObjectNode();
        document.put("scenario", scenario.name());
        document.put("seed", scenario.seed());
        document.put("digest", Digest.format(network.digest()));
        document.put("convergedAt", seconds(network.convergedAt()));
        document.put("failures", most);
        ArrayNode cases = document.putArray("cases");
        findings.outcomes().forEach(outcome -> outcome(outcome, cases.addObject()));
        ArrayNode points = document.putArray("singlePoints");
        findings.singlePoints().forEach((element, flows) -> {
            ObjectNode point = points.addObject();
            point.put("element", element);
            texts(flows, point.putArray("flows"));
        });
        ArrayNode sets = document.putArray("minimalFailureSets");
        findings.minimalSets().forEach((flow, failures) -> {
            ObjectNode of = sets.addObject();
            of.put("flow", flow);
            ArrayNode all = of.putArray("sets");
            failures.forEach(failure -> {
                ObjectNode set = all.addObject();
                elements(failure, set.putArray("elements"));
                set.put("kind", failure.manner().text());
            });
        });
        return document.toPrettyString();
    }

    private static void outcome(Outcome outcome, ObjectNode node) {
        node.put("id", outcome.failure().id());
        elements(outcome.failure(), node.putArray("elements"));
        node.put("kind", outcome.failure().manner().text());
        node.put("digest", Digest.format(outcome.digest()));
        node.put("failedAt", seconds(outcome.failedAt()));
        node.put("repairedAt", seconds(outcome.repairedAt()));
        node.put("endedAt", seconds(outcome.endedAt()));
        node.put("settled", outcome.isSettled());
        ArrayNode flows = node.putArray("flows");
        outcome.flows().forEach(loss -> loss(loss, flows.addObject()));
    }

    private static void loss(FlowLoss loss, ObjectNode node) {
        node.put("name", loss.flow());
        node.put("outageSeconds", seconds(loss.outage()));
        node.put("cutOff", loss.isCutOff());
        node.put("repairOutageSeconds", seconds(loss.repairOutage()));
        node.put("lost", loss.lost());
        node.put("duplicated", loss.duplicated());
        node.put("reordered", loss.reordered());
        Optional<String> detector = loss.detectedBy().map(Detector::text);
        node.put("detectedBy", detector.orElse(null));
        node.put("detectionSeconds", seconds(loss.detection()));
        node.put("convergenceSeconds", seconds(loss.convergence()));
        node.put("rekeySeconds", seconds(loss.rekey()));
        texts(loss.pathBefore(), node.putArray("pathBefore"));
        texts(loss.pathAfter(), node.putArray("pathAfter"));
    }

    private static void elements(Failure failure, ArrayNode into) {
        failure.elements().forEach(element -> into.add(element.id()));
    }

    private static void texts(List<String> texts, ArrayNode into) {
        texts.forEach(into::add);
    }

    private static BigDecimal seconds(long nanos) {
        BigDecimal seconds = BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }
}
