package dev.censim.scenarios.read;

import java.util.Comparator;
import java.util.Optional;

/**
 * One thing that is wrong, or doubtful, with a scenario file.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1, in characters
 * @param message what was found and what is allowed, one line
 * @param remedy what to write instead, one line
 */
public record Diagnostic(
        String file, int line, int column, Severity severity, String message, Optional<String> remedy) {

    static final Comparator<Diagnostic> BY_POSITION = Comparator.comparingInt(Diagnostic::line)
            .thenComparingInt(Diagnostic::column)
            .thenComparing(Diagnostic::severity)
            .thenComparing(Diagnostic::message);

    /** An error refuses the scenario, a warning does not. */
    public enum Severity {
        ERROR,
        WARNING;

        public String text() {
            return this == ERROR ? "error" : "warning";
        }
    }

    /** {@code file:line:column: error: message}, and the remedy on a line of its own. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + severity.text() + ": " + message
                + remedy.map(text -> "\n    help: " + text).orElse("");
    }
}
