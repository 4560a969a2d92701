package dev.censim.scenarios.diff;

import dev.censim.kernel.Digest;
import dev.censim.model.Scenario;
import dev.censim.reports.metrics.Decimals;
import dev.censim.scenarios.whatif.FlowLoss;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code diff.json}: a head, and a line for each difference. Seconds are exact to the nanosecond. */
public final class DiffJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DiffJson() {}

    /** The scenarios as they were named, and how they were compared. */
    public record Head(String fileBefore, Scenario before, String fileAfter, Scenario after, int failures) {}

    /** The document, with an end of line at its end. */
    public static String of(
            Head head, Comparison comparison, Comparison.Measure measure, List<Difference> differences) {
        ObjectNode document = MAPPER.createObjectNode();
        document.set("a", side(head.fileBefore, head.before, comparison.digestBefore()));
        document.set("b", side(head.fileAfter, head.after, comparison.digestAfter()));
        document.put("failedAt", Decimals.seconds(comparison.failedAt()));
        document.put("failures", head.failures);
        document.put("cases", comparison.common());
        document.put("toleranceSeconds", Decimals.seconds(measure.tolerance()));
        document.put("costCounts", measure.isCostCounted());
        for (Effect effect : Effect.values()) {
            document.put(effect.text(), DiffText.count(differences, effect));
        }
        String fields = document.properties().stream()
                .map(field -> "  \"" + field.getKey() + "\": " + field.getValue() + ",\n")
                .collect(Collectors.joining());
        String lines = differences.stream()
                .map(difference -> "\n    " + line(difference))
                .collect(Collectors.joining(","));
        return "{\n" + fields + "  \"differences\": [" + lines + (differences.isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
    }

    private static ObjectNode side(String file, Scenario scenario, long digest) {
        ObjectNode side = MAPPER.createObjectNode();
        side.put("file", file);
        side.put("scenario", scenario.name());
        side.put("seed", scenario.seed());
        side.put("digest", Digest.format(digest));
        return side;
    }

    private static ObjectNode line(Difference difference) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("effect", difference.effect().text());
        if (difference instanceof Difference.Presence presence) {
            node.put("kind", presence.thing().text());
            node.put("name", presence.name());
            node.put("onlyIn", presence.isInSecond() ? "b" : "a");
        } else if (difference instanceof Difference.Reachability reachability) {
            node.put("kind", "reachability").put("state", Difference.NORMAL).put("flow", reachability.flow());
            node.put("a", !reachability.isReachable()).put("b", reachability.isReachable());
        } else if (difference instanceof Difference.SinglePoint point) {
            node.put("kind", "singlePoint").put("element", point.element()).put("flow", point.flow());
            node.put("a", !point.isGained()).put("b", point.isGained());
        } else if (difference instanceof Difference.Failover failover) {
            node.put("kind", "failover").put("state", failover.state()).put("flow", failover.flow());
            node.set("a", loss(failover.before()));
            node.set("b", loss(failover.after()));
        } else if (difference instanceof Difference.Path path) {
            node.put("kind", "path").put("state", path.state()).put("flow", path.flow());
            path.before().forEach(node.putArray("a")::add);
            path.after().forEach(node.putArray("b")::add);
        } else if (difference instanceof Difference.Route route) {
            node.put("kind", "route").put("state", route.state());
            node.put("table", route.key().table()).put("prefix", route.key().prefix());
            entries(route.before(), node.putArray("a"));
            entries(route.after(), node.putArray("b"));
        } else if (difference instanceof Difference.Cost cost) {
            node.put("kind", "cost").put("item", cost.item());
            charge(cost.before(), node.putObject("a"));
            charge(cost.after(), node.putObject("b"));
        }
        return node;
    }

    private static ObjectNode loss(FlowLoss loss) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("outageSeconds", Decimals.seconds(loss.outage()));
        node.put("cutOff", loss.isCutOff());
        node.put("repairOutageSeconds", Decimals.seconds(loss.repairOutage()));
        node.put("lost", loss.lost());
        return node;
    }

    private static void entries(List<RouteEntry> entries, ArrayNode into) {
        entries.forEach(entry -> into.add(entry.fields()));
    }

    private static void charge(Optional<Difference.Charge> charge, ObjectNode into) {
        charge.ifPresent(known -> {
            into.put("quantityPerHour", known.quantity());
            known.cost().ifPresent(cost -> into.put("costPerHour", cost));
        });
    }
}
