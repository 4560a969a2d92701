package dev.censim.reports.text;

import java.util.List;

/** Rows of cells, set in columns: the first to the left, the others to the right. */
final class Columns {

    private Columns() {}

    /** The first row is the head. */
    static void append(StringBuilder text, List<List<String>> rows, boolean colour) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = rows.get(r).get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                line.append("  ").append(i == 0 ? cell + padding : padding + cell);
            }
            text.append(r == 0 ? Paint.DIM.on(line.toString(), colour) : line).append('\n');
        }
    }
}
