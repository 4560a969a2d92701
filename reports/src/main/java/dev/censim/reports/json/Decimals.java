package dev.censim.reports.json;

import java.math.BigDecimal;

/** Nanoseconds as exact decimal numbers without needless zeros. */
final class Decimals {

    private static final int NANOS_PER_SECOND_DIGITS = 9;
    private static final int NANOS_PER_MILLISECOND_DIGITS = 6;

    private Decimals() {}

    static BigDecimal seconds(long nanos) {
        return plain(BigDecimal.valueOf(nanos, NANOS_PER_SECOND_DIGITS));
    }

    static BigDecimal milliseconds(long nanos) {
        return plain(BigDecimal.valueOf(nanos, NANOS_PER_MILLISECOND_DIGITS));
    }

    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
