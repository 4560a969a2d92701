package dev.censim.scenarios.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Composes the tree of one YAML 1.2 document from the parser's events, with anchors, aliases and merge keys.
 *
 * <p>A loop, not a recursion, and with budgets: a hostile document (deep brackets, an alias bomb) is refused where it goes too
 * far. The depth and size of what an alias stands for count as if they were written out.
 */
final class YamlText {

    static final int DEPTH_LIMIT = 64;
    static final int NODE_LIMIT = 50_000;

    /** A document that cannot be composed; the only way out of the loop. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Mark mark;
        private final transient Optional<String> remedy;

        private Unreadable(Mark mark, String message, Optional<String> remedy) {
            super(message, null, false, false);
            this.mark = mark;
            this.remedy = remedy;
        }

        private Unreadable(Mark mark, String message) {
            this(mark, message, Optional.empty());
        }
    }

    /** A finished node with its cost. */
    private record Sized(Node node, int size, int height) {}

    /** A collection whose end has not come. */
    private static final class Open {
        private final Mark mark;
        private final boolean isMapping;
        private final Optional<Anchor> anchor;
        private final List<Node> items = new ArrayList<>();
        private final List<Node.Entry> entries = new ArrayList<>();
        private final List<Node> merged = new ArrayList<>();
        private final Map<String, Mark> keys = new HashMap<>();
        private Node.@Nullable Scalar key;
        private int size = 1;
        private int height = 1;

        private Open(Mark mark, boolean isMapping, Optional<Anchor> anchor) {
            this.mark = mark;
            this.isMapping = isMapping;
            this.anchor = anchor;
        }
    }

    private final Diagnostics diagnostics;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Sized> anchored = new HashMap<>();
    private final Set<Anchor> unfinished = new HashSet<>();
    private Optional<Node> root = Optional.empty();
    private int documents;
    private int nodes;

    private YamlText(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** The root mapping; empty after an error has been reported. */
    static Optional<Node.Mapping> compose(String file, String text, Diagnostics diagnostics) {
        YamlText composer = new YamlText(diagnostics);
        try {
            return composer.document(file, text);
        } catch (Unreadable e) {
            diagnostics.error(e.mark, String.valueOf(e.getMessage()), e.remedy);
            return Optional.empty();
        }
    }

    private Optional<Node.Mapping> document(String file, String text) throws Unreadable {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                take(event);
            }
        } catch (MarkedYamlEngineException e) {
            throw syntax(e, text);
        } catch (YamlEngineException e) {
            throw new Unreadable(Mark.START, "not YAML: " + firstLine(e.getMessage()));
        }
        Optional<Node> composed = root;
        if (composed.isEmpty() || (composed.get() instanceof Node.Scalar scalar && scalar.isNull())) {
            throw new Unreadable(
                    Mark.START, "the file is empty; allowed: a mapping with the keys of a scenario", helpStart());
        }
        if (composed.get() instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        throw new Unreadable(
                composed.get().mark(),
                "found " + composed.get().found() + "; allowed: a mapping with the keys of a scenario",
                helpStart());
    }

    private static Optional<String> helpStart() {
        return Optional.of("start with 'scenario: my-first' and 'duration: 60s'");
    }

