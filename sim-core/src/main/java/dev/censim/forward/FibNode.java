package dev.censim.forward;

/** The routes of a {@link Fib} that begin with the same octets: none, one, two or three of them. Immutable. */
sealed interface FibNode permits FibLeaf, FibBranch {

    /** Sees routes one by one. */
    @FunctionalInterface
    interface Visitor {
        void route(int network, int length, int nextHop);
    }

    int size();

    /** Next hop of the longest of these routes around a destination, or {@link Fib#NO_ROUTE}. */
    int lookup(int destination);

    /** Next hop of exactly this prefix, or {@link Fib#NO_ROUTE}. */
    int find(int network, int length);

    /**
     * With a route added or replaced.
     *
     * @param depth bits in the octets that all routes here begin with: 0, 8, 16 or 24
     */
    FibNode with(int network, int length, int nextHop, int depth);

    /** Without a route that is there. */
    FibNode without(int network, int length);

    /** The routes whose first address lies between two of the node's, both included, in the order of {@code Prefix.compareTo}. */
    void visit(int first, int last, Visitor visitor);
}
