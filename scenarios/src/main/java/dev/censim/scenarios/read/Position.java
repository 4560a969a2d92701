package dev.censim.scenarios.read;

/**
 * A place in a scenario file.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(String file, int line, int column) {

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
