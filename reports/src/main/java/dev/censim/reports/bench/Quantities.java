package dev.censim.reports.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/** Measurements as people read them. */
final class Quantities {

    /** Written where there is no number. */
    static final String NONE = "\u2013";

    private Quantities() {}

    /** Three digits and the unit in which they are short. */
    static String time(double nanos) {
        if (nanos < 1e3) {
            return digits(nanos) + " ns";
        }
        if (nanos < 1e6) {
            return digits(nanos / 1e3) + " \u00b5s";
        }
        return nanos < 1e9 ? digits(nanos / 1e6) + " ms" : digits(nanos / 1e9) + " s";
    }

    /** A share of a figure, as {@code ± 3 %}. */
    static String error(Figure.Measured figure) {
        double share = figure.nanosPerOp() == 0 ? 0 : 100 * figure.error() / figure.nanosPerOp();
        return "\u00b1 " + String.format(Locale.ROOT, share < 10 ? "%.1f" : "%.0f", share) + " %";
    }

    static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? digits(ratio.getAsDouble()) + "\u00d7" : NONE;
    }

    /** Fractions come from what happens once in a while, such as a table that doubles. */
    static String bytes(OptionalDouble bytes) {
        if (bytes.isEmpty()) {
            return NONE;
        }
        double number = bytes.getAsDouble();
        if (number < 0.5) {
            return "0 B";
        }
        if (number < 10_000) {
            return String.format(Locale.ROOT, "%.0f B", number);
        }
        return number < 10e6
                ? String.format(Locale.ROOT, "%.0f kB", number / 1e3)
                : String.format(Locale.ROOT, "%.0f MB", number / 1e6);
    }

    static String digits(double number) {
        if (number >= 100) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return String.format(Locale.ROOT, number >= 10 ? "%.1f" : "%.2f", number);
    }
}
