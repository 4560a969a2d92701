package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the router itself uses, RFC 4271 section 3.2, by the numbers of the prefixes. */
final class LocRib {

    private final PrefixTable prefixes;
    private final ByNumber<Decision.Selection> selections;

    LocRib(PrefixTable prefixes) {
        this.prefixes = prefixes;
        selections = new ByNumber<>();
    }

    LocRib(LocRib other, PrefixTable prefixes) {
        this.prefixes = prefixes;
        selections = new ByNumber<>(other.selections);
    }

    Decision.@Nullable Selection at(int number) {
        return selections.at(number);
    }

    void put(int number, Decision.@Nullable Selection selection) {
        selections.put(number, selection);
    }

    /** In no order. */
    void forEach(BiConsumer<Prefix, Decision.Selection> reader) {
        for (int number = 0; number < selections.end(); number++) {
            Decision.Selection selection = selections.at(number);
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
