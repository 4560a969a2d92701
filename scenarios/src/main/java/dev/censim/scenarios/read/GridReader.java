package dev.censim.scenarios.read;

import dev.censim.scenarios.read.Grid.Dimension;
import dev.censim.scenarios.read.Grid.Setting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a grid and the scenario that it varies, and every cell of it, before anything runs. Never throws for what the files hold. The
 * language is described in {@code docs/sweep.md}.
 */
public final class GridReader {

    /** What came of it. */
    public sealed interface Result {

        record Accepted(Grid grid) implements Result {}

        /** Everything that is wrong, with the grid or with cells; of what is wrong in several cells the first is named. */
        record Refused(List<Diagnostic> diagnostics) implements Result {
            public Refused {
                diagnostics = List.copyOf(diagnostics);
            }
        }
    }

    private static final long CELLS_LIMIT = 100_000;
    private static final Duration LONGEST_WATCH = Duration.ofDays(30);

    private record Place(String file, int line, int column, String message) {}

    private final Diagnostics diagnostics;
    private final Set<String> names = new LinkedHashSet<>();

    private GridReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /**
     * @param reserved names that no axis may have
     * @param kinds what can fail
     */
    public static Result read(Path file, List<String> reserved, List<String> kinds) {
        Diagnostics diagnostics = new Diagnostics(file.toString());
        GridReader reader = new GridReader(diagnostics);
        reader.names.addAll(reserved);
        Optional<Node.Mapping> root = tree(file, diagnostics);
        if (root.isEmpty()) {
            return new Result.Refused(diagnostics.sorted());
        }
        return reader.grid(new Cursor(root.get(), "a grid", diagnostics), file, kinds);
    }

    private Result grid(Cursor at, Path file, List<String> kinds) {
        String name = at.required("sweep", Forms.NAME_FORM);
        at.or("description", Forms.TEXT, "");
        Path scenarioFile = scenarioFile(at, file);
        Grid.Task task = task(at, kinds);
        List<Dimension> dimensions = new ArrayList<>();
        at.children("conditions", "a condition")
                .forEach(axis -> dimension(axis, true).ifPresent(dimensions::add));
        at.children("parameters", "a parameter")
                .forEach(axis -> dimension(axis, false).ifPresent(dimensions::add));
        at.done();
        checkSize(at, dimensions);
        if (diagnostics.hasErrors()) {
            return new Result.Refused(diagnostics.sorted());
        }
        if (ScenarioReader.read(scenarioFile) instanceof ReadResult.Refused refused) {
            return new Result.Refused(refused.diagnostics());
        }
        Node.Mapping scenario = tree(scenarioFile, new Diagnostics(scenarioFile.toString()))
                .orElseThrow(() -> new IllegalStateException(scenarioFile + " has changed"));
        return checked(new Grid(name, file.toString(), scenarioFile.toString(), scenario, task, dimensions));
    }

    private static Optional<Node.Mapping> tree(Path file, Diagnostics diagnostics) {
        return ScenarioReader.load(file, diagnostics)
                .flatMap(text -> ScenarioReader.compose(file.toString(), text, diagnostics));
    }

    private static Grid.Task task(Cursor at, List<String> kinds) {
        int failures = at.or("failures", Units.integer(1, 10), 1L).intValue();
        Form<String> kind = new Form<>(
                String.join(", ", kinds),
                "",
                text -> Optional.of(text).filter(kinds::contains),
                typed -> Suggestion.nearest(typed, kinds).map(Form::didYouMean));
        Duration quiet = at.or(
                "quiet",
                Units.POSITIVE_DURATION.where(
                        d -> !d.isZero() && d.compareTo(LONGEST_WATCH) <= 0, "a duration up to 30d, such as 10m"),
                Duration.ofMinutes(10));
        return new Grid.Task(
                failures,
                at.list("elements", kind).stream().map(Located::value).toList(),
                quiet,
                at.list("seeds", Units.integer(0, 999_999_999_999_999_999L)).stream()
                        .map(Located::value)
                        .toList());
    }

    private static Path scenarioFile(Cursor at, Path grid) {
        String text = at.required("scenario", Forms.TEXT);
        try {
            return grid.resolveSibling(text).normalize();
        } catch (InvalidPathException e) {
            at.error("scenario", "scenario: " + Quote.of(text) + " is no name of a file");
            return grid;
        }
    }

    private void checkSize(Cursor at, List<Dimension> dimensions) {
        long cells = 1;
        for (Dimension dimension : dimensions) {
            cells = Math.min(cells * dimension.settings().size(), CELLS_LIMIT + 1);
        }
        if (cells > CELLS_LIMIT) {
            diagnostics.error(at.mark(), "the grid has more than " + CELLS_LIMIT + " cells", "take values out");
        }
    }

