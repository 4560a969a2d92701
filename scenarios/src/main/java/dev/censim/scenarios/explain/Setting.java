package dev.censim.scenarios.explain;

import dev.censim.facts.Side;
import dev.censim.scenarios.read.Position;
import java.util.Optional;

/**
 * A value that holds at one end.
 *
 * @param value as a scenario writes it; a pre-shared key is not told
 * @param written where it was written; empty for a default
 */
public record Setting(Side side, String key, String value, Optional<Position> written) {

    /** Where it was written, for people. */
    public String origin() {
        return written.map(Position::toString).orElse("default, not written");
    }
}
