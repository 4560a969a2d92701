package dev.censim.scenarios.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something stands in a scenario: keys, and of lists which entries, such as {@code vpnConnections[*].tunnels[0].dpd} or
 * {@code paths[internet-*].loss}.
 *
 * @param text as it was written
 * @param mark where it was written
 */
record TreePath(String text, Mark mark, List<Step> steps) {

    TreePath {
        steps = List.copyOf(steps);
    }

    /** One step into a tree. */
    sealed interface Step {

        /** Into the value of a mapping's key. */
        record Key(String name) implements Step {}

        /** Into the entries of a list: all, one by its number from 0, or those whose {@code name} fits. */
        record Entries(String which) implements Step {

            private boolean takes(Node entry, int index) {
                return NUMBER.matcher(which).matches()
                        ? index == Integer.parseInt(which)
                        : which.equals("*")
                                || name(entry)
                                        .filter(name -> Names.fits(which, name))
                                        .isPresent();
            }
        }
    }

    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
    private static final Pattern STEP = Pattern.compile("(?:^|\\.)([A-Za-z0-9]+)|\\[([A-Za-z0-9_*?-]{1,64})]");

    /** Refuses a path, or a tree that has no such place; the message is a sentence for the user. */
    static final class NoSuchPlace extends Exception {
        private static final long serialVersionUID = 1L;

        private NoSuchPlace(String message) {
            super(message, null, false, false);
        }
    }

    static TreePath parse(String text, Mark mark) throws NoSuchPlace {
        List<Step> steps = new ArrayList<>();
        Matcher found = STEP.matcher(text);
        int at = 0;
        while (at < text.length() && found.find(at) && found.start() == at) {
            steps.add(found.group(1) != null ? new Step.Key(found.group(1)) : new Step.Entries(found.group(2)));
            at = found.end();
        }
        if (at < text.length() || steps.isEmpty()) {
            throw new NoSuchPlace("path " + Quote.of(text)
                    + " cannot be read; allowed: keys with dots between them, and which entries of a list in brackets,"
                    + " such as vpnConnections[*].tunnels[0].dpd or paths[internet-*].loss");
        }
        return new TreePath(text, mark, steps);
    }

    /** Whether it leads into a template, which stands before the tree is unfolded. */
    boolean isOfTemplate() {
        return steps.get(0).equals(new Step.Key("repeat"));
    }

    /**
     * The same tree with a value at this place, or at these. Keys that are not there are made; entries of lists have to be there.
     *
     * @param value empty to take out what stands there
     */
    Node.Mapping put(Node.Mapping root, Optional<Node> value) throws NoSuchPlace {
        return (Node.Mapping) put(root, 0, value, "the scenario");
    }

    private Node put(Node node, int at, Optional<Node> value, String place) throws NoSuchPlace {
        if (at == steps.size()) {
            return value.orElse(node);
        }
        return steps.get(at) instanceof Step.Key key
                ? putKey(node, key.name(), at, value, place)
                : putEntries(node, (Step.Entries) steps.get(at), at, value, place);
    }

    private Node putKey(Node node, String name, int at, Optional<Node> value, String place) throws NoSuchPlace {
        if (!(node instanceof Node.Mapping mapping)) {
            throw refusal(
                    place + " is " + node.found() + " and has no keys",
                    Optional.of("write " + place + "[*]").filter(remedy -> node instanceof Node.Sequence));
        }
        boolean isLast = at + 1 == steps.size();
        Optional<Node> old = mapping.value(name);
        if (old.isEmpty() && !isLast && steps.get(at + 1) instanceof Step.Entries) {
            throw unknown(place + " has no " + Quote.of(name), name, keys(mapping));
        }
        if (old.isEmpty() && value.isEmpty()) {
            return node;
        }
        List<Node.Entry> entries = new ArrayList<>();
        String below = at == 0 ? name : place + "." + name;
        for (Node.Entry entry : mapping.entries()) {
            if (!entry.key().text().equals(name)) {
                entries.add(entry);
            } else if (!isLast || value.isPresent()) {
                entries.add(new Node.Entry(entry.key(), put(entry.value(), at + 1, value, below)));
            }
        }
        if (old.isEmpty()) {
            Node made = put(new Node.Mapping(mark, List.of()), at + 1, value, below);
            entries.add(new Node.Entry(new Node.Scalar(mark, name, true), made));
        }
        return new Node.Mapping(mapping.mark(), entries);
    }

    private Node putEntries(Node node, Step.Entries which, int at, Optional<Node> value, String place)
            throws NoSuchPlace {
        List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
        boolean isLast = at + 1 == steps.size();
        List<Node> after = new ArrayList<>();
        boolean isFound = false;
        for (int index = 0; index < items.size(); index++) {
            Node item = items.get(index);
            if (!which.takes(item, index)) {
                after.add(item);
            } else {
                isFound = true;
                if (!isLast || value.isPresent()) {
                    after.add(put(item, at + 1, value, place + "[" + which.which() + "]"));
                }
            }
        }
        if (!isFound) {
            throw unknown(
                    place + " has no entry " + Quote.of(which.which()) + " among its " + items.size(),
                    which.which(),
                    names(items));
        }
        return new Node.Sequence(node.mark(), after);
    }

    private NoSuchPlace unknown(String message, String typed, Set<String> known) {
        return refusal(message, Suggestion.nearest(typed, known).map(Form::didYouMean));
    }

    private NoSuchPlace refusal(String message, Optional<String> remedy) {
        return new NoSuchPlace("path " + Quote.of(text) + ": " + message
                + remedy.map(more -> "; " + more).orElse(""));
    }

    private static Set<String> keys(Node.Mapping mapping) {
        Set<String> keys = new LinkedHashSet<>();
        mapping.entries().forEach(entry -> keys.add(entry.key().text()));
        return keys;
    }

    private static Set<String> names(List<Node> items) {
        Set<String> names = new LinkedHashSet<>();
        items.forEach(item -> name(item).ifPresent(names::add));
        return names;
    }

    private static Optional<String> name(Node entry) {
        return entry instanceof Node.Mapping mapping && mapping.value("name").orElse(null) instanceof Node.Scalar name
                ? Optional.of(name.text())
                : Optional.empty();
    }
}
