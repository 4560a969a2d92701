package dev.censim.forward;

import java.util.Arrays;

/**
 * Eight bits of a {@link Fib}: up to 511 routes of lengths 0 to 8 as a binary tree in heap order (1 is length 0, 256 + octet is
 * length 8), and up to 256 children. Two bit maps say what is present, two dense arrays hold it in the bits' order. Immutable.
 */
final class FibNode {

    static final FibNode EMPTY = new FibNode(new long[12], new int[0], new FibNode[0]);

    private static final int CHILD_MAP = 8;

    /** For each entry 32 to 63 of the heap: itself and its ancestors, all in the first word of the map. */
    private static final long[] ANCESTORS = ancestors();

    /** Words 0 to 7: one bit per heap entry. Words 8 to 11: one bit per child. */
    private final long[] map;

    private final int[] nextHops;
    private final FibNode[] children;

    private FibNode(long[] map, int[] nextHops, FibNode[] children) {
        this.map = map;
        this.nextHops = nextHops;
        this.children = children;
    }

    private static long[] ancestors() {
        long[] ancestors = new long[64];
        for (int i = 1; i < 64; i++) {
            ancestors[i] = ancestors[i >> 1] | 1L << i;
        }
        return ancestors;
    }

    boolean isEmpty() {
        return nextHops.length == 0 && children.length == 0;
    }

    boolean hasRoute(int index) {
        return isSet(0, index);
    }

    int nextHop(int index) {
        return nextHops[rank(0, index)];
    }

    boolean hasChild(int octet) {
        return isSet(CHILD_MAP, octet);
    }

    FibNode child(int octet) {
        return children[rank(CHILD_MAP, octet)];
    }

    /** Heap entry of the longest route around an octet, or 0. */
    int longestMatch(int octet) {
        int index = 256 + octet;
        if (isSet(0, index)) {
            return index;
        }
        if (isSet(0, index >> 1)) {
            return index >> 1;
        }
        if (isSet(0, index >> 2)) {
            return index >> 2;
        }
        long shorter = map[0] & ANCESTORS[index >> 3];
        return shorter == 0 ? 0 : 63 - Long.numberOfLeadingZeros(shorter);
    }

    FibNode withRoute(int index, int nextHop) {
        int rank = rank(0, index);
        if (hasRoute(index)) {
            int[] replaced = nextHops.clone();
            replaced[rank] = nextHop;
            return new FibNode(map, replaced, children);
        }
        int[] grown = new int[nextHops.length + 1];
        System.arraycopy(nextHops, 0, grown, 0, rank);
        grown[rank] = nextHop;
        System.arraycopy(nextHops, rank, grown, rank + 1, nextHops.length - rank);
        return new FibNode(flipped(0, index), grown, children);
    }

    FibNode withoutRoute(int index) {
        int rank = rank(0, index);
        int[] shrunk = Arrays.copyOf(nextHops, nextHops.length - 1);
        System.arraycopy(nextHops, rank + 1, shrunk, rank, shrunk.length - rank);
        return new FibNode(flipped(0, index), shrunk, children);
    }

    FibNode withChild(int octet, FibNode child) {
        int rank = rank(CHILD_MAP, octet);
        if (hasChild(octet)) {
            FibNode[] replaced = children.clone();
            replaced[rank] = child;
            return new FibNode(map, nextHops, replaced);
        }
        FibNode[] grown = new FibNode[children.length + 1];
        System.arraycopy(children, 0, grown, 0, rank);
        grown[rank] = child;
        System.arraycopy(children, rank, grown, rank + 1, children.length - rank);
        return new FibNode(flipped(CHILD_MAP, octet), nextHops, grown);
    }

    FibNode withoutChild(int octet) {
        int rank = rank(CHILD_MAP, octet);
        FibNode[] shrunk = Arrays.copyOf(children, children.length - 1);
        System.arraycopy(children, rank + 1, shrunk, rank, shrunk.length - rank);
        return new FibNode(flipped(CHILD_MAP, octet), nextHops, shrunk);
    }

    private boolean isSet(int firstWord, int bit) {
        return (map[firstWord + (bit >> 6)] & 1L << bit) != 0;
    }

    /** How many bits of one map lie below a bit: its place in the dense array. */
    private int rank(int firstWord, int bit) {
        int last = firstWord + (bit >> 6);
        int rank = Long.bitCount(map[last] & (1L << bit) - 1);
        for (int word = firstWord; word < last; word++) {
            rank += Long.bitCount(map[word]);
        }
        return rank;
    }

    private long[] flipped(int firstWord, int bit) {
        long[] changed = map.clone();
        changed[firstWord + (bit >> 6)] ^= 1L << bit;
        return changed;
    }
}
