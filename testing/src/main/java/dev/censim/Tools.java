package dev.censim;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Programs that a test needs and a developer's machine may lack, such as {@code tshark}. Where one is missing the running test
 * is skipped and says so; under {@code CENSIM_CI=1}, which {@code .ci/run} sets, it fails, for a skipped test proves nothing.
 */
public final class Tools {

    private Tools() {}

    /** Where the program is, or the running test is skipped; fails instead on a build server. */
    public static Path require(String program) {
        return find(program).orElseGet(() -> missing(program + " is not on the PATH (.ci/install-tools installs it)"));
    }

    /** The program, when it is on the {@code PATH}. */
    public static Optional<Path> find(String program) {
        String path = System.getenv("PATH");
        if (path == null) {
            return Optional.empty();
        }
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether what is missing fails a test rather than skipping it. */
    public static boolean mustBePresent() {
        return "1".equals(System.getenv("CENSIM_CI"));
    }

    private static <T> T missing(String what) {
        if (mustBePresent()) {
            return fail(what);
        }
        return abort("SKIPPED, NOTHING WAS TESTED: " + what);
    }
}
