package dev.censim.scenarios.sweep;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What was measured in one cell as one line of JSON, as it stands in the journal of a sweep. Times are nanoseconds. */
public final class CellLine {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Numbered(int cell, CellFigures figures) {}

    private CellLine() {}

    /**
     * Without an end of line.
     *
     * @param number of the cell, from 0
     */
    public static String write(int number, CellFigures cell) {
        return MAPPER.writeValueAsString(new Numbered(number, cell));
    }

    /** Reads back what was written of a cell; empty when the line is not whole, or not of the cell of that number. */
    public static Optional<CellFigures> read(String line, int number) {
        try {
            return Optional.of(MAPPER.readValue(line, Numbered.class))
                    .filter(read -> read.cell == number)
                    .map(Numbered::figures);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
