package dev.censim.reports.text;

/** Lines that keep to a width. */
final class Lines {

    /** A line is not cut shorter than this. */
    private static final int SHORTEST = 24;

    private Lines() {}

    /** Cuts a line that is too long and shows that it did. */
    static String cut(String line, int columns) {
        int width = Math.max(columns, SHORTEST);
        return line.length() <= width ? line : line.substring(0, width - 3) + "...";
    }
}
