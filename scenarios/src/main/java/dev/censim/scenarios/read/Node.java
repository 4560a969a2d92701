package dev.censim.scenarios.read;

import java.util.List;
import java.util.Optional;

/** A YAML node with its position. Aliases and merge keys have been resolved, so that a node may hang in several places. */
sealed interface Node {

    Mark mark();

    /** How a message names what was found. */
    String found();

    /**
     * @param plain written without quotes, so that {@code null} and {@code ~} mean nothing
     */
    record Scalar(Mark mark, String text, boolean plain) implements Node {

        boolean isNull() {
            return plain
                    && (text.isEmpty()
                            || text.equals("~")
                            || text.equals("null")
                            || text.equals("Null")
                            || text.equals("NULL"));
        }

        @Override
        public String found() {
            return isNull() ? "nothing" : Quote.of(text);
        }
    }

    record Sequence(Mark mark, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String found() {
            return "a list";
        }
    }

    record Mapping(Mark mark, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        Optional<Node> value(String key) {
            for (Entry entry : entries) {
                if (entry.key().text().equals(key)) {
                    return Optional.of(entry.value());
                }
            }
            return Optional.empty();
        }

        @Override
        public String found() {
            return "a mapping";
        }
    }

    record Entry(Scalar key, Node value) {}
}
