package dev.censim.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the file with the times of a finished sweep keeps of it, so that going on with it costs nothing: which sweep it was, and how it
 * ended.
 *
 * @param required by the options, as they were written
 */
record Completion(Identity sweep, String required, int exitStatus) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String SWEEP = "sweep";
    private static final String REQUIRED = "required";
    private static final String STATUS = "exitStatus";

    void put(ObjectNode timing) {
        timing.set(SWEEP, sweep.question());
        timing.put(REQUIRED, required);
        timing.put(STATUS, exitStatus);
    }

    /**
     * With which status a sweep has ended; empty when there is no such file, or when it is of another sweep.
     *
     * @param timing the file
     */
    static OptionalInt exitStatus(Path timing, Identity sweep, String required) {
        try {
            JsonNode known = MAPPER.readTree(Files.readString(timing));
            boolean isSame =
                    known.path(SWEEP).toString().equals(sweep.question().toString())
                            && known.path(REQUIRED).asString("").equals(required);
            return isSame && known.path(STATUS).isInt()
                    ? OptionalInt.of(known.path(STATUS).intValue())
                    : OptionalInt.empty();
        } catch (IOException | JacksonException e) {
            return OptionalInt.empty();
        }
    }
}
