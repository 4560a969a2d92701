package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.censim.model.reliability.Lifetime;
import dev.censim.model.reliability.Reliability;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReliabilityRulesTest {

    private static final String LIVES = "timeToFailure: {distribution: exponential, mean: 90d},"
            + " timeToRepair: {distribution: lognormal, median: 4h, sigma: 0.8}";

    private static List<Reliability> read(String entries) {
        return Refusals.accepted(Refusals.SOUND + "reliability:\n" + entries).reliability();
    }

    @Test
    void scenarioWithoutReliabilityHasNothingThatFails() {
        assertThat(Refusals.accepted(Refusals.SOUND).reliability()).isEmpty();
    }

    @Test
    void distributionsAreReadAsTheyAreWritten() {
        assertThat(read("  - {element: path:path-1, silent: 30%, timeToFailure: {distribution: weibull, shape: 1.5,"
                        + " scale: 20000d}, timeToRepair: {distribution: lognormal, median: 4h, sigma: 0.8}}\n"))
                .containsExactly(new Reliability(
                        "path:path-1",
                        List.of("path:path-1"),
                        new Lifetime.Weibull(new BigDecimal("1.5"), Duration.ofDays(20_000)),
                        new Lifetime.Lognormal(Duration.ofHours(4), new BigDecimal("0.8")),
                        300_000));
    }

    @Test
    void elementHasItsOwnEntryAndItsKindsOtherwise() {
        List<Reliability> zones = read("  - {kind: zone, " + LIVES + "}\n"
                + "  - {element: zone:zone-b, timeToFailure: {distribution: exponential, mean: 7d}, timeToRepair:"
                + " {distribution: exponential, mean: 1h}}\n");

        assertThat(zones).extracting(Reliability::name).containsExactly("zone:zone-a", "zone:zone-b");
        assertThat(zones.get(0).timeToFailure()).isEqualTo(new Lifetime.Exponential(Duration.ofDays(90)));
        assertThat(zones.get(1).timeToFailure()).isEqualTo(new Lifetime.Exponential(Duration.ofDays(7)));
    }

    @Test
    void failuresAreSilentUnlessTheyCanOnlyBeClean() {
        assertThat(read("  - {element: [path:path-1, attachment:vpc-1], " + LIVES + "}\n"))
                .extracting(Reliability::silentPerMillion)
                .containsExactly(1_000_000, 0);
    }

    @Test
    void commonCauseTakesWhateverItsPatternsFit() {
        List<Reliability> causes =
                read("  - commonCause: {name: power, elements: [\"zone:*\", path:path-1], " + LIVES + "}\n");

        assertThat(causes).singleElement().satisfies(cause -> {
            assertThat(cause.name()).isEqualTo("commonCause:power");
            assertThat(cause.elements()).containsExactly("zone:zone-a", "zone:zone-b", "path:path-1");
        });
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                arguments(
                        "{element: §path:path-9, LIVES}",
                        "error: unknown element 'path:path-9'; expected: a kind and a name\n"
                                + "    help: did you mean 'path:path-1'?"),
                arguments(
                        "{element: §path:circuit-1, LIVES}",
                        "error: unknown element 'path:circuit-1'; expected: a kind and a name\n"
                                + "    help: did you mean 'circuit:circuit-1'?"),
                arguments(
                        "{kind: §cable, LIVES}",
                        "error: kind: found 'cable'; allowed: path, circuit, peerLink, tunnelEndpoint, customerGateway,"
                                + " attachment, session, zone, region"),
                arguments(
                        "{kind: §peerLink, LIVES}",
                        "error: kind: the scenario has nothing of kind peerLink\n    help: leave the entry out"),
                arguments(
                        "{kind: zone, silent: §50%, LIVES}",
                        "error: silent: what is of kind zone can only fail silently\n    help: leave it out"),
                arguments(
                        "{element: §[zone:zone-a, \"zone:*\"], LIVES}",
                        "error: element: 'zone:zone-a' is written twice\n"
                                + "    help: write it once; what several have in common is a commonCause"),
                arguments(
                        "§{LIVES}",
                        "error: a reliability needs the key 'element'; allowed: an element such as path:internet-1; or"
                                + " write kind, or commonCause"),
                arguments(
                        "§{kind: zone, timeToRepair: {distribution: exponential, mean: 4h}}",
                        "error: a reliability needs the key 'timeToFailure'; allowed: a distribution such as"
                                + " {distribution: exponential, mean: 90d}"),
                arguments(
                        "{kind: zone, timeToFailure: {distribution: weibull, shape: §0.1, scale: 1d}, timeToRepair:"
                                + " {distribution: exponential, mean: 4h}}",
                        "error: shape: found '0.1'; allowed: a number from 0.2 to 20"),
                arguments(
                        "{kind: zone, timeToFailure: {distribution: exponential, §median: 1d, mean: 1d}, timeToRepair:"
                                + " {distribution: exponential, mean: 4h}}",
                        "error: unknown key 'median' in a lifetime; allowed: distribution, mean\n"
                                + "    help: did you mean 'mean'?"),
                arguments(
                        "{kind: zone, timeToFailure: {distribution: exponential, mean: §90}, timeToRepair:"
                                + " {distribution: exponential, mean: 4h}}",
                        "error: mean: found '90'; allowed: a duration longer than zero and up to 36500d, such as 90d or"
                                + " 4h\n    help: the unit is missing: write 90d"),
                arguments(
                        "{commonCause: {name: §tr-1, elements: zone:zone-a, LIVES}}",
                        "error: duplicate name 'tr-1': a transit router has it already, at 7:11\n"
                                + "    help: names are unique over all objects of a scenario"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void aSlipMakesOneErrorWhereItIs(String entry, String message) {
        String marked = Refusals.SOUND + "reliability:\n  - " + entry.replace("LIVES", LIVES) + "\n";

        assertThat(Refusals.diagnostics(marked.replace("§", "")))
                .containsExactly(Refusals.place(marked) + ": " + message);
    }
}
