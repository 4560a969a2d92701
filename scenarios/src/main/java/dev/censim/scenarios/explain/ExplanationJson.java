package dev.censim.scenarios.explain;

import dev.censim.reports.metrics.Decimals;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An explanation as one JSON document; instants are seconds since the start of the run. */
public final class ExplanationJson {

    private final JsonMapper mapper = JsonMapper.builder().build();

    private ExplanationJson() {}

    /** The document, indented, without an end of line at its end. */
    public static String of(Explanation explanation) {
        ExplanationJson json = new ExplanationJson();
        return json.document(explanation).toPrettyString();
    }

    /** The document about a circuit's session, indented, without an end of line at its end. */
    public static String of(SessionExplanation explanation) {
        ExplanationJson json = new ExplanationJson();
        ObjectNode document = json.mapper.createObjectNode();
        document.put("scenario", explanation.scenario());
        document.put("seed", explanation.seed());
        document.put("session", explanation.session());
        document.put("at", Decimals.seconds(explanation.at()));
        document.put("state", explanation.bgp().isUp() ? "up" : "down");
        document.put("sound", explanation.isSound());
        BgpJson.put(explanation.bgp(), document.putObject("bgp"));
        ArrayNode diagnoses = document.putArray("diagnoses");
        explanation.diagnoses().forEach(diagnosis -> diagnosis(diagnosis, diagnoses.addObject()));
        return document.toPrettyString();
    }

    private ObjectNode document(Explanation explanation) {
        ObjectNode document = mapper.createObjectNode();
        document.put("scenario", explanation.scenario());
        document.put("seed", explanation.seed());
        document.put("tunnel", explanation.tunnel());
        document.put("at", Decimals.seconds(explanation.at()));
        document.put("state", explanation.state());
        document.put("sound", explanation.isSound());
        ArrayNode ends = document.putArray("ends");
        explanation.ends().forEach(end -> end(end, ends.addObject()));
        ArrayNode negotiation = document.putArray("negotiation");
        explanation.negotiation().forEach(line -> line(line, negotiation.addObject()));
        explanation.bgp().ifPresent(bgp -> BgpJson.put(bgp, document.putObject("bgp")));
        ArrayNode diagnoses = document.putArray("diagnoses");
        explanation.diagnoses().forEach(diagnosis -> diagnosis(diagnosis, diagnoses.addObject()));
        return document;
    }

    private static void end(EndState end, ObjectNode node) {
        node.put("side", end.side().text());
        node.put("device", end.device());
        aspect(end.tunnel(), node.putObject("tunnel"));
        aspect(end.ikeSa(), node.putObject("ikeSa"));
        aspect(end.childSa(), node.putObject("childSa"));
        end.bgp().ifPresent(bgp -> aspect(bgp, node.putObject("bgp")));
        end.healthCheck().ifPresent(check -> aspect(check, node.putObject("healthCheck")));
        ArrayNode routes = node.putArray("routes");
        end.routes().forEach(route -> aspect(route, routes.addObject()));
    }

    static void aspect(Aspect aspect, ObjectNode node) {
        node.put("state", aspect.state());
        node.put("since", Decimals.seconds(aspect.since()));
        if (!aspect.why().isEmpty()) {
            node.put("why", aspect.why());
        }
    }

    static void line(StoryLine line, ObjectNode node) {
        node.put("t", Decimals.seconds(line.at()));
        frame(line.frame(), node);
        line.side().ifPresent(side -> node.put(line.isMessage() ? "sender" : "side", side.text()));
        node.put("text", line.text());
    }

    private static void diagnosis(Diagnosis diagnosis, ObjectNode node) {
        node.put("code", diagnosis.code().text());
        node.put("severity", diagnosis.severity().text());
        node.put("finding", diagnosis.finding());
        diagnosis.difference().ifPresent(difference -> {
            node.put("parameter", difference.parameter().text());
            setting(difference.cloud(), node.putObject("cloud"));
            setting(difference.customer(), node.putObject("customer"));
        });
        evidence(diagnosis.evidence(), node.putArray("evidence"));
        node.put("remedy", diagnosis.remedy());
    }

    private static void setting(Setting setting, ObjectNode node) {
        node.put("key", setting.key());
        node.put("value", setting.value());
        Optional<String> written = setting.written().map(Object::toString);
        node.put("written", written.orElse(null));
    }

    private static void evidence(List<Evidence> evidence, ArrayNode array) {
        for (Evidence item : evidence) {
            ObjectNode node = array.addObject();
            node.put("t", Decimals.seconds(item.at()));
            frame(item.frame(), node);
            item.sender().ifPresent(sender -> node.put("sender", sender.text()));
            node.put("text", item.text());
        }
    }

    private static void frame(OptionalInt frame, ObjectNode node) {
        frame.ifPresent(number -> node.put("frame", number));
    }
}
