package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the router itself uses, RFC 4271 section 3.2. */
final class LocRib {

    private final TreeMap<Prefix, Decision.Selection> selections;

    LocRib() {
        selections = new TreeMap<>();
    }

    LocRib(LocRib other) {
        selections = new TreeMap<>(other.selections);
    }

    Optional<Decision.Selection> at(Prefix prefix) {
        return Optional.ofNullable(selections.get(prefix));
    }

    void put(Prefix prefix, Optional<Decision.Selection> selection) {
        if (selection.isPresent()) {
            selections.put(prefix, selection.get());
        } else {
            selections.remove(prefix);
        }
    }

    SortedMap<Prefix, Decision.Selection> all() {
        return Collections.unmodifiableSortedMap(selections);
    }
}
