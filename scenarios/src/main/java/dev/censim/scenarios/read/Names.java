package dev.censim.scenarios.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every name of the scenario, each once, and every reference to one. References are resolved when all sections were read. */
final class Names {

    /** Two or three tenths of a second. */
    private static final long COMPARISON_LIMIT = 3_000_000;

    /** Among more names than this no near one is looked for, and none is listed. */
    private static final int SUGGESTION_LIMIT = 2_000;

    private static final Form<String> OBJECTS = new Form<>("a name, a pattern, or a list of such", "", Optional::of);

    private record Declaration(Kind kind, Mark mark) {}

    private record Reference(Located<String> name, List<Kind> allowed) {}

    private final Diagnostics diagnostics;
    private final Map<String, Declaration> declared = new LinkedHashMap<>();
    private final Map<Kind, List<String>> byKind = new EnumMap<>(Kind.class);
    private final List<Reference> references = new ArrayList<>();

    private long comparisons;

    Names(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Reports a name that is taken; returns whether it was free. */
    boolean declare(Kind kind, Located<String> name) {
        Declaration first = declared.putIfAbsent(name.value(), new Declaration(kind, name.mark()));
        if (first == null) {
            byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(name.value());
            return true;
        }
        String where = first.mark().toString()
                + (first.mark().repetition().isEmpty()
                        ? ""
                        : " (" + first.mark().repetition() + ")");
        diagnostics.error(
                name.mark(),
                "duplicate name " + Quote.of(name.value()) + ": " + first.kind().words() + " has it already, at "
                        + where,
                "names are unique over all objects of a scenario");
        return false;
    }

    void refer(Located<String> name, Kind... allowed) {
        refer(name, List.of(allowed));
    }

    void refer(Located<String> name, List<Kind> allowed) {
        references.add(new Reference(name, allowed));
    }

    boolean isDeclared(Kind kind, String name) {
        Declaration declaration = declared.get(name);
        return declaration != null && declaration.kind() == kind;
    }

    /** Names of a kind that fit a name or a pattern with {@code *} and {@code ?}, in the order of the file. */
    List<String> matching(Kind kind, Located<String> pattern) {
        String text = pattern.value();
        if (!isPattern(text)) {
            return isDeclared(kind, text) ? List.of(text) : List.of();
        }
        List<String> names = byKind.getOrDefault(kind, List.of());
        comparisons += names.size();
        if (comparisons > COMPARISON_LIMIT) {
            diagnostics.error(
                    pattern.mark(),
                    "the patterns of this scenario are too many for its names",
                    "write fewer patterns; one may stand for many names");
            return List.of();
        }
        return names.stream().filter(name -> fits(text, name)).toList();
    }

    /** The objects that a key names, by names or patterns; what fits nothing has been reported. */
    List<String> chosen(Cursor at, String key, List<Kind> kinds) {
        List<String> chosen = new ArrayList<>();
        for (Located<String> item : at.requiredList(key, OBJECTS)) {
            List<String> found = kinds.stream()
                    .flatMap(kind -> matching(kind, item).stream())
                    .toList();
            if (found.isEmpty()) {
                dangling(item, kinds);
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Two pointers and the last star: linear in practice, never exponential, whatever the pattern. */
    static boolean fits(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    void resolve() {
        for (Reference reference : references) {
            Declaration found = declared.get(reference.name().value());
            if (found == null || !reference.allowed().contains(found.kind())) {
                dangling(reference.name(), reference.allowed());
            }
        }
    }

    /** Reports that a name, or a pattern, stands for nothing of these kinds. */
    void dangling(Located<String> name, List<Kind> allowed) {
        dangling(name, allowed, List.of());
    }

    /**
     * @param others words that could have been meant although no object has them as its name
     */
    void dangling(Located<String> name, List<Kind> allowed, Collection<String> others) {
        if (!diagnostics.isOpen()) {
            diagnostics.error(name.mark(), "unknown name");
            return;
        }
        String kinds = allowed.stream().map(Kind::words).collect(Collectors.joining(" or "));
        int count = others.size();
        for (Kind kind : allowed) {
            count += byKind.getOrDefault(kind, List.of()).size();
        }
        Set<String> candidates = new LinkedHashSet<>();
        if (count <= SUGGESTION_LIMIT) {
            candidates.addAll(others);
            allowed.forEach(kind -> candidates.addAll(byKind.getOrDefault(kind, List.of())));
        }
        Declaration other = declared.get(name.value());
        String message;
        if (Names.isPattern(name.value())) {
            message = "pattern " + Quote.of(name.value()) + " fits no name; expected: " + kinds;
        } else if (other == null) {
            message = "unknown name " + Quote.of(name.value()) + "; expected: " + kinds;
        } else {
            message = Quote.of(name.value()) + " is " + other.kind().words() + "; expected: " + kinds;
        }
        String remedy =
                count > SUGGESTION_LIMIT ? "the scenario declares " + count + " such names" : listing(candidates);
        Optional<String> near = Suggestion.nearest(name.value(), candidates).map(Form::didYouMean);
        diagnostics.error(name.mark(), message, near.or(() -> Optional.of(remedy)));
    }

    private static String listing(Set<String> candidates) {
        if (candidates.isEmpty()) {
            return "the scenario declares none";
        }
        String more = candidates.size() > 8 ? ", ... (" + candidates.size() + " in all)" : "";
        return "declared: " + candidates.stream().limit(8).collect(Collectors.joining(", ")) + more;
    }
}
