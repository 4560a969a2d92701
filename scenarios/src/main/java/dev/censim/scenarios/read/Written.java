package dev.censim.scenarios.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value as it is written in a file that {@link YamlText} has accepted: from where to where, with its aliases as such. Places are
 * counted in code points.
 */
sealed interface Written {

    /** The first character, that of an anchor where there is one. */
    int from();

    /** After the last character that belongs to it; comments do not. */
    int to();

    /** The same value on one line, in brackets and braces, with all aliases written out. */
    String inline();

    record Scalar(int from, int to, String text, boolean plain) implements Written {

        private static final JsonMapper QUOTES = JsonMapper.builder().build();

        @Override
        public String inline() {
            boolean isBare = text.matches("[A-Za-z0-9][A-Za-z0-9_./-]*|<<") || text.isEmpty();
            return plain && isBare ? text : QUOTES.writeValueAsString(text);
        }
    }

    /** @param target what it stands for */
    record Alias(int from, int to, Written target) implements Written {

        @Override
        public String inline() {
            return target.inline();
        }
    }

    record Sequence(int from, int to, boolean isFlow, List<Written> items) implements Written {

        @Override
        public String inline() {
            return items.stream().map(Written::inline).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    record Mapping(int from, int to, boolean isFlow, List<Entry> entries) implements Written {

        Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.isOf(key)).findFirst();
        }

        @Override
        public String inline() {
            return entries.stream()
                    .map(entry -> entry.key.inline() + ": " + entry.value.inline())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
    }

    record Entry(Written key, Written value) {

        boolean isOf(String word) {
            return key instanceof Scalar scalar && scalar.text.equals(word);
        }
    }

    /** All the values of a file, in the order in which they begin; the first is the root. */
    static List<Written> in(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        Composer composer = new Composer(new Parse(settings).parseString(text).iterator());
        return composer.document();
    }

    /** Recursive, as the depth of what has been accepted has a limit. */
    final class Composer {

        private final Iterator<Event> events;
        private final Map<Anchor, Written> anchored = new HashMap<>();
        private final List<Written> all = new ArrayList<>();

        private Composer(Iterator<Event> events) {
            this.events = events;
        }

        private List<Written> document() {
            Event event = events.next();
            while (!(event instanceof NodeEvent)) {
                event = events.next();
            }
            value(event);
            return all;
        }

        private Written value(Event event) {
            int place = all.size();
            Written value;
            if (event instanceof ScalarEvent scalar) {
                value = new Scalar(
                        from(event), to(event), scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
            } else if (event instanceof AliasEvent alias) {
                value = new Alias(from(event), to(event), Objects.requireNonNull(anchored.get(alias.getAlias())));
                all.add(value);
                return value;
            } else {
                value = collection((CollectionStartEvent) event);
            }
            all.add(place, value);
            ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchored.put(anchor, value));
            return value;
        }

        private Written collection(CollectionStartEvent start) {
            List<Written> parts = new ArrayList<>();
            Event event = events.next();
            while (!(event instanceof CollectionEndEvent)) {
                parts.add(value(event));
                event = events.next();
            }
            boolean isFlow = start.isFlow();
            // In block style the end event stands at the next token, behind comments.
            int to = isFlow || parts.isEmpty()
                    ? to(event)
                    : parts.get(parts.size() - 1).to();
            if (!(start instanceof MappingStartEvent)) {
                return new Sequence(from(start), to, isFlow, List.copyOf(parts));
            }
            List<Entry> entries = new ArrayList<>();
            for (int key = 0; key < parts.size(); key += 2) {
                entries.add(new Entry(parts.get(key), parts.get(key + 1)));
            }
            return new Mapping(from(start), to, isFlow, List.copyOf(entries));
        }

        private static int from(Event event) {
            return event.getStartMark().orElseThrow().getIndex();
        }

        private static int to(Event event) {
            return event.getEndMark().orElseThrow().getIndex();
        }
    }
}
