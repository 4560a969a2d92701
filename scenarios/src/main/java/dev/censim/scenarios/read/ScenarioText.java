package dev.censim.scenarios.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text of a scenario that has been accepted, to make another one of: what is asked for is replaced where it stands, and all
 * else stays as its author wrote it, comments, anchors and templates included. An alias whose anchor goes is written out.
 */
public final class ScenarioText {

    /** One replacement, in code points. */
    private record Edit(int from, int to, String text) {

        private boolean holds(Written value) {
            return from <= value.from() && value.to() <= to;
        }
    }

    private final String text;
    private final List<Written> values;
    private final Written.Mapping root;
    private final List<Edit> edits = new ArrayList<>();
    private final StringBuilder added = new StringBuilder();

    private ScenarioText(String text) {
        this.text = text;
        values = Written.in(text);
        root = (Written.Mapping) values.get(0);
    }

    /** @param raw as in the file, which {@link ScenarioReader} has accepted */
    public static ScenarioText of(String raw) {
        return new ScenarioText(raw.startsWith("\ufeff") ? raw.substring(1) : raw);
    }

    /** A duration as scenarios write it, exact to the nanosecond. */
    public static String duration(Duration duration) {
        return Units.text(duration);
    }

    /** A name as scenarios write it, wherever a name may stand. */
    public static String word(String name) {
        return new Written.Scalar(0, 0, name, !new Node.Scalar(Mark.START, name, true).isNull()).inline();
    }

    /** Writes a value at the top of the scenario, in place of the one that stands there. */
    public ScenarioText with(String key, String value) {
        Optional<Written.Entry> entry = root.entry(key);
        if (entry.isPresent()) {
            replace(entry.get().value(), spaced(entry.get()) + value);
        } else {
            add(key + ": " + value);
        }
        return this;
    }

    /** Writes a list at the top of the scenario, in place of all that stands there and in its templates. */
    public ScenarioText with(String section, List<String> items) {
        templates(root)
                .forEach(template -> template.entry(section).ifPresent(entry -> {
                    edits.add(new Edit(entry.key().from(), entry.value().to(), section + ": []"));
                }));
        Optional<Written.Entry> entry = root.entry(section);
        String list = list(section, items);
        if (entry.isPresent()) {
            int to = entry.get().value().to();
            edits.add(new Edit(entry.get().key().from(), root.isFlow() ? to : behindComment(to), list));
        } else if (!items.isEmpty()) {
            add(list);
        }
        return this;
    }

    /** Lets all flows that say when they stop do so then. */
    public ScenarioText withFlowsUntil(Duration stop) {
        List<Written.Mapping> holders = new ArrayList<>(templates(root));
        holders.add(root);
        holders.forEach(holder -> holder.entry("traffic")
                .map(Written.Entry::value)
                .ifPresent(traffic -> mappings(traffic)
                        .forEach(flow -> flow.entry("stop")
                                .ifPresent(entry -> replace(entry.value(), spaced(entry) + Units.text(stop))))));
        return this;
    }

    /**
     * The changes of a scenario that are made by an instant, templates unfolded, each as a value for {@link #with}.
     *
     * @param raw as in the file, which {@link ScenarioReader} has accepted
     */
    public static List<String> changesUntil(String raw, Duration end) {
        Diagnostics none = new Diagnostics("scenario");
        return YamlText.compose("scenario", raw.startsWith("\ufeff") ? raw.substring(1) : raw, none)
                .flatMap(written -> Templates.unfold(written, none))
                .map(root -> new Cursor(root, "a scenario", none).mappings("changes"))
                .orElse(List.of())
                .stream()
                .filter(change -> new Cursor(change, "a change", none)
                                .required("at", Units.DURATION)
                                .compareTo(end)
                        <= 0)
                .map(ScenarioText::inline)
                .toList();
    }

    private static String inline(Node node) {
        if (node instanceof Node.Sequence list) {
            return list.items().stream().map(ScenarioText::inline).collect(Collectors.joining(", ", "[", "]"));
        } else if (node instanceof Node.Mapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> inline(entry.key()) + ": " + inline(entry.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return new Written.Scalar(0, 0, scalar.text(), scalar.plain()).inline();
    }

    /** The text that became of it. */
    public String text(String head) {
        List<Edit> all = new ArrayList<>(edits);
        values.forEach(value -> {
            if (value instanceof Written.Alias alias && isGone(alias.target()) && !isGone(alias)) {
                all.add(new Edit(alias.from(), alias.to(), alias.inline()));
            }
        });
        if (!added.isEmpty()) {
            int end = root.isFlow()
                    ? root.entries().get(root.entries().size() - 1).value().to()
                    : lineAfter(root.to());
            all.add(new Edit(end, end, added.toString()));
        }
        all.sort(Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to));
        StringBuilder made = new StringBuilder(head);
        int done = 0;
        for (Edit edit : all) {
            if (edit.from >= done) {
                made.append(text, at(done), at(edit.from)).append(edit.text);
                done = edit.to;
            }
        }
        return made.append(text.substring(at(done))).toString();
    }

    private boolean isGone(Written value) {
        return edits.stream().anyMatch(edit -> edit.holds(value));
    }

    private int at(int codePoint) {
        return text.offsetByCodePoints(0, codePoint);
    }

    private void replace(Written value, String by) {
        edits.add(new Edit(value.from(), value.to(), by));
    }

    /** A value that was not written at all stands at its colon. */
    private static String spaced(Written.Entry entry) {
        return entry.value().from() == entry.value().to() ? " " : "";
    }

    private String list(String section, List<String> items) {
        if (items.isEmpty()) {
            return section + ": []";
        }
        if (root.isFlow()) {
            return section + ": [" + String.join(", ", items) + "]";
        }
        String start = "\n" + margin() + "  - ";
        return section + ":" + start + String.join(start, items);
    }

    private void add(String entry) {
        added.append(root.isFlow() ? ", " + entry : "\n" + margin() + entry + "\n");
    }

    /** What stands before the keys of the root. */
    private String margin() {
        int first = at(root.entries().get(0).key().from());
        return text.substring(text.lastIndexOf('\n', first - 1) + 1, first);
    }

    private int behindComment(int place) {
        int start = at(place);
        int end = endOfLine(start);
        String rest = text.substring(start, end);
        return rest.strip().startsWith("#") ? place + rest.codePointCount(0, rest.length()) : place;
    }

    /** Where a new line may begin. */
    private int lineAfter(int place) {
        int start = at(place);
        if (start > 0 && text.charAt(start - 1) == '\n') {
            return place;
        }
        int end = endOfLine(start);
        return place + text.codePointCount(start, end);
    }

    private int endOfLine(int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private static List<Written.Mapping> templates(Written.Mapping holder) {
        List<Written.Mapping> found = new ArrayList<>();
        holder.entry("repeat")
                .ifPresent(entry -> mappings(entry.value()).forEach(template -> {
                    found.add(template);
                    found.addAll(templates(template));
                }));
        return found;
    }

    /** The mappings of a list or a single one; an alias was met where its anchor stands. */
    private static List<Written.Mapping> mappings(Written value) {
        List<Written> items = value instanceof Written.Sequence list ? list.items() : List.of(value);
        return items.stream()
                .filter(Written.Mapping.class::isInstance)
                .map(Written.Mapping.class::cast)
                .toList();
    }
}
