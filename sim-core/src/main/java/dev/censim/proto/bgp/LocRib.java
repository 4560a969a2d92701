package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the router itself uses, RFC 4271 section 3.2, by the numbers of the prefixes. */
final class LocRib {

    private final PrefixTable prefixes;
    private Decision.@Nullable Selection[] selections;

    LocRib(PrefixTable prefixes) {
        this.prefixes = prefixes;
        selections = new Decision.Selection[0];
    }

    LocRib(LocRib other, PrefixTable prefixes) {
        this.prefixes = prefixes;
        selections = other.selections.clone();
    }

    Decision.@Nullable Selection at(int number) {
        return number >= 0 && number < selections.length ? selections[number] : null;
    }

    void put(int number, Decision.@Nullable Selection selection) {
        if (number >= selections.length) {
            selections = Arrays.copyOf(selections, Math.max(number + 1, selections.length + (selections.length >> 1)));
        }
        selections[number] = selection;
    }

    /** In no order. */
    void forEach(BiConsumer<Prefix, Decision.Selection> reader) {
        for (int number = 0; number < selections.length; number++) {
            Decision.Selection selection = selections[number];
            if (selection != null) {
                reader.accept(prefixes.prefix(number), selection);
            }
        }
    }

    SortedMap<Prefix, Decision.Selection> all() {
        SortedMap<Prefix, Decision.Selection> all = new TreeMap<>();
        forEach(all::put);
        return all;
    }
}
