package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario file that is shipped is accepted, without a warning, and says what it is. */
final class ShippedScenariosTest {

    static List<Path> shipped() {
        try (Stream<Path> files = Files.list(Path.of("."))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows what it is warned of: a connection beyond the quota of equal routes. */
    private static final Path ONE_TOO_MANY = Path.of("ecmp-17.yaml");

    static Scenario accepted(Path file) {
        ReadResult result = ScenarioReader.read(file);
        assertThat(result).isInstanceOf(ReadResult.Accepted.class);
        return ((ReadResult.Accepted) result).scenario();
    }

    @Test
    void thereAreScenarios() {
        assertThat(shipped()).hasSizeGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyScenarioIsAcceptedWithoutAWarning(Path file) {
        ReadResult result = ScenarioReader.read(file);

        if (result instanceof ReadResult.Refused refused) {
            assertThat(refused.diagnostics()).isEmpty();
        } else if (result instanceof ReadResult.Accepted accepted) {
            assertThat(accepted.warnings()).hasSize(file.endsWith(ONE_TOO_MANY) ? 1 : 0);
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyScenarioIsNamedLikeItsFileAndCanFail(Path file) {
        Scenario scenario = accepted(file);

        assertThat(scenario.name() + ".yaml").isEqualTo(file.getFileName().toString());
        assertThat(scenario.description()).isNotBlank();
        assertThat(scenario.expectations()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void readingTwiceGivesEqualScenarios(Path file) {
        assertThat(accepted(file)).isEqualTo(accepted(file));
    }

    @Test
    void hubAndSpokeUnfoldsToTheQuota() {
        Scenario scenario = accepted(Path.of("hub-and-spoke-50.yaml"));

        assertThat(scenario.topology().vpnConnections()).hasSize(50);
        assertThat(scenario.topology().vpcs()).hasSize(20);
        assertThat(scenario.flows()).hasSize(1_000);
        assertThat(scenario.topology().vpnConnections())
                .allSatisfy(connection -> assertThat(connection.tunnels()).hasSize(2));
    }
}
