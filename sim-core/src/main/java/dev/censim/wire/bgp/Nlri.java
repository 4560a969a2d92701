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

    public static final Nlri EMPTY = new Nlri(new long[0], 0, 0);

    private final long[] keys;
    private final int from; // the first one's index there
    private final int size;

    private Nlri(long[] keys, int from, int size) {
        this.keys = keys;
        this.from = from;
        this.size = size;
    }

    /** @param keys each a {@link Prefix#key}; the array belongs to the list from now on */
    public static Nlri ofKeys(long[] keys, int size) {
        return size == 0 ? EMPTY : new Nlri(keys, 0, size);
    }

    public static Nlri of(Collection<Prefix> prefixes) {
        if (prefixes instanceof Nlri already) {
            return already;
        }
        return prefixes.isEmpty()
                ? EMPTY
                : ofKeys(prefixes.stream().mapToLong(Prefix::key).toArray(), prefixes.size());
    }

    /** The {@link Prefix#key} at an index. */
    public long key(int index) {
        return keys[from + index];
    }

    /** Those from one index to before another; nothing is copied. */
    public Nlri range(int begin, int end) {
        if (begin < 0 || begin > end || end > size) {
            throw new IndexOutOfBoundsException(begin + " to " + end + " of " + size);
        }
        return end - begin == size ? this : new Nlri(keys, from + begin, end - begin);
    }

    /** All keys, in ascending order. */
    public long[] sortedKeys() {
        long[] sorted = Arrays.copyOfRange(keys, from, from + size);
        Arrays.sort(sorted);
        return sorted;
    }

    @Override
    public Prefix get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return Prefix.ofKey(keys[from + index]);
    }

    @Override
    public int size() {
        return size;
    }
}