    private void take(Event event) throws Unreadable {
        switch (event.getEventId()) {
            case DocumentStart -> startDocument((DocumentStartEvent) event);
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias((AliasEvent) event);
            case MappingStart, SequenceStart -> start((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> end();
            default -> {}
        }
    }

    private void startDocument(DocumentStartEvent event) throws Unreadable {
        if (++documents > 1) {
            throw new Unreadable(markOf(event), "a second document starts here; allowed: one document in a file");
        }
    }

    private void scalar(ScalarEvent event) throws Unreadable {
        Mark mark = markOf(event);
        if (event.getTag().isPresent() && !event.getTag().get().equals("tag:yaml.org,2002:str")) {
            refuseTag(mark, event.getTag().get());
        }
        boolean plain =
                event.getScalarStyle() == ScalarStyle.PLAIN && event.getTag().isEmpty();
        Sized sized = new Sized(new Node.Scalar(mark, event.getValue(), plain), 1, 0);
        event.getAnchor().ifPresent(anchor -> anchored.put(anchor, sized));
        place(sized, mark);
    }

    private void alias(AliasEvent event) throws Unreadable {
        Mark mark = markOf(event);
        Anchor anchor = event.getAlias();
        Sized target = anchored.get(anchor);
        if (unfinished.contains(anchor)) {
            throw new Unreadable(mark, "alias " + Quote.of("*" + anchor.getValue()) + " stands inside its own anchor");
        }
        if (target == null) {
            throw new Unreadable(
                    mark, "alias " + Quote.of("*" + anchor.getValue()) + " has no anchor before it in the file");
        }
        place(target, mark);
    }

    private void start(CollectionStartEvent event) throws Unreadable {
        Mark mark = markOf(event);
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        if (event.getTag().isPresent()) {
            refuseTag(mark, event.getTag().get());
        }
        if (open.size() >= DEPTH_LIMIT) {
            throw tooDeep(mark);
        }
        anchor.ifPresent(unfinished::add);
        open.push(new Open(mark, event.getEventId() == Event.ID.MappingStart, anchor));
    }

    private void end() throws Unreadable {
        Open done = open.pop();
        Node node = done.isMapping ? mapping(done) : new Node.Sequence(done.mark, done.items);
        Sized sized = new Sized(node, done.size, done.height);
        done.anchor.ifPresent(anchor -> {
            unfinished.remove(anchor);
            anchored.put(anchor, sized);
        });
        place(sized, done.mark);
    }

    private void place(Sized sized, Mark mark) throws Unreadable {
        nodes += 1;
        Open parent = open.peek();
        if (parent == null) {
            root = Optional.of(sized.node());
            return;
        }
        parent.size += sized.size();
        parent.height = Math.max(parent.height, sized.height() + 1);
        if (parent.size > NODE_LIMIT || nodes > NODE_LIMIT) {
            throw new Unreadable(
                    mark,
                    "more than " + NODE_LIMIT + " values, aliases written out",
                    Optional.of("write like sites once, under 'repeat'"));
        }
        if (open.size() + sized.height() > DEPTH_LIMIT) {
            throw tooDeep(mark);
        }
        if (!parent.isMapping) {
            parent.items.add(sized.node());
        } else if (parent.key == null) {
            parent.key = key(sized.node(), mark);
        } else {
            entry(parent, parent.key, sized.node());
            parent.key = null;
        }
    }

    private static Node.Scalar key(Node node, Mark mark) throws Unreadable {
        if (node instanceof Node.Scalar scalar) {
            return new Node.Scalar(mark, scalar.text(), scalar.plain());
        }
        throw new Unreadable(
                mark,
                "found " + node.found() + " as a key; allowed: a word",
                Optional.of("inside { } or [ ] put quotes around text that holds ${...}"));
    }

    private void entry(Open parent, Node.Scalar key, Node value) {
        if (key.plain() && key.text().equals("<<")) {
            parent.merged.add(value);
            return;
        }
        Mark first = parent.keys.putIfAbsent(key.text(), key.mark());
        if (first == null) {
            parent.entries.add(new Node.Entry(key, value));
        } else {
            diagnostics.error(
                    key.mark(),
                    "key " + Quote.of(key.text()) + " is written twice in one mapping",
                    "first at " + first);
        }
    }

    /** Merge keys: own entries win over merged ones, earlier merged mappings over later ones. */
    private Node.Mapping mapping(Open done) {
        List<Node> sources = new ArrayList<>();
        for (Node source : done.merged) {
            if (source instanceof Node.Sequence list) {
                sources.addAll(list.items());
            } else {
                sources.add(source);
            }
        }
        for (Node source : sources) {
            if (source instanceof Node.Mapping other) {
                for (Node.Entry entry : other.entries()) {
                    if (done.keys.putIfAbsent(entry.key().text(), entry.key().mark()) == null) {
                        done.entries.add(entry);
                    }
                }
            } else {
                diagnostics.error(
                        source.mark(), "'<<' merges " + source.found() + "; allowed: a mapping, or a list of mappings");
            }
        }
        return new Node.Mapping(done.mark, done.entries);
    }

    private static void refuseTag(Mark mark, String tag) throws Unreadable {
        throw new Unreadable(mark, "tag " + Quote.of(tag) + " is not allowed; values need no tags here");
    }

    private static Unreadable tooDeep(Mark mark) {
        return new Unreadable(mark, "nested more than " + DEPTH_LIMIT + " levels deep");
    }

    private static Mark markOf(Event event) {
        return event.getStartMark().map(YamlText::markOf).orElse(Mark.START);
    }

    private static Mark markOf(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Unreadable syntax(MarkedYamlEngineException e, String text) {
        Mark mark = e.getProblemMark().map(YamlText::markOf).orElse(Mark.START);
        String context = e.getContext() == null || e.getContext().isBlank() ? "" : firstLine(e.getContext()) + ": ";
        String problem = firstLine(e.getProblem());
        String line = text.lines().skip(mark.line() - 1L).findFirst().orElse("");
        Optional<String> remedy = Optional.empty();
        if (problem.contains("\\t") || line.stripTrailing().startsWith("\t")) {
            remedy = Optional.of("indent with spaces; YAML does not allow tabs there");
        } else if (line.contains("${")) {
            remedy = Optional.of("inside { } or [ ] put quotes around text that holds ${...}: \"site-${i}\"");
        }
        return new Unreadable(mark, "not YAML: " + context + problem, remedy);
    }

    private static String firstLine(@Nullable String text) {
        if (text == null) {
            return "cannot be read";
        }
        String line = text.lines().findFirst().orElse("");
        return line.length() > 160 ? line.substring(0, 160) : line;
    }
}
