package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.scenarios.read.Expression.Unusable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpressionTest {

    @ParameterizedTest
    @CsvSource({
        "i, 7",
        "i+10, 17",
        "(i-1)/4*2, 2",
        "10 - 3 - 2, 5",
        "2 + 3 * 4, 14",
        "-i + 1, -6",
        "(0-7) / 2, -4",
        "(0-7) % 3, 2",
        "((((i)))), 7"
    })
    void expressionsHaveTheUsualPrecedence(String text, long value) throws Unusable {
        assertThat(Expression.evaluate(text, Map.of("i", 7L))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "i i", "1 +", "(1", "j", "1/0", "1 % 0", "9223372036854775807", "i ** 2", "x.y"})
    void whatHasNoValueIsRefused(String text) {
        assertThatThrownBy(() -> Expression.evaluate(text, Map.of("i", 7L))).isInstanceOf(Unusable.class);
    }

    @Test
    void overflowIsNoticed() {
        assertThatThrownBy(() -> Expression.evaluate("999999999999999999 * 999999999999999999", Map.of()))
                .isInstanceOf(Unusable.class)
                .hasMessageContaining("overflows");
        assertThatThrownBy(() -> Expression.evaluate("(".repeat(60) + "1" + ")".repeat(60), Map.of()))
                .hasMessageContaining("nested too deep");
    }

    @Test
    void textAroundStays() throws Unusable {
        assertThat(Expression.substitute("10.${i}.${i * 2}.0/24", Map.of("i", 7L)))
                .isEqualTo("10.7.14.0/24");
        assertThat(Expression.substitute("cost $5", Map.of())).isEqualTo("cost $5");
        assertThatThrownBy(() -> Expression.substitute("${i", Map.of("i", 1L))).hasMessageContaining("without '}'");
    }
}
