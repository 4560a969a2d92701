package dev.censim.forward;

import dev.censim.model.address.Prefix;

/**
 * The forwarding table: longest-prefix match from IPv4 destinations to next hops. An immutable value that shares all unchanged
 * nodes with the table it was made from, so that a fork or a what-if branch costs only its differences.
 *
 * <p>A trie of eight bits a step whose nodes hold only what is present, ranked by bit count (after the ART of D. Knuth and Y.
 * Hariguchi and the compression of Poptrie, Asai and Ohara 2015). The trie of no prefixes is a node without entries, and no other
 * node is ever empty, so a set of routes has one shape.
 */
public final class Fib {

    public static final Fib EMPTY = new Fib(FibNode.EMPTY, 0);

    /** What {@link #lookup} and {@link #find} say when there is none; next hops are never negative. */
    public static final int NO_ROUTE = -1;

    /** Sees routes one by one. */
    @FunctionalInterface
    public interface Visitor {
        void route(Prefix prefix, int nextHop);
    }

    private final FibNode root;
    private final int size;

    private Fib(FibNode root, int size) {
        this.root = root;
        this.size = size;
    }

    /** Number of prefixes. */
    public int size() {
        return size;
    }

    /** Next hop of the longest prefix around a destination, or {@link #NO_ROUTE}. Allocates nothing. */
    public int lookup(int destination) {
        FibNode node = root;
        FibNode bestNode = root;
        int best = 0;
        for (int shift = 24; ; shift -= 8) {
            int octet = destination >>> shift & 0xff;
            int match = node.longestMatch(octet);
            if (match != 0) {
                best = match;
                bestNode = node;
            }
            if (shift == 0 || !node.hasChild(octet)) {
                return best == 0 ? NO_ROUTE : bestNode.nextHop(best);
            }
            node = node.child(octet);
        }
    }

    /** Next hop of exactly this prefix, or {@link #NO_ROUTE}. */
    public int find(Prefix prefix) {
        FibNode node = root;
        int shift = 24;
        for (int depth = depth(prefix); depth > 0; depth--, shift -= 8) {
            int octet = prefix.network() >>> shift & 0xff;
            if (!node.hasChild(octet)) {
                return NO_ROUTE;
            }
            node = node.child(octet);
        }
        int index = index(prefix, shift);
        return node.hasRoute(index) ? node.nextHop(index) : NO_ROUTE;
    }

    /** This table with one route added or replaced; itself when nothing changes. */
    public Fib with(Prefix prefix, int nextHop) {
        if (nextHop < 0) {
            throw new IllegalArgumentException("next hops are not negative: " + nextHop);
        }
        int before = find(prefix);
        if (before == nextHop) {
            return this;
        }
        return new Fib(with(root, prefix, depth(prefix), 24, nextHop), before == NO_ROUTE ? size + 1 : size);
    }

    private static FibNode with(FibNode node, Prefix prefix, int depth, int shift, int nextHop) {
        if (depth == 0) {
            return node.withRoute(index(prefix, shift), nextHop);
        }
        int octet = prefix.network() >>> shift & 0xff;
        FibNode child = node.hasChild(octet) ? node.child(octet) : FibNode.EMPTY;
        return node.withChild(octet, with(child, prefix, depth - 1, shift - 8, nextHop));
    }

    /** This table with one route less; itself when the prefix is not there. */
    public Fib without(Prefix prefix) {
        if (find(prefix) == NO_ROUTE) {
            return this;
        }
        return size == 1 ? EMPTY : new Fib(without(root, prefix, depth(prefix), 24), size - 1);
    }

    private static FibNode without(FibNode node, Prefix prefix, int depth, int shift) {
        if (depth == 0) {
            return node.withoutRoute(index(prefix, shift));
        }
        int octet = prefix.network() >>> shift & 0xff;
        FibNode child = without(node.child(octet), prefix, depth - 1, shift - 8);
        return child.isEmpty() ? node.withoutChild(octet) : node.withChild(octet, child);
    }

    /** All routes in the order of {@link Prefix#compareTo}. */
    public void forEach(Visitor visitor) {
        visit(root, 1, 0, 24, visitor);
    }

    /** Preorder of the binary tree in a node: an entry comes before those inside it, the lower half before the upper. */
    private static void visit(FibNode node, int index, int base, int shift, Visitor visitor) {
        int bits = 31 - Integer.numberOfLeadingZeros(index);
        int octet = (index << (8 - bits)) & 0xff;
        if (node.hasRoute(index)) {
            visitor.route(new Prefix(base | octet << shift, 24 - shift + bits), node.nextHop(index));
        }
        if (bits < 8) {
            visit(node, 2 * index, base, shift, visitor);
            visit(node, 2 * index + 1, base, shift, visitor);
        } else if (shift > 0 && node.hasChild(octet)) {
            visit(node.child(octet), 1, base | octet << shift, shift - 8, visitor);
        }
    }

    /** Steps from the root to the node that holds a prefix: lengths 0 to 8 lie in the root, 9 to 16 one step below. */
    private static int depth(Prefix prefix) {
        return Math.max(0, prefix.length() - 1) >> 3;
    }

    /** Place of a prefix in the binary tree of its node, whose octet begins at bit {@code shift}. */
    private static int index(Prefix prefix, int shift) {
        int bits = prefix.length() - (24 - shift);
        return 1 << bits | (prefix.network() >>> shift & 0xff) >>> (8 - bits);
    }
}
