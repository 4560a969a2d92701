package dev.censim.forward;

/**
 * What a few routes say of all 2^32 addresses: one next hop for each interval between two neighbouring ends of prefixes, found by an
 * index of the addresses' upper bits and a binary search of the few intervals that are left (DXR: M. Zec, L. Rizzo, M. Mikuc, Towards
 * a Billion Routing Lookups per Second in Software, CCR 2012). Addresses are counted from the first end on and wrap, so that the
 * index covers only the part of the address space where there is something to tell apart.
 */
final class FibIntervals {

    /** Blocks of the index for each interval, at least: more make the search shorter and the table larger. */
    private static final int BLOCKS = 4;

    private static final int LONGEST_NESTING = 33;

    /** What nearly every table needs, so that tables take equally many. */
    private static final int USUAL_HALVINGS = 4;

    private final int base;
    private final int shift;
    private final int lastBlock;

    /** Halvings that find the interval in any block. Always doing as many costs less than a branch that cannot be foreseen. */
    private final int halvings;

    /** For each block the interval of its first address; one more entry is the last interval. */
    private final char[] index;

    /** Ascending: first address and next hop, 32 bits each. */
    private final long[] intervals;

    private FibIntervals(Sweep sweep) {
        int count = sweep.count;
        boolean wraps = count > 1;
        base = wraps ? (int) sweep.starts[1] : 0;
        intervals = new long[count];
        for (int i = 0; i < count; i++) {
            int from = wraps ? (i + 1) % count : i;
            intervals[i] = (sweep.starts[from] - base) << 32 | Integer.toUnsignedLong(sweep.nextHops[from]);
        }
        int span = wraps ? (int) sweep.starts[count - 1] - base : 0;
        int bits = 32 - Integer.numberOfLeadingZeros(BLOCKS * count - 1);
        shift = Math.max(1, 32 - Integer.numberOfLeadingZeros(span) - bits);
        lastBlock = span >>> shift;
        index = new char[lastBlock + 2];
        int interval = 0;
        for (int block = 0; block <= lastBlock; block++) {
            long first = Integer.toUnsignedLong(block << shift);
            while (interval + 1 < count && start(interval + 1) <= first) {
                interval++;
            }
            index[block] = (char) interval;
        }
        index[lastBlock + 1] = (char) (count - 1);
        int most = 0;
        for (int block = 0; block <= lastBlock; block++) {
            most = Math.max(most, index[block + 1] - index[block]);
        }
        halvings = Math.max(USUAL_HALVINGS, 32 - Integer.numberOfLeadingZeros(most));
    }

    private long start(int interval) {
        return intervals[interval] >>> 32;
    }

    static FibIntervals of(FibLeaf routes) {
        Sweep sweep = new Sweep(routes.size());
        routes.visit(0, -1, sweep);
        sweep.closeBefore(1L << 32);
        return new FibIntervals(sweep);
    }

    int lookup(int destination) {
        int address = destination - base;
        int block = Math.min(address >>> shift, lastBlock);
        int interval = index[block];
        int left = index[block + 1] - interval;
        for (int i = halvings; i > 0; i--) {
            int half = left + 1 >>> 1;
            long isAfter = Integer.toUnsignedLong(address) - start(interval + half) >> 63;
            interval += half & (int) ~isAfter;
            left -= half;
        }
        return (int) intervals[interval];
    }

    /** Octets of heap in arrays. */
    int octets() {
        return Character.BYTES * index.length + Long.BYTES * intervals.length;
    }

    /** Walks over the routes in order, inside at most 32 others, and cuts at each end. */
    private static final class Sweep implements FibNode.Visitor {

        private final long[] starts;
        private final int[] nextHops;
        private int count;

        private final long[] openEnds = new long[LONGEST_NESTING + 1];
        private final int[] openNextHops = new int[LONGEST_NESTING + 1];
        private int open;

        Sweep(int routes) {
            starts = new long[2 * routes + 1];
            nextHops = new int[2 * routes + 1];
            openEnds[0] = Long.MAX_VALUE;
            openNextHops[0] = Fib.NO_ROUTE;
            cut(0, Fib.NO_ROUTE);
        }

        @Override
        public void route(int network, int length, int nextHop) {
            long start = Integer.toUnsignedLong(network);
            closeBefore(start);
            open++;
            openEnds[open] = start + (1L << 32 - length);
            openNextHops[open] = nextHop;
            cut(start, nextHop);
        }

        void closeBefore(long address) {
            while (openEnds[open] <= address) {
                long end = openEnds[open--];
                if (end < 1L << 32) {
                    cut(end, openNextHops[open]);
                }
            }
        }

        private void cut(long start, int nextHop) {
            if (count > 0 && starts[count - 1] == start) {
                nextHops[count - 1] = nextHop;
            } else if (count == 0 || nextHops[count - 1] != nextHop) {
                starts[count] = start;
                nextHops[count++] = nextHop;
            }
        }
    }
}
