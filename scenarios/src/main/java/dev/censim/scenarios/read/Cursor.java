package dev.censim.scenarios.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads one mapping key by key. The keys that are asked for are the keys that are allowed: {@link #done()} reports the others.
 *
 * <p>A value that cannot be read is reported once and replaced by its form's placeholder; {@link #check} then stays silent about
 * that key, so that one slip makes one message.
 */
final class Cursor {

    private final Node.Mapping mapping;
    private final String what;
    private final Diagnostics diagnostics;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> unsound = new HashSet<>();

    /**
     * @param what the kind of object with its article, such as {@code a VPC}
     */
    Cursor(Node.Mapping mapping, String what, Diagnostics diagnostics) {
        this.mapping = mapping;
        this.what = what;
        this.diagnostics = diagnostics;
    }

    /** The same mapping with some of its scalar values replaced. */
    Cursor withScalars(UnaryOperator<Node> replace, List<String> keys) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            boolean chosen = keys.contains(entry.key().text()) && entry.value() instanceof Node.Scalar;
            entries.add(chosen ? new Node.Entry(entry.key(), replace.apply(entry.value())) : entry);
        }
        return new Cursor(new Node.Mapping(mapping.mark(), entries), what, diagnostics);
    }

    Mark mark() {
        return mapping.mark();
    }

    Diagnostics diagnostics() {
        return diagnostics;
    }

    /** Where the key's value stands; the mapping itself when the key is absent. */
    Mark mark(String key) {
        return mapping.value(key).map(Node::mark).orElse(mapping.mark());
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    /** Whether nothing was wrong with the key's value so far. */
    boolean sound(String key) {
        return !unsound.contains(key);
    }

    /** The value; a key without a value counts as absent. */
    Optional<Node> node(String key) {
        known.add(key);
        return mapping.value(key).filter(node -> !(node instanceof Node.Scalar scalar && scalar.isNull()));
    }

    void error(String key, String message) {
        unsound.add(key);
        diagnostics.error(mark(key), message);
    }

    void error(String key, String message, String remedy) {
        unsound.add(key);
        diagnostics.error(mark(key), message, remedy);
    }

    void warning(String key, String message, String remedy) {
        diagnostics.warning(mark(key), message, remedy);
    }

    /** Reports unless the rule holds, or unless the key's value is already known to be wrong. */
    void check(String key, boolean holds, String message, String remedy) {
        if (!holds && sound(key)) {
            error(key, message, remedy);
        }
    }

    <T> Optional<T> optional(String key, Form<T> form) {
        return node(key).map(node -> parse(key, node, form));
    }

    <T> T or(String key, Form<T> form, T absent) {
        return optional(key, form).orElse(absent);
    }

    <T> T required(String key, Form<T> form) {
        Optional<T> value = optional(key, form);
        if (value.isEmpty()) {
            missing(key, form.allowed());
        }
        return value.orElse(form.placeholder());
    }

    /** As {@link #required}, with its position; empty after it has been reported. */
    <T> Optional<Located<T>> requiredLocated(String key, Form<T> form) {
        T value = required(key, form);
        return sound(key) ? Optional.of(new Located<>(value, mark(key))) : Optional.empty();
    }

    <T> Optional<Located<T>> located(String key, Form<T> form) {
        Optional<T> value = optional(key, form);
        return value.isPresent() && sound(key) ? Optional.of(new Located<>(value.get(), mark(key))) : Optional.empty();
    }

    /** A list of values, or a single one; items that cannot be read are reported and left out. */
    <T> List<Located<T>> list(String key, Form<T> form) {
        return list(key, items(key), form);
    }

    private <T> List<Located<T>> list(String key, List<Node> items, Form<T> form) {
        List<Located<T>> values = new ArrayList<>();
        for (Node item : items) {
            Optional<T> value = read(item, form);
            if (value.isPresent()) {
                values.add(new Located<>(value.get(), item.mark()));
            } else {
                unsound.add(key);
                diagnostics.error(item.mark(), wrong(key, item, form.allowed()), hint(item, form));
            }
        }
        return values;
    }

    /** Of a list that may hold mappings too, the values; the mappings are for {@link #mappedChildren}. */
    <T> List<Located<T>> unmapped(String key, Form<T> form) {
        return list(
                key,
                items(key).stream()
                        .filter(item -> !(item instanceof Node.Mapping))
                        .toList(),
                form);
    }

    /** Of a list that may hold values too, the mappings. */
    List<Cursor> mappedChildren(String key, String kind) {
        return mappings(key).stream()
                .map(child -> new Cursor(child, kind, diagnostics))
                .toList();
    }

    <T> List<Located<T>> requiredList(String key, Form<T> form) {
        List<Located<T>> values = list(key, form);
        if (values.isEmpty() && sound(key)) {
            missing(key, form.allowed() + ", or a list of such");
        }
        return values;
    }

    void missing(String key, String allowed) {
        unsound.add(key);
        diagnostics.error(mark(key), what + " needs the key '" + key + "'; allowed: " + allowed);
    }

    private <T> T parse(String key, Node node, Form<T> form) {
        Optional<T> value = read(node, form);
        if (value.isEmpty() && sound(key)) {
            unsound.add(key);
            diagnostics.error(node.mark(), wrong(key, node, form.allowed()), hint(node, form));
        }
        return value.orElse(form.placeholder());
    }

    private static <T> Optional<T> read(Node node, Form<T> form) {
        return node instanceof Node.Scalar scalar && !scalar.isNull()
                ? form.parse().apply(scalar.text())
                : Optional.empty();
    }

    private static <T> Optional<String> hint(Node node, Form<T> form) {
        return node instanceof Node.Scalar scalar ? form.hint().apply(scalar.text()) : Optional.empty();
    }

    private static String wrong(String key, Node node, String allowed) {
        return key + ": found " + node.found() + "; allowed: " + allowed;
    }

    private List<Node> items(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        return node.get() instanceof Node.Sequence list ? list.items() : List.of(node.get());
    }

    /** The mappings of a list, or a single one. */
    List<Cursor> children(String key, String kind) {
        List<Cursor> children = new ArrayList<>();
        for (Node item : items(key)) {
            asChild(key, item, kind).ifPresent(children::add);
        }
        return children;
    }

    /** Everything in the mapping, for a look back that reports nothing. */
    List<Node.Entry> entries() {
        return mapping.entries();
    }

    /** The mappings of a list, for a look ahead that reports nothing. */
    List<Node.Mapping> mappings(String key) {
        List<Node.Mapping> mappings = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof Node.Mapping child) {
                mappings.add(child);
            }
        }
        return mappings;
    }

    Optional<Cursor> child(String key, String kind) {
        return node(key).flatMap(node -> asChild(key, node, kind));
    }

    /** The nested mapping, or an empty one, whose keys are then all absent. */
    Cursor childOrEmpty(String key, String kind) {
        return child(key, kind).orElseGet(() -> new Cursor(new Node.Mapping(mark(key), List.of()), kind, diagnostics));
    }

    private Optional<Cursor> asChild(String key, Node node, String kind) {
        if (node instanceof Node.Mapping child) {
            return Optional.of(new Cursor(child, kind, diagnostics));
        }
        unsound.add(key);
        diagnostics.error(node.mark(), wrong(key, node, "a mapping with the keys of " + kind));
        return Optional.empty();
    }

    /** Reports every key that nobody asked for. */
    void done() {
        for (Node.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!known.contains(key) && diagnostics.isOpen()) {
                diagnostics.error(
                        entry.key().mark(),
                        "unknown key " + Quote.of(key) + " in " + what + "; allowed: " + String.join(", ", known),
                        Suggestion.nearest(key, known).map(Form::didYouMean));
            }
        }
    }
}
