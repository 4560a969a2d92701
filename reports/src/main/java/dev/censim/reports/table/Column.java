package dev.censim.reports.table;

/** A column of a table: each of its values is of that type, or nothing. */
public record Column(String name, Type type) {

    /** What a value may be. */
    public enum Type {
        TEXT,
        WHOLE,
        REAL,
        FLAG
    }
}
