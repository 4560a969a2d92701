package dev.censim.route;

import dev.censim.model.address.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values by prefix for tables of a million entries: a hash table with open addressing and linear probing whose keys are numbers.
 * A tree would take three times the room and a cache miss for each of its levels. The order of the table is never seen: {@link #keys}
 * sorts.
 */
public final class PrefixMap<V> {

    private static final int SMALLEST = 8;

    /** Marks a free slot; a key is never zero. */
    private static final long FREE = 0;

    /** Each slot's prefix: network and length as one number, plus one. */
    private long[] keys;

    private @Nullable Object[] values;
    private int size;

    public PrefixMap() {
        this(new long[SMALLEST], new Object[SMALLEST], 0);
    }

    private PrefixMap(long[] keys, @Nullable Object[] values, int size) {
        this.keys = keys;
        this.values = values;
        this.size = size;
    }

    /** With the same values. */
    public PrefixMap<V> copy() {
        return new PrefixMap<>(keys.clone(), values.clone(), size);
    }

    public int size() {
        return size;
    }

    /** The value of a prefix; null for none. */
    public @Nullable V get(Prefix prefix) {
        int slot = slot(key(prefix));
        return keys[slot] == FREE ? null : valueAt(slot);
    }

    public V getOrDefault(Prefix prefix, V other) {
        V value = get(prefix);
        return value == null ? other : value;
    }

    /** The value that it replaces; null for none. */
    public @Nullable V put(Prefix prefix, V value) {
        long key = key(prefix);
        int slot = slot(key);
        if (keys[slot] != FREE) {
            V before = valueAt(slot);
            values[slot] = value;
            return before;
        }
        keys[slot] = key;
        values[slot] = value;
        size++;
        if (size > keys.length - (keys.length >> 2)) {
            resize(keys.length << 1);
        }
        return null;
    }

    /** The value that was there; null for none. */
    public @Nullable V remove(Prefix prefix) {
        int slot = slot(key(prefix));
        if (keys[slot] == FREE) {
            return null;
        }
        V before = valueAt(slot);
        free(slot);
        size--;
        if (size < keys.length >> 3 && keys.length > SMALLEST) {
            resize(keys.length >> 1);
        }
        return before;
    }

    public void clear() {
        keys = new long[SMALLEST];
        values = new Object[SMALLEST];
        size = 0;
    }

    /** Every prefix that has a value, in order; changes of the map do not reach it. */
    public List<Prefix> keys() {
        long[] sorted = new long[size];
        int found = 0;
        for (long key : keys) {
            if (key != FREE) {
                sorted[found++] = key;
            }
        }
        Arrays.sort(sorted);
        List<Prefix> prefixes = new ArrayList<>(size);
        for (long key : sorted) {
            prefixes.add(new Prefix((int) (key - 1 >> 8), (int) (key - 1 & 0xff)));
        }
        return prefixes;
    }

    /** Numbers in the order of prefixes. */
    private static long key(Prefix prefix) {
        return ((prefix.network() & 0xffff_ffffL) << 8 | prefix.length()) + 1;
    }

    /** Where a key is, or the free slot where it would be. */
    private int slot(long key) {
        int slot = home(key);
        while (keys[slot] != key && keys[slot] != FREE) {
            slot = next(slot);
        }
        return slot;
    }

    /** Fibonacci hashing (Knuth, TAOCP 6.4): the upper bits of a product depend on all bits of the key. */
    private int home(long key) {
        return (int) (key * 0x9e3779b97f4a7c15L >>> 40) & keys.length - 1;
    }

    /** Moves later keys up that would not be found behind a gap (Knuth, TAOCP 6.4, algorithm R). */
    private void free(int from) {
        int gap = from;
        for (int slot = next(gap); keys[slot] != FREE; slot = next(slot)) {
            int distance = slot - home(keys[slot]) & keys.length - 1;
            if (distance >= (slot - gap & keys.length - 1)) {
                keys[gap] = keys[slot];
                values[gap] = values[slot];
                gap = slot;
            }
        }
        keys[gap] = FREE;
        values[gap] = null;
    }

    private int next(int slot) {
        return slot + 1 & keys.length - 1;
    }

    private void resize(int slots) {
        long[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new long[slots];
        values = new Object[slots];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] != FREE) {
                int slot = slot(oldKeys[old]);
                keys[slot] = oldKeys[old];
                values[slot] = oldValues[old];
            }
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a slot with a key has a value, and only put() writes there
    private V valueAt(int slot) {
        return (V) values[slot];
    }
}
