package dev.censim.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages name what exists, and the README what the build server runs. */
final class DocumentationTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern STEP = Pattern.compile("(?m)^step \"[^:\"]+: ([^\"]+)\"");

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<Path> pages = new ArrayList<>(files(ROOT.resolve("docs"), ".md"));
        pages.addAll(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md"), ROOT.resolve("CHANGELOG.md")));
        List<String> dead = new ArrayList<>();
        for (Path page : pages) {
            Matcher links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                if (!Files.exists(page.resolveSibling(links.group(1)))) {
                    dead.add(page + ": " + links.group(1));
                }
            }
        }

        assertThat(dead).isEmpty();
    }

    @Test
    void theReadmeListsEveryShippedScenario() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));

        try (Stream<Path> scenarios = Files.list(ROOT.resolve("scenarios"))) {
            assertThat(scenarios.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(readme).contains("(scenarios/" + name + ")"));
        }
    }

    @Test
    void theBuildServerRunsWhatTheReadmeSays() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        Matcher steps = STEP.matcher(Files.readString(ROOT.resolve(".ci/run")));
        List<String> commands = new ArrayList<>();
        while (steps.find()) {
            commands.add(steps.group(1));
        }

        assertThat(commands)
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(command -> assertThat(readme).contains("`" + command + "`"));
    }

    @Test
    void theReadmeKnowsTheCommandsOfTheHelp() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains(
                        "./censim run FILE [--out DIR] [--seed N] [--pcap] [--quiet]",
                        "./censim check FILE",
                        "./censim bench --quick | --full");
    }
}
