package dev.censim.reports.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Amounts as people read them. */
public final class Amounts {

    private Amounts() {}

    /** Milliseconds of nanoseconds. */
    public static String milliseconds(long nanos) {
        double millis = nanos / 1e6;
        return String.format(Locale.ROOT, millis < 100 ? "%.1f" : "%.0f", millis);
    }

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** An amount of money, exact to the millionth. */
    public static String money(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.setScale(Math.max(2, rounded.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    /** Gigabytes of octets, exact to the kilobyte. */
    public static String gigabytes(long octets) {
        return BigDecimal.valueOf(octets, 9).setScale(6, RoundingMode.HALF_UP).toPlainString();
    }

    /** A share of a hundred; never rounded up to a whole that it is not, nor down to nothing. */
    public static String percent(long part, long whole) {
        if (whole == 0 || part == 0) {
            return "0%";
        }
        if (part == whole) {
            return "100%";
        }
        double share = 100.0 * part / whole;
        return share < 0.01 ? "<0.01%" : String.format(Locale.ROOT, "%.2f%%", Math.min(share, 99.99));
    }
}
