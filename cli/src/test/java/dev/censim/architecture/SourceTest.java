package dev.censim.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** House rules that only the sources can show. */
final class SourceTest {

    private static final int LINES_MAX = 400;

    private static final List<Path> SOURCES = sources();

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noFileIsTooLongToBeReadAtOnce() {
        List<String> tooLong = new ArrayList<>();
        for (Path source : SOURCES) {
            int lines = lines(source).size();
            if (lines > LINES_MAX) {
                tooLong.add(source + ": " + lines);
            }
        }

        assertThat(SOURCES).hasSizeGreaterThan(100);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        Set<Path> silent = new TreeSet<>();
        for (Path source : SOURCES) {
            Path page = source.resolveSibling("package-info.java");
            if (!Files.exists(page) || !lines(page).get(0).equals("/**")) {
                silent.add(page);
            }
        }

        assertThat(silent).isEmpty();
    }
}
