package dev.censim.cli.command;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What makes two sweeps one and the same: all that their tasks, the order of these and their figures depend on. An option that changes
 * them has a component in it; one that does not, such as the number of workers, has none.
 */
sealed interface Identity permits SweepIdentity, GridIdentity {

    /** All components, by name. */
    default ObjectNode components() {
        return Json.MAPPER.valueToTree(this);
    }

    /** The components that are known before anything has run. */
    default ObjectNode question() {
        return components();
    }

    /** As one line of JSON. */
    default String line() {
        return components().toString();
    }

    /**
     * Why one cannot go on with what begins with a line.
     *
     * @param line as {@link #line} wrote it; empty when it is damaged
     * @return for people; empty when it is of this sweep
     */
    default Optional<String> obstacle(Optional<String> line) {
        ObjectNode here = components();
        Optional<JsonNode> there = line.flatMap(Json::read);
        boolean isKnown = there.isPresent() && there.get().propertyNames().equals(here.propertyNames());
        if (!isKnown) {
            return Optional.of("cannot be read, or was written by another censim");
        }
        return here.properties().stream()
                .filter(component -> !isSame(component.getValue(), there.get().get(component.getKey())))
                .map(component -> difference(component, there.get()))
                .findFirst();
    }

    /** As text, since a number that is read need not have the type of the one that was written. */
    private static boolean isSame(JsonNode here, JsonNode there) {
        return here.toString().equals(there.toString());
    }

    private static String difference(Map.Entry<String, JsonNode> here, JsonNode there) {
        return "is of another sweep: " + here.getKey() + " is "
                + Objects.requireNonNull(there.get(here.getKey())).asString() + " there and "
                + here.getValue().asString() + " here";
    }

    /** How identities are written and read. */
    final class Json {

        private static final JsonMapper MAPPER = JsonMapper.builder().build();

        private Json() {}

        private static Optional<JsonNode> read(String line) {
            try {
                return Optional.of(MAPPER.readTree(line)).filter(JsonNode::isObject);
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }
    }
}
