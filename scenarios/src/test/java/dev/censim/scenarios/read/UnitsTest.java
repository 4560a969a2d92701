package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1ns, 1",
        "2us, 2000",
        "1.5ms, 1500000",
        "30s, 30000000000",
        "30 s, 30000000000",
        "1m30s, 90000000000",
        "2min, 120000000000",
        "1h, 3600000000000",
        "1d, 86400000000000",
        "0.000000001s, 1"
    })
    void durationsAreExact(String text, long nanos) {
        assertThat(Units.DURATION.parse().apply(text)).contains(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "-1s", "s", "1.s", ".5s", "1e3s", "1s x", "0.5ns", "1001d", "9999999999999999999s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThat(Units.DURATION.parse().apply(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100pps, 10000000", "1kpps, 1000000", "3pps, 333333333", "0.1pps, 10000000000", "10Mpps, 100"})
    void aRateIsTheTimeBetweenPackets(String text, long nanos) {
        assertThat(Units.RATE.parse().apply(text)).contains(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0pps", "11Mpps", "100", "100bps", "0.0001pps"})
    void whatIsNoRateIsRefused(String text) {
        assertThat(Units.RATE.parse().apply(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200Mbps, 200000000", "1.5Gbps, 1500000000", "64kbps, 64000", "1bps, 1"})
    void bandwidthIsInBitsPerSecond(String text, long bits) {
        assertThat(Units.BANDWIDTH.parse().apply(text)).contains(bits);
    }

    @ParameterizedTest
    @CsvSource({"0%, 0", "0.01%, 100", "99.9%, 999000", "100%, 1000000", "0.0001%, 1", "0, 0"})
    void percentagesArePartsPerMillion(String text, int perMillion) {
        assertThat(Units.PERCENT_FORM.parse().apply(text)).contains(perMillion);
    }

    @Test
    void textIsWhatAScenarioWouldWrite() {
        assertThat(Units.text(Duration.ofSeconds(90))).isEqualTo("90s");
        assertThat(Units.text(Duration.ofMillis(1_500))).isEqualTo("1500ms");
        assertThat(Units.text(Duration.ofNanos(1))).isEqualTo("1ns");
        assertThat(Units.percentText(999_000)).isEqualTo("99.9%");
        assertThat(Units.percentText(0)).isEqualTo("0%");
    }
}
