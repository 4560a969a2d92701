package dev.censim.scenarios.read;

/**
 * Where something stands in the file.
 *
 * @param line from 1
 * @param column from 1
 * @param repetition such as {@code i = 7} when a template made it; empty otherwise
 */
record Mark(int line, int column, String repetition) implements Comparable<Mark> {

    static final Mark START = new Mark(1, 1, "");

    Mark(int line, int column) {
        this(line, column, "");
    }

    @Override
    public int compareTo(Mark other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    /** {@code line:column}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
