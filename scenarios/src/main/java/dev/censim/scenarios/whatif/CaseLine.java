package dev.censim.scenarios.whatif;

import dev.censim.facts.Side;
import dev.censim.kernel.Digest;
import dev.censim.reports.metrics.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of one case as one line of JSON, without an end of line: whole as it stands in {@code whatif.json}; in brief, without the
 * flows to which nothing happened, as it stands in the journal of a sweep and in what a part of a sweep computed elsewhere. Times are in
 * seconds, exact to the nanosecond. Several threads may use it at a time.
 */
public final class CaseLine {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final List<FlowLoss> unharmed;
    private final List<String> unharmedTexts;
    private final Map<String, Integer> flows = new HashMap<>();

    /** @param unharmed of each flow, in their order, what becomes of it when it goes on as before */
    public CaseLine(List<FlowLoss> unharmed) {
        this.unharmed = List.copyOf(unharmed);
        unharmedTexts = unharmed.stream().map(CaseLine::text).toList();
        unharmed.forEach(loss -> flows.put(loss.flow(), flows.size()));
    }

    /** For the cases of one network. */
    public static CaseLine of(WhatIf network) {
        return new CaseLine(network.unharmed());
    }

    public String whole(Outcome outcome) {
        return line(outcome, true);
    }

    public String brief(Outcome outcome) {
        return line(outcome, false);
    }

    private String line(Outcome outcome, boolean isWhole) {
        StringJoiner losses = new StringJoiner(",", "[", "]");
        for (int flow = 0; flow < unharmed.size(); flow++) {
            FlowLoss loss = outcome.flows().get(flow);
            // The same object where it was not reached.
            boolean isHarmed = loss != unharmed.get(flow) && !loss.equals(unharmed.get(flow));
            if (isWhole || isHarmed) {
                losses.add(isHarmed ? text(loss) : unharmedTexts.get(flow));
            }
        }
        ArrayNode beliefs = MAPPER.createArrayNode();
        outcome.beliefs().forEach(belief -> write(belief, beliefs.addObject()));
        ArrayNode pairs = MAPPER.createArrayNode();
        outcome.asymmetricPairs().forEach(pair -> write(pair, pairs.addObject()));
        String head = head(outcome).toString();
        return head.substring(0, head.length() - 1) + ",\"flows\":" + losses + ",\"beliefs\":" + beliefs
                + ",\"asymmetricPairs\":" + pairs + "}";
    }

