package dev.censim.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table "Who may import whom" as {@code docs/architecture.md} has it. The page is the rule and the test reads it, so the two
 * cannot disagree.
 */
record ImportTable(List<Row> rows) {

    static final String ROOT = "dev.censim.";
    private static final Path PAGE = Path.of("..", "docs", "architecture.md");
    private static final String HEADING = "| package | may import | libraries | must not know |";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * One package and everything beneath it that has no row of its own.
     *
     * @param subject without the root, such as {@code scenarios.check}
     * @param imports packages, or single types such as {@code kernel.Fact}
     * @param libraries first parts of the names of packages that are not the JDK's
     */
    record Row(String subject, Set<String> imports, Set<String> libraries) {

        boolean allows(String type) {
            if (type.startsWith(ROOT)) {
                String own = type.substring(ROOT.length());
                return isWithin(own, subject) || imports.stream().anyMatch(allowed -> isWithin(own, allowed));
            }
            return type.startsWith("java.")
                    || type.startsWith("javax.crypto.")
                    || type.startsWith("org.jspecify.")
                    || libraries.stream().anyMatch(library -> type.startsWith(library + "."));
        }

        private static boolean isWithin(String type, String place) {
            return type.equals(place) || type.startsWith(place + ".") || type.startsWith(place + "$");
        }
    }

    static ImportTable read() {
        try {
            List<String> lines = Files.readAllLines(PAGE);
            int start = lines.indexOf(HEADING);
            if (start < 0) {
                throw new AssertionError(PAGE + " has no table that begins with " + HEADING);
            }
            List<Row> rows = new ArrayList<>();
            for (String line : lines.subList(start + 2, lines.size())) {
                if (!line.startsWith("|")) {
                    break;
                }
                String[] cells = line.substring(1).split("\\|");
                for (String subject : codes(cells[0])) {
                    rows.add(new Row(subject, codes(cells[1]), codes(cells[2])));
                }
            }
            return new ImportTable(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of a package: the most specific one. */
    Optional<Row> of(String packageName) {
        return rows.stream()
                .filter(row -> (packageName + ".").startsWith(ROOT + row.subject + "."))
                .max(Comparator.comparingInt(row -> row.subject.length()));
    }

    private static Set<String> codes(String cell) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = CODE.matcher(cell);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
