package dev.censim.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of docs/fidelity-table.md has a fact, a source and a verdict, and the tests that it names exist. */
final class FidelityTableTest {

    private static final Path ROOT = Path.of("..");
    private static final Path TABLE = ROOT.resolve("docs/fidelity-table.md");

    private static final Pattern TEST = Pattern.compile(
            "@(?:Test|ParameterizedTest|RepeatedTest|FuzzTest)\\b.*?\\bvoid\\s+(\\w+)\\s*\\(", Pattern.DOTALL);
    private static final String NAME = "`(?:[a-z0-9]+\\.)?[A-Z]\\w+\\.\\w+`";
    private static final Pattern NAMED = Pattern.compile(NAME);
    private static final Pattern HELD = Pattern.compile(NAME + "(, " + NAME + ")*(; .+)?");
    private static final Pattern NOT_HELD = Pattern.compile("not modelled: .+|modelled, not held by a test(: .+)?");

    /** By {@code Class.method} and by {@code package.Class.method}: in how many classes there is such a test. */
    private static final Map<String, Integer> TESTS = tests();

    private static Map<String, Integer> tests() {
        Map<String, Integer> tests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/test/java/"))
                    .forEach(file -> names(file).forEach(name -> tests.merge(name, 1, Integer::sum)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tests;
    }

    private static Set<String> names(Path file) {
        String test = file.getFileName().toString().replace(".java", ".");
        String folder = file.getParent().getFileName() + ".";
        Set<String> names = new TreeSet<>();
        try {
            Matcher methods = TEST.matcher(Files.readString(file));
            while (methods.find()) {
                names.add(test + methods.group(1));
                names.add(folder + test + methods.group(1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** What is wrong with a page, each fault with the number of its line. */
    private static List<String> faults(List<String> page, Map<String, Integer> tests) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            if (isRow(page, i)) {
                int line = i + 1;
                faultsOfRow(page.get(i), tests).forEach(fault -> faults.add(line + ": " + fault));
            }
        }
        return faults;
    }

    /** A line of a table that is neither its head nor the rule beneath. */
    private static boolean isRow(List<String> page, int i) {
        boolean isHead = i + 1 < page.size() && page.get(i + 1).startsWith("|---");
        return page.get(i).startsWith("|") && !page.get(i).startsWith("|---") && !isHead;
    }

    private static List<String> faultsOfRow(String row, Map<String, Integer> tests) {
        List<String> cells = Stream.of(row.split("\\|", -1)).map(String::strip).toList();
        if (cells.size() != 5) {
            return List.of("a row has three cells: " + row);
        }
        List<String> faults = new ArrayList<>();
        if (cells.get(1).isEmpty()) {
            faults.add("no fact");
        }
        if (cells.get(2).isEmpty()) {
            faults.add("no source: " + cells.get(1));
        }
        String verdict = cells.get(3);
        if (!HELD.matcher(verdict).matches() && !NOT_HELD.matcher(verdict).matches()) {
            faults.add("neither tests nor a reason: '" + verdict + "'");
        }
        NAMED.matcher(verdict).results().map(MatchResult::group).forEach(quoted -> {
            String name = quoted.replace("`", "");
            int found = tests.getOrDefault(name, 0);
            if (found == 0) {
                faults.add("there is no test " + name);
            } else if (found > 1) {
                faults.add("several classes have a test " + name + ": write the package's last name in front");
            }
        });
        return faults;
    }

    private static List<String> faultsOf(String row) {
        return faults(
                List.of("| fact | source | held by |", "|---|---|---|", row),
                Map.of("SomeTest.something", 1, "TwiceTest.something", 2, "ike.TwiceTest.something", 1));
    }

    @Test
    void everyRowHasASourceAndAVerdictAndItsTestsExist() throws IOException {
        List<String> page = Files.readAllLines(TABLE);

        assertThat(faults(page, TESTS)).isEmpty();
        assertThat(Stream.iterate(0, i -> i < page.size(), i -> i + 1).filter(i -> isRow(page, i)))
                .as("rows")
                .hasSizeGreaterThan(300);
    }

    @Test
    void noFactIsWrittenTwice() throws IOException {
        Set<String> seen = new TreeSet<>();
        List<String> twice = new ArrayList<>();
        String subject = "";
        List<String> page = Files.readAllLines(TABLE);
        for (int i = 0; i < page.size(); i++) {
            subject = page.get(i).startsWith("## ") ? page.get(i) : subject;
            if (isRow(page, i) && !seen.add(subject + page.get(i).split("\\|")[1])) {
                twice.add(page.get(i));
            }
        }

        assertThat(twice).isEmpty();
    }

    @Test
    void soundRowsPass() {
        assertThat(faultsOf("| a fact | a page | `SomeTest.something` |")).isEmpty();
        assertThat(faultsOf("| a fact | a page | `SomeTest.something`, `ike.TwiceTest.something`; not the rest |"))
                .isEmpty();
        assertThat(faultsOf("| a fact | a page | not modelled: no such device |"))
                .isEmpty();
        assertThat(faultsOf("| a fact | a page | modelled, not held by a test |"))
                .isEmpty();
    }

    @Test
    void whatIsMissingIsFound() {
        assertThat(faultsOf("| a fact |  | `SomeTest.something` |")).containsExactly("3: no source: a fact");
        assertThat(faultsOf("|  | a page | `SomeTest.something` |")).containsExactly("3: no fact");
        assertThat(faultsOf("| a fact | a page |  |")).containsExactly("3: neither tests nor a reason: ''");
        assertThat(faultsOf("| a fact | a page | not modelled |"))
                .containsExactly("3: neither tests nor a reason: 'not modelled'");
        assertThat(faultsOf("| a fact | `SomeTest.something` |")).hasSize(1);
    }

    @Test
    void testsThatDoNotExistAreFound() {
        assertThat(faultsOf("| a fact | a page | `SomeTest.nothing` |"))
                .containsExactly("3: there is no test SomeTest.nothing");
        assertThat(faultsOf("| a fact | a page | `SomeTest.something`, `NoTest.something` |"))
                .containsExactly("3: there is no test NoTest.something");
        assertThat(faultsOf("| a fact | a page | not modelled: see `NoTest.something` |"))
                .containsExactly("3: there is no test NoTest.something");
        assertThat(faultsOf("| a fact | a page | `TwiceTest.something` |"))
                .containsExactly(
                        "3: several classes have a test TwiceTest.something: write the package's last name in front");
    }
}
