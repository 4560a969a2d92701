package dev.censim.reports.table;

import java.math.BigDecimal;

/** One value of a table. */
public sealed interface Value {

    /** There is none: an empty field, a null. */
    enum Nothing implements Value {
        NOTHING
    }

    record Text(String text) implements Value {}

    record Whole(long number) implements Value {}

    /** A decimal number; tools that know types get the nearest {@code double}. */
    record Real(BigDecimal number) implements Value {}

    record Flag(boolean is) implements Value {}
}
