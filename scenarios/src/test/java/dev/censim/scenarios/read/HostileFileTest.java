package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were made to hurt, or that are no scenarios at all, are refused at once. The limit asked for is one second; the
 * tests allow more, since they share the machine.
 */
final class HostileFileTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private String refusal(byte[] octets) throws IOException {
        Path file = folder.resolve("hostile.yaml");
        Files.write(file, octets);
        return refusal(file);
    }

    private String refusal(String text) throws IOException {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(Path file) {
        long start = System.nanoTime();
        ReadResult result = ScenarioReader.read(file);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
        assertThat(result).isInstanceOf(ReadResult.Refused.class);
        String first = ((ReadResult.Refused) result).diagnostics().get(0).toString();
        return first.substring(file.toString().length() + 1).lines().findFirst().orElse("");
    }

    @Test
    void anAliasBombIsDefused() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(10))
                    .append("]\n");
        }
        assertThat(refusal(bomb.toString())).contains("more than 50000 values, aliases written out");
    }

    @Test
    void aliasesThatNestDeeperAndDeeperAreCounted() throws IOException {
        StringBuilder ladder = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 100; i++) {
            ladder.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(refusal(ladder.toString())).isEqualTo("64:12: error: nested more than 64 levels deep");
    }

    @Test
    void anAliasInsideItsOwnAnchorIsRefused() throws IOException {
        assertThat(refusal("a: &a\n  b: *a\n")).isEqualTo("2:6: error: alias '*a' stands inside its own anchor");
    }

    @Test
    void anUnknownAliasIsRefused() throws IOException {
        assertThat(refusal("a: *b\n")).startsWith("1:4: error: ").contains("b");
    }

    @Test
    void aHundredMegabytesAreNotRead() throws IOException {
        Path file = folder.resolve("huge.yaml");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(100 << 20);
        }
        assertThat(refusal(file)).isEqualTo("1:1: error: longer than 1 MiB; no scenario needs that");
    }

    @Test
    void aMegabyteOfTextIsReadQuickly() throws IOException {
        assertThat(refusal("# comment\n".repeat(100_000)))
                .isEqualTo("1:1: error: the file is empty; allowed: a mapping with the keys of a scenario");
        assertThat(refusal("k: v\n".repeat(24_000))).contains("2:1: error: key 'k' is written twice");
        assertThat(refusal("- a\n".repeat(200_000))).contains("more than 50000 values");
    }

    @Test
    void endlessLinesAreNotScanned() throws IOException {
        for (String line :
                new String[] {"scenario: 9", "scenario: \"9", "# ", " ", "a: &a", "a: !", "%", ":", "[*a, "}) {
            assertThat(refusal("\n" + line + line.substring(line.length() - 1).repeat(1_000_000)))
                    .isEqualTo("2:1: error: a line of more than 100000 characters");
        }
    }

    @Test
    void everyKeyTwiceIsReportedOnlyAsFarAsAnybodyReads() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 24_000; i++) {
            text.append('k').append(i % 12_000).append(": v\n");
        }
        assertThat(refusal(text.toString())).isEqualTo("12001:1: error: key 'k0' is written twice in one mapping");
    }

    @Test
    void patternsHaveABudget() throws IOException {
        StringBuilder text = new StringBuilder("scenario: s\nduration: 1s\nfaults:\n");
        for (int i = 0; i < 6_000; i++) {
            text.append("- {at: 0s, fault: linkDown, path: \"*x").append(i).append("\"}\n");
        }
        text.append("repeat: [{count: 10000, paths: [{name: \"p-${i}\"}]}]\n");
        assertThat(refusal(text.toString())).contains("fits no name");
    }

    @Test
    void aHundredThousandBracketsAreRefusedAtTheSixtyFifth() throws IOException {
        assertThat(refusal("[\n".repeat(100_000))).isEqualTo("65:1: error: nested more than 64 levels deep");
        assertThat(refusal("a: " + "{b: ".repeat(20_000))).contains("nested more than 64 levels deep");
        assertThat(refusal("- ".repeat(40_000))).contains("nested more than 64 levels deep");
        assertThat(refusal("? ".repeat(40_000))).contains("nested more than 64 levels deep");
    }

    @Test
    void binaryIsNotAScenario() throws IOException {
        byte[] garbage = new byte[100_000];
        new Random(1).nextBytes(garbage);
        assertThat(refusal(garbage)).contains("error: ");
        assertThat(refusal(new byte[] {'a', ':', ' ', 0, '\n'}))
                .isEqualTo("1:4: error: control character \\u0000; allowed: text");
        assertThat(refusal(new byte[] {'a', '\n', 'b', ':', (byte) 0xff}))
                .isEqualTo("2:3: error: octet 0xff is not UTF-8 text");
        assertThat(refusal("a: b".getBytes(StandardCharsets.UTF_16)))
                .isEqualTo("1:1: error: is UTF-16 text; allowed: UTF-8");
    }

    @Test
    void nothingIsNotAScenario() throws IOException {
        String empty = "1:1: error: the file is empty; allowed: a mapping with the keys of a scenario";
        assertThat(refusal("")).isEqualTo(empty);
        assertThat(refusal("~")).isEqualTo(empty);
        assertThat(refusal("\n\n# only a comment\n")).isEqualTo(empty);
        assertThat(refusal("---\n...\n")).isEqualTo(empty);
        assertThat(refusal("- a\n"))
                .isEqualTo("1:1: error: found a list; allowed: a mapping with the keys of a scenario");
        assertThat(refusal("hello"))
                .isEqualTo("1:1: error: found 'hello'; allowed: a mapping with the keys of a scenario");
        assertThat(refusal(folder)).isEqualTo("1:1: error: is a directory");
        assertThat(refusal(folder.resolve("absent.yaml"))).isEqualTo("1:1: error: there is no such file");
    }

    @Test
    void syntaxErrorsSayWhere() throws IOException {
        assertThat(refusal("a: b\n\tc: d\n")).startsWith("2:1: error: not YAML: ");
        assertThat(refusal("a: [1, 2\nb: c\n")).startsWith("2:2: error: not YAML: ");
        assertThat(refusal("a: b\n---\nc: d\n"))
                .isEqualTo("2:1: error: a second document starts here; allowed: one document in a file");
        assertThat(refusal("a: !!java/object:x y\n")).startsWith("1:4: error: tag ");
        assertThat(refusal("? [a]\n: b\n")).isEqualTo("1:3: error: found a list as a key; allowed: a word");
    }

    @Test
    void hugeNumbersAreOnlyText() throws IOException {
        String digits = "9".repeat(90_000);
        for (String key : new String[] {"seed", "duration", "esp"}) {
            assertThat(refusal(key + ": " + digits)).contains("error: ");
        }
        assertThat(refusal("repeat: [{count: " + digits + "}]")).contains("error: ");
        assertThat(refusal("scenario: a\nduration: 1s\ndescription: \"${" + digits + "}\""))
                .contains("expression longer than 200 characters");
    }

    @Test
    void repetitionsHaveABudget() throws IOException {
        String text = """
                scenario: bomb
                duration: 1s
                repeat:
                  - index: i
                    count: 100000
                    repeat:
                      - index: j
                        count: 100000
                        repeat:
                          - index: k
                            count: 100000
                            paths: [{name: "p-${i}-${j}-${k}"}]
                """;
        assertThat(refusal(text)).contains("the repetitions make more than 150000 values");
        String hollow = text.replaceFirst(" +paths:.*\n", "");
        assertThat(refusal(hollow)).contains("the repetitions make more than 150000 values");
    }

    @Test
    void longTextsInTemplatesCountAsSeveralValues() throws IOException {
        String text = "scenario: bomb\nduration: 1s\nrepeat: [{count: 75000, paths: [{name: \"%s\"}]}]\n";
        assertThat(refusal(text.formatted("${i+i+i+i+i+i+i+i}".repeat(200))))
                .contains("the repetitions make more than 150000 values");
    }

    @Test
    void crossProductsHaveALimit() throws IOException {
        String text = """
                scenario: bomb
                duration: 1s
                repeat:
                  - count: 5000
                    dataCenters:
                      - name: d-${i}
                        cidrBlock: 10.0.0.0/8
                        hosts: [{name: "h-${i}", address: 10.0.0.1}]
                traffic:
                  - {name: all, kind: ping, from: "h-*", to: "h-*"}
                """;
        assertThat(refusal(text)).contains("more than 50000 flows");
    }

    @Test
    void expectationsOfManyFlowsHaveALimit() throws IOException {
        String text = """
                scenario: bomb
                duration: 1s
                repeat:
                  - count: 200
                    dataCenters:
                      - name: d-${i}
                        cidrBlock: 10.0.0.0/8
                        hosts: [{name: "h-${i}", address: 10.0.0.1}]
                  - count: 1500
                    expectations: [{flow: all, maxOutage: 1s}]
                traffic:
                  - {name: all, kind: ping, from: "h-*", to: "h-*"}
                """;
        assertThat(refusal(text)).contains("more than 100000 flows and tunnels in expectations");
    }

    @Test
    void patternsCannotBacktrackForever() throws IOException {
        String name = "a".repeat(64);
        String pattern = "*a".repeat(60) + "b";
        String text = "scenario: s\nduration: 1s\npaths: [{name: " + name + "}]\n" + "faults: [{path: \"" + pattern
                + "\", at: 0s, fault: linkDown}]\n";
        long start = System.nanoTime();
        assertThat(Refusals.diagnostics(text)).anyMatch(line -> line.contains("fits no name"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }
}
