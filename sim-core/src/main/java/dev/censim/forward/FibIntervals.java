package dev.censim.forward;

import java.lang.invoke.VarHandle;

/**
 * What a few routes say of all 2^32 addresses: one next hop for each interval between two neighbouring ends of prefixes, found by an
 * index of the addresses' upper bits and a binary search of the few intervals that are left (DXR: M. Zec, L. Rizzo, M. Mikuc, Towards
 * a Billion Routing Lookups per Second in Software, CCR 2012). Addresses are counted from the first end on and wrap, so that the
 * index covers only the part of the address space where there is something to tell apart.
 *
 * <p>All of it is one array: a lookup in one of a thousand tables waits for memory, and each further object is another wait.
 */
final class FibIntervals {

    /** Intervals for each block of the index, to within a factor of two: fewer make the search rarer and the table larger. */
    private static final int INTERVALS = 2;

    private static final int LONGEST_NESTING = 33;

    // Cells: the address that counts as 0, how far addresses are shifted to their block, the last block's number, the
    // first cell of next hops, the binary logarithm of the bits that each of them has, ...
    private static final int BASE = 0;
    private static final int SHIFT = 1;
    private static final int LAST_BLOCK = 2;
    private static final int NEXT_HOPS = 3;
    private static final int LOG_BITS = 4;

    /**
     * ... for each block what it says: of one next hop throughout, {@link #said}; of several, in the upper bits the interval of
     * the block's first address, in the lower {@link #MORE_BITS} how many more begin in it; ...
     */
    private static final int BLOCK = 5;

    private static final int MORE_BITS = 12;
    private static final int MORE = (1 << MORE_BITS) - 1;

    // ... from behind the last block on, ascending, for each interval its first address, and behind them for each its
    // next hop and one, several in a cell if they are small: a thousand tables are to fit a cache and its TLB.
    private static final int LOG_CELL_BITS = 5;
    private static final int LOG_BITS_LEAST = 3;

    private FibIntervals() {}

    /** The cells of at most {@link FibLeaf#LIMIT} routes; whoever sees the array sees it filled. */
    static int[] of(FibLeaf routes) {
        Sweep sweep = new Sweep(routes.size());
        routes.visit(0, -1, sweep);
        sweep.closeBefore(1L << 32);
        int[] cells = cells(sweep);
        VarHandle.storeStoreFence();
        return cells;
    }

    private static int[] cells(Sweep sweep) {
        int count = sweep.count;
        boolean wraps = count > 1;
        int base = wraps ? (int) sweep.starts[1] : 0;
        int span = wraps ? (int) sweep.starts[count - 1] - base : 0;
        int bits = 32 - Integer.numberOfLeadingZeros(count / INTERVALS);
        int shift = Math.max(1, 32 - Integer.numberOfLeadingZeros(span) - bits);
        int lastBlock = span >>> shift;
        int starts = BLOCK + lastBlock + 1;
        int hops = starts + count;
        int logBits = logBits(sweep);
        int[] cells = new int[hops + cell(count - 1, logBits) + 1];
        cells[BASE] = base;
        cells[SHIFT] = shift;
        cells[LAST_BLOCK] = lastBlock;
        cells[NEXT_HOPS] = hops;
        cells[LOG_BITS] = logBits;
        for (int i = 0; i < count; i++) {
            int from = wraps ? (i + 1) % count : i;
            cells[starts + i] = (int) sweep.starts[from] - base;
            cells[hops + cell(i, logBits)] |= sweep.nextHops[from] + 1 << (i << logBits);
        }
        int interval = 0;
        for (int block = 0; block <= lastBlock; block++) {
            interval = last(cells, starts, interval, count, block << shift);
            int end = block == lastBlock ? -1 : (block + 1 << shift) - 1;
            int more = last(cells, starts, interval, count, end) - interval;
            int nextHop = nextHop(cells, interval);
            cells[BLOCK + block] = more == 0 && said(nextHop) < 0 ? said(nextHop) : interval << MORE_BITS | more;
        }
        return cells;
    }

    /** So that all of its next hops and one fit. */
    private static int logBits(Sweep sweep) {
        int most = 0;
        for (int i = 0; i < sweep.count; i++) {
            most |= sweep.nextHops[i] + 1;
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(most);
        return Math.max(LOG_BITS_LEAST, Integer.SIZE - Integer.numberOfLeadingZeros(bits - 1));
    }

    /** In which cell of next hops an interval's is; in that cell it begins {@code interval << logBits} bits on, modulo 32. */
    private static int cell(int interval, int logBits) {
        return interval << logBits >>> LOG_CELL_BITS;
    }

    private static int nextHop(int[] cells, int interval) {
        int logBits = cells[LOG_BITS];
        int cell = cells[cells[NEXT_HOPS] + cell(interval, logBits)];
        int mask = -1 >>> Integer.SIZE - (1 << logBits);
        return (cell >>> (interval << logBits) & mask) - 1;
    }

    /** The last interval that begins at an address or before, of those from one on. */
    private static int last(int[] cells, int starts, int from, int count, int address) {
        int last = from;
        while (last + 1 < count && Integer.compareUnsigned(cells[starts + last + 1], address) <= 0) {
            last++;
        }
        return last;
    }

    /** What a block says that has one next hop, or {@link Fib#NO_ROUTE}: negative, but for the greatest number there is. */
    private static int said(int nextHop) {
        return -2 - nextHop;
    }

    static int lookup(int[] cells, int destination) {
        int address = destination - cells[BASE];
        int lastBlock = cells[LAST_BLOCK];
        int said = cells[BLOCK + Math.min(address >>> cells[SHIFT], lastBlock)];
        if (said < 0) {
            return said(said);
        }
        int starts = BLOCK + lastBlock + 1;
        int interval = said >>> MORE_BITS;
        for (int left = said & MORE; left > 0; ) {
            int half = left + 1 >>> 1;
            long start = Integer.toUnsignedLong(cells[starts + interval + half]);
            long isAfter = Integer.toUnsignedLong(address) - start >> 63;
            interval += half & (int) ~isAfter;
            left -= half;
        }
        return nextHop(cells, interval);
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
