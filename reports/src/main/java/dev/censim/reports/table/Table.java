package dev.censim.reports.table;

import java.util.List;

/**
 * Columns and rows.
 *
 * @param name of what a row is, such as {@code cell}
 * @param rows each with a value for each column, of the column's type or nothing
 */
public record Table(String name, List<Column> columns, List<List<Value>> rows) {

    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<Value> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " values for " + columns.size() + " columns");
            }
        }
    }
}
