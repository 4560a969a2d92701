package dev.censim.scenarios.read;

import dev.censim.model.reliability.Lifetime;
import dev.censim.model.reliability.Reliability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code reliability}, the last of all sections: what fails how often, one by one, by kind, or by a common cause. */
final class ReliabilityReader {

    private enum Distribution {
        EXPONENTIAL("exponential"),
        WEIBULL("weibull"),
        LOGNORMAL("lognormal");

        private final String text;

        Distribution(String text) {
            this.text = text;
        }

        private String text() {
            return text;
        }
    }

    private static final Form<Distribution> DISTRIBUTION =
            Form.oneOf(Arrays.asList(Distribution.values()), Distribution::text);
    private static final Form<String> IDS =
            new Form<>("an element such as path:internet-1, a pattern, or a list of such", "", Optional::of);
    private static final Lifetime UNREADABLE = new Lifetime.Exponential(Duration.ofSeconds(1));
    private static final int SHOWN = 8;

    /** How something lives, whatever it is; {@code at} is for what is wrong with it. */
    private record Lives(Cursor at, Lifetime toFailure, Lifetime toRepair, Optional<Integer> silent) {}

    private final Draft draft;
    private final Fallible fallible;
    private final Map<String, Lives> byId = new LinkedHashMap<>();
    private final Map<Fallible.Type, Lives> byType = new LinkedHashMap<>();
    private final List<Reliability> causes = new ArrayList<>();

    ReliabilityReader(Draft draft) {
        this.draft = draft;
        fallible = new Fallible(draft);
    }

    /** What was written for an element goes before what was written for its kind. */
    List<Reliability> all() {
        List<Reliability> all = new ArrayList<>();
        fallible.byId()
                .forEach((id, type) -> Optional.ofNullable(byId.getOrDefault(id, byType.get(type)))
                        .ifPresent(lives -> all.add(new Reliability(
                                id,
                                List.of(id),
                                lives.toFailure,
                                lives.toRepair,
                                lives.silent.orElse(type.silentPerMillion())))));
        all.addAll(causes);
        return all;
    }

    void reliability(Cursor at) {
        if (at.has("commonCause")) {
            at.child("commonCause", "a common cause").ifPresent(this::cause);
        } else if (at.has("kind")) {
            kind(at);
        } else if (at.has("element")) {
            element(at);
        } else {
            at.missing("element", "an element such as path:internet-1; or write kind, or commonCause");
            return;
        }
        at.done();
    }

    private void kind(Cursor at) {
        Optional<Located<Fallible.Type>> type = at.requiredLocated("kind", Fallible.TYPE);
        Lives lives = lives(at);
        if (type.isEmpty()) {
            return;
        }
        Fallible.Type kind = type.get().value();
        at.check(
                "kind",
                fallible.byId().containsValue(kind),
                "kind: the scenario has nothing of kind " + kind.text(),
                "leave the entry out");
        at.check(
                "kind", byType.put(kind, lives) == null, "kind: " + kind.text() + " is written twice", "write it once");
        checkManner(lives, kind);
    }

    private void element(Cursor at) {
        List<String> ids = elements(at, "element");
        Lives lives = lives(at);
        for (String id : ids) {
            at.check(
                    "element",
                    byId.put(id, lives) == null,
                    "element: " + Quote.of(id) + " is written twice",
                    "write it once; what several have in common is a commonCause");
            Optional.ofNullable(fallible.byId().get(id)).ifPresent(type -> checkManner(lives, type));
        }
    }

    private void cause(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        List<String> ids = elements(at, "elements");
        Lives lives = lives(at);
        at.done();
        if (name.isPresent() && draft.names.declare(Kind.COMMON_CAUSE, name.get())) {
            causes.add(new Reliability(
                    "commonCause:" + name.get().value(),
                    ids.stream().distinct().toList(),
                    lives.toFailure,
                    lives.toRepair,
                    lives.silent.orElse(1_000_000)));
        }
    }

    private Lives lives(Cursor at) {
        return new Lives(
                at,
                lifetime(at, "timeToFailure"),
                lifetime(at, "timeToRepair"),
                at.optional("silent", Units.PERCENT_FORM));
    }

    private static void checkManner(Lives lives, Fallible.Type type) {
        lives.at.check(
                "silent",
                lives.silent.map(type::allows).orElse(true),
                "silent: what is of kind " + type.text() + " can only fail "
                        + (type.silentPerMillion() == 0 ? "cleanly" : "silently"),
                "leave it out");
    }

    /** The ids of the elements that a key names; what fits nothing is reported. */
    private List<String> elements(Cursor at, String key) {
        List<String> ids = new ArrayList<>();
        for (Located<String> item : at.requiredList(key, IDS)) {
            List<String> found = fallible.matching(item.value());
            if (found.isEmpty()) {
                unknown(item);
            }
            ids.addAll(found);
        }
        return ids;
    }

    private void unknown(Located<String> id) {
        if (!draft.diagnostics.isOpen()) {
            draft.diagnostics.error(id.mark(), "unknown element");
            return;
        }
        List<String> known = List.copyOf(fallible.byId().keySet());
        String name = id.value().substring(id.value().indexOf(':') + 1);
        Optional<String> sameName =
                known.stream().filter(one -> one.endsWith(":" + name)).findFirst();
        String listing = known.isEmpty()
                ? "the scenario has nothing that can fail"
                : "what can fail: " + String.join(", ", known.subList(0, Math.min(SHOWN, known.size())))
                        + (known.size() > SHOWN ? ", ... (" + known.size() + " in all)" : "");
        draft.diagnostics.error(
                id.mark(),
                "unknown element " + Quote.of(id.value()) + "; expected: a kind and a name",
                sameName.or(() -> Suggestion.nearest(id.value(), known))
                        .map(Form::didYouMean)
                        .or(() -> Optional.of(listing)));
    }

    private static Lifetime lifetime(Cursor at, String key) {
        Optional<Cursor> child = at.child(key, "a lifetime");
        if (child.isEmpty()) {
            if (at.sound(key)) {
                at.missing(key, "a distribution such as {distribution: exponential, mean: 90d}");
            }
            return UNREADABLE;
        }
        Cursor of = child.get();
        Optional<Located<Distribution>> distribution = of.requiredLocated("distribution", DISTRIBUTION);
        if (distribution.isEmpty()) {
            return UNREADABLE;
        }
        Lifetime lifetime = switch (distribution.get().value()) {
            case EXPONENTIAL -> new Lifetime.Exponential(of.required("mean", Units.LIFETIME));
            case WEIBULL ->
                new Lifetime.Weibull(
                        of.required("shape", Units.decimal("0.2", "20")), of.required("scale", Units.LIFETIME));
            case LOGNORMAL ->
                new Lifetime.Lognormal(
                        of.required("median", Units.LIFETIME), of.required("sigma", Units.decimal("0.01", "4")));
        };
        of.done();
        return lifetime;
    }
}
