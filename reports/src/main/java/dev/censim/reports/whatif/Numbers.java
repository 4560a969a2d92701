package dev.censim.reports.whatif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives things numbers, so that what occurs a thousand times is written once. */
final class Numbers<T> {

    private final Map<T, Integer> numbers = new LinkedHashMap<>();

    /** The same for equal things; the first is 0. */
    int of(T thing) {
        return numbers.computeIfAbsent(thing, key -> numbers.size());
    }

    /** In the order of their numbers. */
    List<T> all() {
        return new ArrayList<>(numbers.keySet());
    }
}
