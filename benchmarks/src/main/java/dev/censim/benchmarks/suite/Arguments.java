package dev.censim.benchmarks.suite;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the program is told, as {@code key=value}.
 *
 * @param set {@code quick}, {@code full}, {@code ratios} or {@code trial}
 * @param only paths; all when empty
 * @param out the file to write
 * @param root the project's folder
 * @param ratios the file whose rows are measured, for the set {@code ratios}
 */
record Arguments(
        String set, List<String> only, Path out, Path root, String version, String commit, Optional<Path> ratios) {

    static Arguments of(String... args) {
        Map<String, String> given = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not key=value: " + arg);
            }
            given.put(arg.substring(0, equals), arg.substring(equals + 1));
        }
        String only = given.getOrDefault("only", "");
        return new Arguments(
                given.getOrDefault("set", "quick"),
                only.isEmpty() ? List.of() : List.of(only.split(",")),
                Path.of(Objects.requireNonNull(given.get("out"), "out=FILE")),
                Path.of(given.getOrDefault("root", ".")),
                given.getOrDefault("version", "unknown"),
                given.getOrDefault("commit", "unknown"),
                Optional.ofNullable(given.get("ratios")).map(Path::of));
    }

    Pace pace() {
        return switch (set) {
            case "quick" -> Pace.QUICK;
            case "full" -> Pace.FULL;
            case "ratios" -> Pace.RATIOS;
            case "trial" -> Pace.TRIAL;
            default -> throw new IllegalArgumentException("no such set: " + set);
        };
    }
}
