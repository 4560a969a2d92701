package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.Nlri;
import java.util.Arrays;

/**
 * Gives each prefix that a router knows a small number, so that its tables are arrays by that number and a prefix is looked for once
 * however many tables there are. A hash table with linear probing (Knuth, The Art of Computer Programming, volume 3, section 6.4,
 * algorithms L and R), at most half full. Key and number share a {@code long}: one cache line answers most questions.
 *
 * <p>Prefixes that come together are mostly neighbours, since an origin's are. So only the /22 around a prefix is hashed (multiplied by the
 * golden ratio, the high part taken), and the four /24s in it are at home side by side: the second one is found in the cache. Growing
 * keeps the order of homes, and so goes through both arrays from front to back.
 */
final class PrefixTable {

    static final int NONE = -1;

    /** A {@link Prefix#key} has 38 bits. */
    private static final int NUMBER_BITS = 26;

    private static final int MAX = (1 << NUMBER_BITS) - 1;
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;
    private static final int BLOCK = 22; // the length of what is hashed
    private static final int SPREAD = 37; // between the networks of one /24
    private static final int SMALLEST = 8;

    private long[] slots; // key, then number + 1; 0: free
    private long[] keys; // by number
    private int issued; // numbers from here on were never given away
    private int[] unused; // numbers that were taken back, a stack
    private int unusedSize;

    PrefixTable() {
        slots = new long[SMALLEST];
        keys = new long[SMALLEST / 2];
        unused = new int[0];
    }

    PrefixTable(PrefixTable other) {
        slots = other.slots.clone();
        keys = other.keys.clone();
        issued = other.issued;
        unused = other.unused.clone();
        unusedSize = other.unusedSize;
    }

    /** How many prefixes have a number. */
    int size() {
        return issued - unusedSize;
    }

    /** The number of a prefix, {@link #NONE} if it has none. */
    int find(long key) {
        long slot = slots[slotOf(key)];
        return (int) (slot & MAX) - 1;
    }

    /**
     * The numbers of many prefixes; for those that have none something below zero, which {@link #number(long, int)} understands. All are
     * looked for at home first, and no decision stands between these looks: what they miss in the cache, which a table of the Internet's
     * size does, comes for many at once.
     */
    int[] find(Nlri many) {
        int[] homes = new int[many.size()];
        long[] atHome = new long[homes.length];
        for (int i = 0; i < homes.length; i++) {
            homes[i] = home(many.key(i));
            atHome[i] = slots[homes[i]];
        }
        int[] numbers = homes;
        for (int i = 0; i < numbers.length; i++) {
            int at = homes[i];
            long slot = atHome[i];
            if (slot != 0 && slot >>> NUMBER_BITS != many.key(i)) {
                at = slotFrom(at, many.key(i));
                slot = slots[at];
            }
            numbers[i] = slot == 0 ? ~at : (int) (slot & MAX) - 1;
        }
        return numbers;
    }

    /** As {@link #find(Nlri)}, and then there is room for all of them. */
    int[] findWithRoom(Nlri many) {
        makeRoom(many.size());
        return find(many);
    }

    /** The number of a prefix, a new one if it has none. */
    int number(long key) {
        makeRoom(1);
        return number(key, ~home(key));
    }

    /** As above, for one of which {@link #findWithRoom} has said this; nothing has been taken back since. */
    int number(long key, int found) {
        if (found >= 0) {
            return found;
        }
        int at = slotFrom(~found, key);
        if (slots[at] != 0) {
            return (int) (slots[at] & MAX) - 1;
        }
        int number = unusedSize > 0 ? unused[--unusedSize] : issued++;
        if (number == keys.length) {
            keys = Arrays.copyOf(keys, 2 * number);
        }
        keys[number] = key;
        slots[at] = key << NUMBER_BITS | number + 1;
        return number;
    }

    /** The prefix of a number that is in use. */
    Prefix prefix(int number) {
        return Prefix.ofKey(keys[number]);
    }

    /** Numbers in the order of their prefixes, to be read by {@link #numberOf}. */
    long ordered(int number) {
        return (keys[number] << NUMBER_BITS | number) ^ Long.MIN_VALUE;
    }

    /** The number that {@link #ordered} was asked for. */
    static int numberOf(long ordered) {
        return (int) ordered & MAX;
    }

    /** The key of the prefix for whose number {@link #ordered} was asked. */
    static long keyOf(long ordered) {
        return (ordered ^ Long.MIN_VALUE) >>> NUMBER_BITS;
    }

    /** All prefixes that have a number. */
    Changes all() {
        Changes all = new Changes(this, size());
        for (long slot : slots) {
            if (slot != 0) {
                all.add((int) (slot & MAX) - 1);
            }
        }
        return all;
    }

    /** Takes a number back: algorithm R closes the gap, so that nothing marks where a prefix was. */
    void free(int number) {
        int gap = slotOf(keys[number]);
        int mask = slots.length - 1;
        for (int at = gap + 1 & mask; slots[at] != 0; at = at + 1 & mask) {
            int home = home(slots[at] >>> NUMBER_BITS);
            if ((at - home & mask) >= (at - gap & mask)) {
                slots[gap] = slots[at];
                gap = at;
            }
        }
        slots[gap] = 0;
        if (unusedSize == unused.length) {
            unused = Arrays.copyOf(unused, Math.max(SMALLEST, 2 * unusedSize));
        }
        unused[unusedSize++] = number;
    }

    /** Where a key is, or the free slot where it would be. */
    private int slotOf(long key) {
        return slotFrom(home(key), key);
    }

    /** As above, when it is known not to be before a slot. */
    private int slotFrom(int first, long key) {
        int mask = slots.length - 1;
        int at = first;
        while (slots[at] != 0 && slots[at] >>> NUMBER_BITS != key) {
            at = at + 1 & mask;
        }
        return at;
    }

    private int home(long key) {
        int network = (int) (key >>> 6);
        int block = (int) ((network >>> 32 - BLOCK) * GOLDEN >>> Long.numberOfLeadingZeros(slots.length) + 1);
        int within = (network >>> 8 & (1 << 24 - BLOCK) - 1) + SPREAD * (network & 0xff);
        return block + within & slots.length - 1;
    }

    private void makeRoom(int more) {
        int length = slots.length;
        while (2L * (size() + more) > length) {
            length *= 2;
        }
        if (length == slots.length) {
            return;
        }
        long[] before = slots;
        slots = new long[length];
        for (long slot : before) {
            if (slot != 0) {
                slots[slotOf(slot >>> NUMBER_BITS)] = slot;
            }
        }
    }
}
