package dev.censim.wire.bgp;

import dev.censim.model.address.Prefix;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.RandomAccess;

/**
 * The prefixes of an UPDATE, network layer reachability information in the words of RFC 4271 section 4.3: a list that does not change.
 * It holds a number for each prefix and no object, so that a full table goes through without one.
 */
public final class Nlri extends AbstractList<Prefix> implements RandomAccess {

    public static final Nlri EMPTY = new Nlri(new long[0], 0);

    private final long[] keys;
    private final int size;

    /** @param keys belongs to the list from now on */
    Nlri(long[] keys, int size) {
        this.keys = keys;
        this.size = size;
    }

    public static Nlri of(Collection<Prefix> prefixes) {
        if (prefixes instanceof Nlri already) {
            return already;
        }
        return prefixes.isEmpty()
                ? EMPTY
                : new Nlri(prefixes.stream().mapToLong(Prefix::key).toArray(), prefixes.size());
    }

    /** The {@link Prefix#key} at an index. */
    public long key(int index) {
        return keys[index];
    }

    /** All keys, in ascending order. */
    public long[] sortedKeys() {
        long[] sorted = Arrays.copyOf(keys, size);
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public Prefix get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return Prefix.ofKey(keys[index]);
    }

    @Override
    public int size() {
        return size;
    }
}
