package dev.censim.scenarios.read;

import dev.censim.scenarios.read.Expression.Unusable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Unfolds {@code repeat}: each element is written once and appended {@code count} times to the sections that it holds, with
 * <code>${...}</code> replaced. Positions stay those of the template.
 */
final class Templates {

    /** Sections that hold lists of objects, in the order in which they are read. */
    static final List<String> SECTIONS = List.of(
            "regions",
            "transitRouters",
            "vpcs",
            "vpnGateways",
            "ccns",
            "dataCenters",
            "paths",
            "interRegionConnections",
            "ecrs",
            "vpnConnections",
            "vbrs",
            "vbrFailoverGroups",
            "traffic",
            "faults",
            "changes",
            "expectations",
            "reliability");

    /**
     * @param words such as {@code i = 7}, for messages
     */
    private record Scope(Map<String, Long> indices, String words) {
        private static final Scope NONE = new Scope(Map.of(), "");

        private Scope with(String index, long value) {
            Map<String, Long> all = new LinkedHashMap<>(indices);
            all.put(index, value);
            return new Scope(all, (words.isEmpty() ? "" : words + ", ") + index + " = " + value);
        }
    }

    /** Two thousand sites with hosts, tunnels and paths of their own. */
    private static final int NODE_LIMIT = 150_000;

    /** A text with expressions costs as many values as it holds times this many characters. */
    private static final int CHARACTERS_PER_VALUE = 8;

    private static final long COUNT_LIMIT = 100_000;

    private final Diagnostics diagnostics;
    private final Map<String, List<Node>> appended = new LinkedHashMap<>();
    private int nodes;

    private Templates(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** The same mapping without {@code repeat}; empty when it would be too large, which has been reported. */
    static Optional<Node.Mapping> unfold(Node.Mapping root, Diagnostics diagnostics) {
        Templates templates = new Templates(diagnostics);
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : root.entries()) {
            if (entry.key().text().equals("repeat")) {
                templates.repeat(entry.value(), Scope.NONE);
            } else {
                entries.add(new Node.Entry(entry.key(), templates.substituted(entry.value(), Scope.NONE)));
            }
        }
        templates.appended.forEach((section, items) -> append(entries, section, items));
        boolean withinBudget = templates.nodes <= NODE_LIMIT;
        return withinBudget ? Optional.of(new Node.Mapping(root.mark(), entries)) : Optional.empty();
    }

    private static void append(List<Node.Entry> entries, String section, List<Node> items) {
        Mark mark = items.get(0).mark();
        for (int i = 0; i < entries.size(); i++) {
            Node.Entry entry = entries.get(i);
            if (entry.key().text().equals(section)) {
                List<Node> all = new ArrayList<>();
                if (entry.value() instanceof Node.Sequence list) {
                    all.addAll(list.items());
                } else if (!(entry.value() instanceof Node.Scalar scalar && scalar.isNull())) {
                    all.add(entry.value());
                }
                all.addAll(items);
                entries.set(
                        i,
                        new Node.Entry(
                                entry.key(), new Node.Sequence(entry.value().mark(), all)));
                return;
            }
        }
        entries.add(new Node.Entry(new Node.Scalar(mark, section, true), new Node.Sequence(mark, items)));
    }

    private void repeat(Node value, Scope outer) {
        Node.Mapping holder = new Node.Mapping(
                value.mark(), List.of(new Node.Entry(new Node.Scalar(value.mark(), "repeat", true), value)));
        for (Cursor element : new Cursor(holder, "a scenario", diagnostics).children("repeat", "a repetition")) {
            element(element, outer);
        }
    }

    private void element(Cursor raw, Scope outer) {
        Cursor at = raw.withScalars(node -> substituted(node, outer), List.of("index", "from", "count"));
        String index = at.or("index", Forms.NAME_FORM, "i");
        long from = at.or("from", Units.integer(-1_000_000, 1_000_000), 1L);
        long count = at.required("count", Units.integer(0, COUNT_LIMIT));
        at.check(
                "index",
                !outer.indices().containsKey(index),
                "index " + Quote.of(index) + " is already the index of a repetition around this one",
                "choose another name, such as 'j'");
        SECTIONS.forEach(at::has);
        at.has("repeat");
        at.done();
        if (!at.sound("index") || !at.sound("from") || !at.sound("count")) {
            return;
        }
        for (long i = from; i < from + count && spend(at.mark(), 1); i++) {
            Scope scope = outer.with(index, i);
            for (String section : SECTIONS) {
                at.node(section).ifPresent(node -> appendSection(section, node, scope));
            }
            at.node("repeat").ifPresent(node -> repeat(node, scope));
        }
    }

    private void appendSection(String section, Node node, Scope scope) {
        List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
        for (Node item : items) {
            appended.computeIfAbsent(section, key -> new ArrayList<>()).add(substituted(item, scope));
        }
    }

    /** Counts values, or one repetition, which may hold none; reports when the budget is gone. */
    private boolean spend(Mark mark, int cost) {
        boolean hadSome = nodes <= NODE_LIMIT;
        nodes += cost;
        if (hadSome && nodes > NODE_LIMIT) {
            diagnostics.error(
                    mark,
                    "the repetitions make more than " + NODE_LIMIT + " values",
                    "lower 'count', or split the scenario");
        }
        return nodes <= NODE_LIMIT;
    }

    private Node substituted(Node node, Scope scope) {
        if (!spend(node.mark(), cost(node))) {
            return node;
        }
        Mark mark = marked(node.mark(), scope);
        if (node instanceof Node.Sequence list) {
            List<Node> items = new ArrayList<>(list.items().size());
            list.items().forEach(item -> items.add(substituted(item, scope)));
            return new Node.Sequence(mark, items);
        }
        if (node instanceof Node.Mapping mapping) {
            List<Node.Entry> entries = new ArrayList<>(mapping.entries().size());
            for (Node.Entry entry : mapping.entries()) {
                Node.Scalar key = entry.key();
                entries.add(new Node.Entry(
                        new Node.Scalar(marked(key.mark(), scope), key.text(), key.plain()),
                        substituted(entry.value(), scope)));
            }
            return new Node.Mapping(mark, entries);
        }
        return scalar((Node.Scalar) node, mark, scope);
    }

    private static int cost(Node node) {
        return node instanceof Node.Scalar scalar && scalar.text().contains("${")
                ? 1 + scalar.text().length() / CHARACTERS_PER_VALUE
                : 1;
    }

    private Node scalar(Node.Scalar scalar, Mark mark, Scope scope) {
        try {
            return new Node.Scalar(mark, Expression.substitute(scalar.text(), scope.indices()), scalar.plain());
        } catch (Unusable e) {
            diagnostics.error(mark, String.valueOf(e.getMessage()));
            return new Node.Scalar(mark, scalar.text(), scalar.plain());
        }
    }

    private static Mark marked(Mark mark, Scope scope) {
        return scope.words().isEmpty() ? mark : new Mark(mark.line(), mark.column(), scope.words());
    }
}
