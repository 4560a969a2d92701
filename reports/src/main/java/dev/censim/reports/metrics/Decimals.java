package dev.censim.reports.metrics;

import java.math.BigDecimal;

/** Amounts as programs read them: exact decimal numbers without needless zeros, of which whole ones have no exponent. */
public final class Decimals {

    private static final int NANOS_PER_SECOND_DIGITS = 9;
    private static final int NANOS_PER_MILLISECOND_DIGITS = 6;

    private Decimals() {}

    /** Seconds of nanoseconds, of which none is lost. */
    public static BigDecimal seconds(long nanos) {
        return plain(BigDecimal.valueOf(nanos, NANOS_PER_SECOND_DIGITS));
    }

    /** Milliseconds of nanoseconds, of which none is lost. */
    public static BigDecimal milliseconds(long nanos) {
        return plain(BigDecimal.valueOf(nanos, NANOS_PER_MILLISECOND_DIGITS));
    }

    /**
     * Nanoseconds of seconds, as {@link #seconds} gave them.
     *
     * @throws ArithmeticException when it is no whole number of nanoseconds, or more than a long holds
     */
    public static long nanos(BigDecimal seconds) {
        return seconds.movePointRight(NANOS_PER_SECOND_DIGITS).longValueExact();
    }

    public static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
