package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.Nlri;
import java.util.Arrays;

/** Prefixes for which something has changed, by their numbers: collected in any order, read in the order of prefixes, each once. */
final class Changes {

    private final PrefixTable prefixes;
    private long[] ordered;
    private int size;
    private boolean isSorted = true;

    Changes(PrefixTable prefixes, int expected) {
        this.prefixes = prefixes;
        ordered = new long[Math.max(1, expected)];
    }

    void add(int number) {
        if (size == ordered.length) {
            ordered = Arrays.copyOf(ordered, 2 * size);
        }
        long next = prefixes.ordered(number);
        isSorted &= size == 0 || ordered[size - 1] < next;
        ordered[size++] = next;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** No more is added from now on. */
    Changes sorted() {
        if (!isSorted) {
            Arrays.sort(ordered, 0, size);
            int kept = 1;
            for (int i = 1; i < size; i++) {
                if (ordered[i] != ordered[kept - 1]) {
                    ordered[kept++] = ordered[i];
                }
            }
            size = kept;
            isSorted = true;
        }
        return this;
    }

    int size() {
        return size;
    }

    int number(int index) {
        return PrefixTable.numberOf(ordered[index]);
    }

    Prefix prefix(int index) {
        return Prefix.ofKey(PrefixTable.keyOf(ordered[index]));
    }

    /** Those from one index to before another. */
    Nlri prefixes(int from, int end) {
        long[] keys = new long[end - from];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = PrefixTable.keyOf(ordered[from + i]);
        }
        return Nlri.ofKeys(keys, keys.length);
    }
}
