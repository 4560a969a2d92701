package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestionTest {

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "ca, abc, 3", "abcd, acbd, 1", "'', abc, 3", "same, same, 0"})
    void distanceCountsEditsAndExchanges(String a, String b, int distance) {
        assertThat(Suggestion.distance(a, b)).isEqualTo(distance);
        assertThat(Suggestion.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void onlyANearWordIsSuggested() {
        assertThat(Suggestion.nearest("durration", List.of("seed", "duration"))).contains("duration");
        assertThat(Suggestion.nearest("DURATION", List.of("seed", "duration"))).contains("duration");
        assertThat(Suggestion.nearest("colour", List.of("seed", "duration"))).isEmpty();
        assertThat(Suggestion.nearest("x".repeat(100), List.of("x"))).isEmpty();
    }
}