    private static ObjectNode head(Outcome outcome) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("id", outcome.failure().id());
        outcome.failure()
                .elements()
                .forEach(element -> node.withArray("elements").add(element.id()));
        node.put("kind", outcome.failure().manner().text());
        node.put("digest", Digest.format(outcome.digest()));
        ArrayNode represented = node.putArray("representativeOf");
        outcome.failure().representativeOf().forEach(other -> represented.add(other.id()));
        node.put("failedAt", seconds(outcome.failedAt()));
        node.put("repairedAt", seconds(outcome.repairedAt()));
        node.put("endedAt", seconds(outcome.endedAt()));
        node.put("settled", outcome.isSettled());
        return node;
    }

    private static String text(FlowLoss loss) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("name", loss.flow());
        node.put("outageSeconds", seconds(loss.outage()));
        node.put("cutOff", loss.isCutOff());
        node.put("repairOutageSeconds", seconds(loss.repairOutage()));
        node.put("longestOutageSeconds", seconds(loss.longestOutage()));
        node.put("lost", loss.lost());
        node.put("duplicated", loss.duplicated());
        node.put("reordered", loss.reordered());
        Optional<Discovery> discovery = loss.discovery();
        node.put("detectedBy", discovery.map(found -> found.by().text()).orElse(null));
        node.put("detectedAt", discovery.map(found -> seconds(found.at())).orElse(null));
        node.put("detector", discovery.map(Discovery::device).orElse(null));
        node.put("detectionSeconds", seconds(loss.detection()));
        node.put("convergenceSeconds", seconds(loss.convergence()));
        node.put("installationSeconds", seconds(loss.installation()));
        node.put("rekeySeconds", seconds(loss.rekey()));
        loss.pathBefore().forEach(node.putArray("pathBefore")::add);
        loss.pathAfter().forEach(node.putArray("pathAfter")::add);
        return node.toString();
    }

    private static void write(Belief belief, ObjectNode node) {
        node.put(belief.subject().text(), belief.name());
        node.put("believer", belief.believer().text());
        node.put("from", seconds(belief.from()));
        node.put("to", seconds(belief.to()));
    }

    private static void write(AsymmetricPair pair, ObjectNode node) {
        pair.flows().forEach(node.putArray("flows")::add);
        node.put("since", pair.isNew() ? AFTER : BEFORE);
        ArrayNode paths = node.putArray("paths");
        pair.there().forEach(paths.addArray()::add);
        pair.back().forEach(paths.addArray()::add);
    }

    /**
     * Reads back what was written of a case, be it whole or in brief.
     *
     * @param failure of the case
     * @return empty when the line is not whole, or not of that failure
     */
    public Optional<Outcome> read(String line, Failure failure) {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (!node.path("id").asString("").equals(failure.id())) {
                return Optional.empty();
            }
            List<FlowLoss> losses = new ArrayList<>(unharmed);
            for (JsonNode flow : node.path("flows")) {
                FlowLoss loss = loss(flow);
                Integer number = flows.get(loss.flow());
                if (number == null) {
                    return Optional.empty();
                }
                losses.set(number, loss);
            }
            List<Belief> beliefs = new ArrayList<>();
            node.path("beliefs").forEach(belief -> beliefs.add(belief(belief)));
            List<AsymmetricPair> pairs = new ArrayList<>();
            node.path("asymmetricPairs").forEach(pair -> pairs.add(pair(pair)));
            return Optional.of(new Outcome(
                    failure,
                    nanos(node, "failedAt"),
                    nanos(node, "repairedAt"),
                    nanos(node, "endedAt"),
                    node.path("settled").booleanValue(),
                    Long.parseUnsignedLong(node.path("digest").stringValue(), 16),
                    losses,
                    beliefs,
                    pairs));
        } catch (JacksonException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static FlowLoss loss(JsonNode node) {
        return new FlowLoss(
                node.path("name").stringValue(),
                nanos(node, "outageSeconds"),
                node.path("cutOff").booleanValue(),
                nanos(node, "repairOutageSeconds"),
                nanos(node, "longestOutageSeconds"),
                node.path("lost").intValue(),
                node.path("duplicated").intValue(),
                node.path("reordered").intValue(),
                discovery(node),
                nanos(node, "detectionSeconds"),
                nanos(node, "rekeySeconds"),
                nanos(node, "convergenceSeconds"),
                nanos(node, "installationSeconds"),
                texts(node.path("pathBefore")),
                texts(node.path("pathAfter")));
    }

    private static Optional<Discovery> discovery(JsonNode node) {
        String by = node.path("detectedBy").asString("");
        return Arrays.stream(Detector.values())
                .filter(detector -> detector.text().equals(by))
                .findFirst()
                .map(detector ->
                        new Discovery(detector, node.path("detector").stringValue(), nanos(node, "detectedAt")));
    }

    private static Belief belief(JsonNode node) {
        boolean isTunnel = node.has(Belief.Subject.TUNNEL.text());
        Belief.Subject subject = isTunnel ? Belief.Subject.TUNNEL : Belief.Subject.SESSION;
        boolean isCloud = node.path("believer").stringValue().equals(Side.CLOUD.text());
        return new Belief(
                subject,
                node.path(subject.text()).stringValue(),
                isCloud ? Side.CLOUD : Side.CUSTOMER,
                nanos(node, "from"),
                nanos(node, "to"));
    }

    private static AsymmetricPair pair(JsonNode node) {
        return new AsymmetricPair(
                texts(node.path("flows")),
                node.path("since").stringValue().equals(AFTER),
                texts(node.path("paths").path(0)),
                texts(node.path("paths").path(1)));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.stringValue()));
        return texts;
    }

    private static long nanos(JsonNode node, String field) {
        return Decimals.nanos(node.path(field).decimalValue());
    }

    private static BigDecimal seconds(long nanos) {
        return Decimals.seconds(nanos);
    }
}
