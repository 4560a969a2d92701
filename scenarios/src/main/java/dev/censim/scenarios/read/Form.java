package dev.censim.scenarios.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a value is written: what is allowed, in words, and how text becomes the value.
 *
 * @param allowed follows "allowed:" in a message
 * @param placeholder stands in for a value that could not be read, so that reading goes on; it never leaves the reader
 * @param parse empty when the text is not of this form
 * @param hint what the user may have meant
 */
record Form<T>(
        String allowed, T placeholder, Function<String, Optional<T>> parse, Function<String, Optional<String>> hint) {

    Form(String allowed, T placeholder, Function<String, Optional<T>> parse) {
        this(allowed, placeholder, parse, text -> Optional.empty());
    }

    /** The same form with a narrower range. */
    Form<T> where(Predicate<T> inRange, String allowedInstead) {
        return new Form<>(allowedInstead, placeholder, text -> parse.apply(text).filter(inRange), hint);
    }

    /** One of a few words; upper and lower case are the same, and so is the constant's own name. */
    static <E extends Enum<E>> Form<E> oneOf(List<E> values, Function<E, String> text) {
        Map<String, E> words = new LinkedHashMap<>();
        values.forEach(value -> words.put(text.apply(value).toLowerCase(Locale.ROOT), value));
        values.forEach(value -> words.putIfAbsent(value.name().toLowerCase(Locale.ROOT), value));
        return new Form<>(
                String.join(", ", values.stream().map(text).toList()),
                values.get(0),
                typed -> Optional.ofNullable(words.get(typed.toLowerCase(Locale.ROOT))),
                typed -> Suggestion.nearest(typed, words.keySet())
                        .flatMap(word -> Optional.ofNullable(words.get(word)))
                        .map(text)
                        .map(Form::didYouMean));
    }

    static String didYouMean(String word) {
        return "did you mean '" + word + "'?";
    }
}
