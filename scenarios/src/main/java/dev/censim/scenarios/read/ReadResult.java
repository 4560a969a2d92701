package dev.censim.scenarios.read;

import dev.censim.model.Scenario;
import java.util.List;

/** What came of reading a scenario file. */
public sealed interface ReadResult {

    /** The scenario, what is doubtful about it, and where its tunnels were configured. */
    record Accepted(Scenario scenario, List<Diagnostic> warnings, Positions positions) implements ReadResult {
        public Accepted {
            warnings = List.copyOf(warnings);
        }
    }

    /** Why there is no scenario: at least one error, sorted by position; warnings are among them. */
    record Refused(List<Diagnostic> diagnostics) implements ReadResult {
        public Refused {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