    private Optional<Dimension> dimension(Cursor at, boolean isCondition) {
        String name = at.required("name", Forms.NAME_FORM);
        at.check(
                "name",
                names.add(name),
                "name " + Quote.of(name) + " is taken, by another axis or by a column of the results",
                "choose another");
        List<TreePath> places = new ArrayList<>();
        at.list("set", Forms.TEXT).forEach(text -> path(text).ifPresent(places::add));
        boolean isOnePlace = at.has("set");
        Map<String, Node> values = values(at, isOnePlace);
        at.done();
        List<List<Setting>> settings = new ArrayList<>();
        values.values().forEach(value -> settings.add(isOnePlace ? everywhere(places, value) : each(value)));
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(new Dimension(new Axis(name, isCondition, List.copyOf(values.keySet())), settings));
    }

    /** The values by what they are called, in order. */
    private Map<String, Node> values(Cursor at, boolean isOnePlace) {
        Map<String, Node> values = new LinkedHashMap<>();
        Optional<Node> written = at.node("values");
        if (written.isPresent() && written.get() instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> values.put(entry.key().text(), entry.value()));
        } else if (written.isPresent() && written.get() instanceof Node.Sequence list && isOnePlace) {
            list.items().forEach(item -> value(at, item, values));
        } else if (written.isPresent()) {
            at.error(
                    "values",
                    "values: found " + written.get().found()
                            + "; allowed: a list of values for 'set', or a mapping from"
                            + " what each value is called to the value");
        }
        if (values.isEmpty() && at.sound("values")) {
            at.missing("values", "a list of values, or a mapping from what each is called to the value");
        }
        return values;
    }

    private static void value(Cursor at, Node item, Map<String, Node> values) {
        if (!(item instanceof Node.Scalar scalar)) {
            at.error(
                    "values",
                    "values: found " + item.found() + " in the list; what is more than a word needs a name",
                    "write values: {name: " + (item instanceof Node.Mapping ? "{...}" : "[...]") + "}");
        } else if (values.put(scalar.isNull() ? "none" : scalar.text(), item) != null) {
            at.error("values", "values: " + item.found() + " stands there twice", "take one out");
        }
    }

    private static List<Setting> everywhere(List<TreePath> places, Node value) {
        return places.stream().map(place -> setting(place, value)).toList();
    }

    /** Of an axis without a place the values are mappings from places to what stands there. */
    private List<Setting> each(Node value) {
        List<Setting> settings = new ArrayList<>();
        if (value instanceof Node.Mapping mapping) {
            mapping.entries()
                    .forEach(entry -> path(new Located<>(
                                    entry.key().text(), entry.key().mark()))
                            .ifPresent(place -> settings.add(setting(place, entry.value()))));
        } else {
            diagnostics.error(
                    value.mark(),
                    "found " + value.found() + "; allowed without 'set': a mapping from paths to values",
                    "say with 'set' where the values go");
        }
        return settings;
    }

    private static Setting setting(TreePath place, Node value) {
        boolean isNothing = value instanceof Node.Scalar scalar && scalar.isNull();
        return new Setting(place, isNothing ? Optional.empty() : Optional.of(GridMarks.ofGrid(value)));
    }

    private Optional<TreePath> path(Located<String> text) {
        try {
            return Optional.of(TreePath.parse(text.value(), GridMarks.ofGrid(text.mark())));
        } catch (TreePath.NoSuchPlace e) {
            diagnostics.error(text.mark(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Reads every cell. What is wrong in several is told once. */
    private static Result checked(Grid grid) {
        Map<Place, Diagnostic> first = new LinkedHashMap<>();
        Map<Place, List<Integer>> cells = new LinkedHashMap<>();
        for (int cell = 0; cell < grid.size() && first.size() < Diagnostics.LIMIT; cell++) {
            if (grid.read(cell) instanceof ReadResult.Refused refused) {
                for (Diagnostic found : refused.diagnostics()) {
                    Place place = new Place(found.file(), found.line(), found.column(), found.message());
                    first.putIfAbsent(place, found);
                    cells.computeIfAbsent(place, key -> new ArrayList<>()).add(cell);
                }
            }
        }
        if (first.isEmpty()) {
            return new Result.Accepted(grid);
        }
        List<Diagnostic> all = new ArrayList<>();
        first.forEach((place, found) ->
                all.add(GridMarks.with(found, where(grid, cells.getOrDefault(place, List.of())))));
        return new Result.Refused(all);
    }

    private static String where(Grid grid, List<Integer> cells) {
        if (cells.size() == grid.size()) {
            return "";
        }
        String others = cells.size() == 1 ? "" : ", and " + (cells.size() - 1) + " more cells";
        return " (in cell " + grid.words(cells.get(0)) + others + ")";
    }
}
