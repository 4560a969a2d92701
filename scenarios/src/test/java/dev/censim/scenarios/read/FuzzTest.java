package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated scenarios are accepted or refused with positions inside the text; nothing is ever thrown and nothing hangs. */
final class FuzzTest {

    private static final long SEED = 20_260_224;
    private static final int ROUNDS = 1_500;

    private static final List<String> TOKENS = List.of(
            "0",
            "-1",
            "99999999999999999999",
            "~",
            "[]",
            "{}",
            "[[",
            "}}",
            ":",
            "- ",
            "\n",
            "\t",
            "*a",
            "&a ",
            "<<: ",
            "!!x ",
            "${i}",
            "${1/0}",
            "${",
            "'",
            "\"",
            "# ",
            "| ",
            "> ",
            "10.0.0.0/33",
            "0s",
            "1e9s",
            "100%",
            "\u00e9",
            "\ud83d\ude00",
            "null",
            "true",
            "*",
            "?",
            "---\n",
            "...\n",
            "system",
            "blackhole",
            ",",
            "%",
            "@",
            "`");

    @Test
    void mutatedScenariosNeverThrow() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : ShippedScenariosTest.shipped()) {
            if (!file.toString().contains("hub")) {
                texts.add(Files.readString(file));
            }
        }
        texts.add(Refusals.SOUND);
        Random random = new Random(SEED);
        int accepted = 0;
        long start = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutated(texts.get(random.nextInt(texts.size())), random);
            ReadResult result;
            try {
                result = ScenarioReader.read("fuzz.yaml", text);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + SEED + ", round " + round + ":\n" + text, e);
            }
            if (result instanceof ReadResult.Refused refused) {
                assertPositions(refused, text, round);
            } else {
                accepted++;
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(120));
        assertThat(accepted).as("seed " + SEED).isBetween(1, ROUNDS - 1);
    }

    private static void assertPositions(ReadResult.Refused refused, String text, int round) {
        List<String> lines = List.of(text.split("\n|\r\n|\r|\u0085|\u2028|\u2029", -1));
        assertThat(refused.diagnostics()).isNotEmpty();
        for (Diagnostic diagnostic : refused.diagnostics()) {
            assertThat(diagnostic.line()).as("seed %d, round %d", SEED, round).isBetween(1, lines.size());
            assertThat(diagnostic.column())
                    .as("seed %d, round %d: %s", SEED, round, diagnostic)
                    .isBetween(1, lines.get(diagnostic.line() - 1).length() + 1);
        }
        assertThat(refused.diagnostics()).anyMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    }

    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(out.length());
            int end = Math.min(out.length(), at + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> out.delete(at, end);
                case 1 -> out.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
                case 2 -> out.replace(at, end, TOKENS.get(random.nextInt(TOKENS.size())));
                case 3 -> out.setCharAt(at, (char) (' ' + random.nextInt(95)));
                default -> out.insert(at, out.substring(at, Math.min(out.length(), at + random.nextInt(200))));
            }
        }
        return out.toString();
    }
}
