package dev.censim.scenarios.availability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import dev.censim.model.reliability.Reliability;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.Element;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Elements;
import dev.censim.scenarios.whatif.Manner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the scenario language lets have a reliability is what can be made to fail, to the name. */
final class FallibleElementsTest {

    private static final String LIFE = "{distribution: exponential, mean: 1d}";

    static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("."))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().contains("two-providers"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyElementMayHaveAReliabilityAndNothingElse(Path file) throws IOException {
        String text = Files.readString(file);
        List<Element> elements = Elements.of(read(text).topology(), EnumSet.allOf(ElementKind.class));
        String kinds = Arrays.stream(ElementKind.values())
                .filter(kind -> elements.stream().anyMatch(element -> element.kind() == kind))
                .map(kind ->
                        "  - {kind: " + kind.text() + ", timeToFailure: " + LIFE + ", timeToRepair: " + LIFE + "}\n")
                .collect(Collectors.joining());

        List<Reliability> all = read(text + "\nreliability:\n" + kinds).reliability();

        assertThat(all)
                .extracting(Reliability::name)
                .containsExactlyInAnyOrderElementsOf(
                        elements.stream().map(Element::id).toList());
        assertThat(elements).allSatisfy(element -> {
            int silent = all.stream()
                    .filter(one -> one.name().equals(element.id()))
                    .findFirst()
                    .orElseThrow()
                    .silentPerMillion();
            assertThat(element.fault(silent > 0 ? Manner.SILENT : Manner.CLEAN)).isPresent();
        });
    }

    private static Scenario read(String text) {
        ReadResult result = ScenarioReader.read("test.yaml", text);
        if (result instanceof ReadResult.Accepted accepted) {
            return accepted.scenario();
        }
        throw new AssertionError(result.toString());
    }
}
