package dev.censim.scenarios.path;

import dev.censim.reports.metrics.Decimals;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The explanation of a path as one JSON document; instants are seconds since the start of the run. */
public final class PathJson {

    private PathJson() {}

    /** The document, indented, without an end of line at its end. */
    public static String of(PathExplanation explanation) {
        ObjectNode document = JsonMapper.builder().build().createObjectNode();
        document.put("scenario", explanation.scenario());
        document.put("seed", explanation.seed());
        document.put("at", Decimals.seconds(explanation.at()));
        document.put("sound", explanation.isSound());
        way(explanation.forward(), document.putObject("forward"));
        way(explanation.back(), document.putObject("back"));
        return document.toPrettyString();
    }

    private static void way(Way way, ObjectNode node) {
        node.put("from", way.from());
        node.put("to", way.to());
        node.put("packet", way.packet());
        node.put("arrives", way.arrives());
        node.put("end", way.end());
        ArrayNode steps = node.putArray("steps");
        way.steps().forEach(step -> step(step, steps.addObject()));
        ArrayNode obstacles = node.putArray("obstacles");
        way.obstacles().forEach(obstacle -> obstacle(obstacle, obstacles.addObject()));
        node.put("arrivesWithoutObstacles", way.arrivesWithout());
    }

    private static void step(Step step, ObjectNode node) {
        node.put("device", step.device());
        step.lookup().ifPresent(lookup -> {
            node.put("table", lookup.table());
            node.put("entry", lookup.entry().orElse(null));
            if (!lookup.source().isEmpty()) {
                node.put("source", lookup.source());
            }
            ArrayNode hops = node.putArray("nextHops");
            lookup.hops().forEach(hops::add);
            node.put("chosen", lookup.chosen().orElse(null));
            node.put("hash", lookup.hash());
            ArrayNode entries = node.putArray("entries");
            lookup.others().forEach(other -> contender(other, entries.addObject()));
        });
    }

    private static void contender(Step.Contender other, ObjectNode node) {
        node.put("prefix", other.prefix());
        node.put("nextHop", other.nextHop());
        node.put("origin", other.origin());
        node.put("status", other.status());
        if (!other.why().isEmpty()) {
            node.put("why", other.why());
        }
    }

    private static void obstacle(Obstacle obstacle, ObjectNode node) {
        node.put("code", obstacle.code());
        node.put("side", obstacle.side().text());
        node.put("device", obstacle.device());
        node.put("finding", obstacle.finding());
        node.put("remedy", obstacle.remedy());
        ArrayNode changes = node.putArray("changes");
        obstacle.entries().forEach(changes::add);
    }
}
