package dev.censim.forward;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Up to {@link #LIMIT} routes in sorted arrays, which a change copies, and for lookups their {@link FibIntervals}. */
final class FibLeaf implements FibNode {

    /** What copying the arrays costs bounds it. At least the 511 prefixes that can begin with the same 24 bits. */
    static final int LIMIT = 1024;

    static final FibLeaf EMPTY = new FibLeaf(new long[0], new int[0]);

    /** Ascending: the first address, and in the low {@link #LENGTH} bits the length. */
    private final long[] prefixes;

    private final int[] nextHops;

    /** Made by the first lookup; two that are made at once are the same. */
    private int @Nullable [] intervals;

    private FibLeaf(long[] prefixes, int[] nextHops) {
        this.prefixes = prefixes;
        this.nextHops = nextHops;
    }

    static FibLeaf of(FibNode routes, int first, int last) {
        long[] prefixes = new long[routes.size()];
        int[] nextHops = new int[routes.size()];
        int[] count = {0};
        routes.visit(first, last, (network, length, nextHop) -> {
            prefixes[count[0]] = prefix(network, length);
            nextHops[count[0]++] = nextHop;
        });
        return new FibLeaf(prefixes, nextHops);
    }

    private static long prefix(int network, int length) {
        return Integer.toUnsignedLong(network) << 6 | length;
    }

    private static int network(long prefix) {
        return (int) (prefix >>> 6);
    }

    private static int length(long prefix) {
        return (int) prefix & 63;
    }

    @Override
    public int size() {
        return prefixes.length;
    }

    @Override
    public int lookup(int destination) {
        return FibIntervals.lookup(intervals(), destination);
    }

    /** The cells of {@link FibIntervals}. */
    int[] intervals() {
        int[] made = intervals;
        if (made == null) {
            made = FibIntervals.of(this);
            intervals = made;
        }
        return made;
    }

    @Override
    public int find(int network, int length) {
        int place = place(network, length);
        return place < 0 ? Fib.NO_ROUTE : nextHops[place];
    }

    private int place(int network, int length) {
        return Arrays.binarySearch(prefixes, prefix(network, length));
    }

    @Override
    public FibNode with(int network, int length, int nextHop, int depth) {
        int place = place(network, length);
        if (place >= 0) {
            int[] replaced = nextHops.clone();
            replaced[place] = nextHop;
            return new FibLeaf(prefixes, replaced);
        }
        int at = ~place;
        long[] morePrefixes = Arrays.copyOf(prefixes, prefixes.length + 1);
        System.arraycopy(prefixes, at, morePrefixes, at + 1, prefixes.length - at);
        morePrefixes[at] = prefix(network, length);
        int[] moreNextHops = Arrays.copyOf(nextHops, nextHops.length + 1);
        System.arraycopy(nextHops, at, moreNextHops, at + 1, nextHops.length - at);
        moreNextHops[at] = nextHop;
        FibLeaf grown = new FibLeaf(morePrefixes, moreNextHops);
        return grown.size() <= LIMIT ? grown : FibBranch.of(grown, depth);
    }

    @Override
    public FibLeaf without(int network, int length) {
        int at = place(network, length);
        int left = prefixes.length - 1;
        long[] fewerPrefixes = Arrays.copyOf(prefixes, left);
        System.arraycopy(prefixes, at + 1, fewerPrefixes, at, left - at);
        int[] fewerNextHops = Arrays.copyOf(nextHops, left);
        System.arraycopy(nextHops, at + 1, fewerNextHops, at, left - at);
        return left == 0 ? EMPTY : new FibLeaf(fewerPrefixes, fewerNextHops);
    }

    @Override
    public void visit(int first, int last, FibNode.Visitor visitor) {
        int place = place(first, 0);
        long end = prefix(last, 63);
        for (int i = place < 0 ? ~place : place; i < prefixes.length && prefixes[i] <= end; i++) {
            visitor.route(network(prefixes[i]), length(prefixes[i]), nextHops[i]);
        }
    }

    /** Octets of heap in arrays. */
    int octets() {
        int[] made = intervals;
        int cells = made == null ? 0 : made.length;
        return Long.BYTES * prefixes.length + Integer.BYTES * (nextHops.length + cells);
    }
}
