package dev.censim.forward;

import dev.censim.model.address.Prefix;
import java.util.Arrays;

/** Many routes: a node for each value of their next octet, and a leaf for those that end before its end. */
final class FibBranch implements FibNode {

    /** So few routes become a leaf again: half of what made them a branch, or a flapping route would turn them to and fro. */
    private static final int FEW = FibLeaf.LIMIT / 2;

    private final int shift;
    private final FibNode[] children;
    private final FibLeaf shorter;
    private final int size;

    private FibBranch(int shift, FibNode[] children, FibLeaf shorter, int size) {
        this.shift = shift;
        this.children = children;
        this.shorter = shorter;
        this.size = size;
    }

    /** @param depth bits that come before the octet */
    static FibNode of(FibLeaf routes, int depth) {
        FibNode[] none = new FibNode[256];
        Arrays.fill(none, FibLeaf.EMPTY);
        FibNode[] grown = {new FibBranch(24 - depth, none, FibLeaf.EMPTY, 0)};
        routes.visit(0, -1, (network, length, nextHop) -> grown[0] = grown[0].with(network, length, nextHop, depth));
        return grown[0];
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int lookup(int destination) {
        int nextHop = children[octet(destination)].lookup(destination);
        return nextHop != Fib.NO_ROUTE ? nextHop : shorter.lookup(destination);
    }

    @Override
    public int find(int network, int length) {
        return holder(network, length).find(network, length);
    }

    @Override
    public FibNode with(int network, int length, int nextHop, int depth) {
        return replaced(network, length, holder(network, length).with(network, length, nextHop, depth + 8));
    }

    @Override
    public FibNode without(int network, int length) {
        FibBranch less = replaced(network, length, holder(network, length).without(network, length));
        int first = network & Prefix.mask(24 - shift);
        return less.size > FEW ? less : FibLeaf.of(less, first, first | ~Prefix.mask(24 - shift));
    }

    private FibNode holder(int network, int length) {
        return endsHere(length) ? shorter : children[octet(network)];
    }

    private FibBranch replaced(int network, int length, FibNode holder) {
        int changed = size - holder(network, length).size() + holder.size();
        if (endsHere(length)) {
            return new FibBranch(shift, children, (FibLeaf) holder, changed);
        }
        FibNode[] others = children.clone();
        others[octet(network)] = holder;
        return new FibBranch(shift, others, shorter, changed);
    }

    /** A prefix before the octet's end spans several children. At most 255 do, so {@link #shorter} remains a leaf. */
    private boolean endsHere(int length) {
        return length < 32 - shift;
    }

    private int octet(int address) {
        return address >>> shift & 0xff;
    }

    @Override
    public void visit(int first, int last, FibNode.Visitor visitor) {
        int from = first;
        for (int octet = octet(first); octet <= octet(last); octet++) {
            int to = octet == octet(last) ? last : from | (1 << shift) - 1;
            shorter.visit(from, to, visitor);
            children[octet].visit(from, to, visitor);
            from = to + 1;
        }
    }

    /** For tests: how many children there are. */
    int children() {
        return children.length;
    }

    /** For tests: how many of them are the same objects. */
    int childrenSharedWith(FibBranch other) {
        int shared = 0;
        for (int octet = 0; octet < children.length; octet++) {
            shared += children[octet] == other.children[octet] ? 1 : 0;
        }
        return shared;
    }
}
