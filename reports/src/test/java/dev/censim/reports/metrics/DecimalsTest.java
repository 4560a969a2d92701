package dev.censim.reports.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.000000001",
        "1500000000, 1.5",
        "30000000000, 30",
        "-250000000, -0.25",
        "9223372036854775807, 9223372036.854775807"
    })
    void secondsHaveNoNeedlessZeros(long nanos, String written) {
        assertThat(Decimals.seconds(nanos).toPlainString()).isEqualTo(written);
    }

    @Test
    void wholeNumbersHaveNoExponent() {
        assertThat(Decimals.seconds(60_000_000_000L)).hasToString("60");
        assertThat(Decimals.milliseconds(100_000_000)).hasToString("100");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 999_999_999, 60_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE})
    void secondsAreReadBackToTheNanosecond(long nanos) {
        assertThat(Decimals.nanos(Decimals.seconds(nanos))).isEqualTo(nanos);
    }

    @Test
    void halfANanosecondIsRefused() {
        assertThatThrownBy(() -> Decimals.nanos(new BigDecimal("0.0000000005")))
                .isInstanceOf(ArithmeticException.class);
    }
}
