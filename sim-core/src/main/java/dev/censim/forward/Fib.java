package dev.censim.forward;

import dev.censim.model.address.Prefix;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The forwarding table: longest-prefix match from IPv4 destinations to next hops. An immutable value: a change makes another one that
 * shares with this one all that the change does not touch, so that a fork or a what-if branch costs only its differences.
 *
 * <p>The truth is a tree of sorted arrays: one array ({@link FibLeaf}) while the routes are few, split by octets ({@link FibBranch})
 * where they are many. A large table that is asked often has an image besides ({@link FibImage}), made for one load a lookup and
 * changed in place. It belongs to one table at a time: the first change takes it along to the table that it makes, and whoever asks
 * the older one, which may be another fork on another thread, is answered by the routes, until it has asked often enough for an image
 * of its own.
 */
public final class Fib {

    public static final Fib EMPTY = new Fib(FibLeaf.EMPTY, 0);

    /** What {@link #lookup} and {@link #find} say when there is none; next hops are never negative. */
    public static final int NO_ROUTE = -1;

    /** Routes from which on an image, of 16 MiB, may be had. */
    static final int LARGE = 1 << 17;

    /** So many lookups without an image cost about what making one does. */
    static final int OFTEN = 1 << 20;

    /** Sees routes one by one. */
    @FunctionalInterface
    public interface Visitor {
        void route(Prefix prefix, int nextHop);
    }

    private final FibNode routes;

    /** Lookups without an image in this table and those that it was made from; roughly, when several threads ask. */
    private int asked;

    private @Nullable FibImage image;

    /** Of a table that is one leaf, its {@link FibIntervals}, once asked for: two objects less on the way of a lookup. */
    private int @Nullable [] intervals;

    private Fib(FibNode routes, int asked) {
        this.routes = routes;
        this.asked = asked;
    }

    /** Number of prefixes. */
    public int size() {
        return routes.size();
    }

    /** Next hop of the longest prefix around a destination, or {@link #NO_ROUTE}. Allocates nothing, but for an image. */
    public int lookup(int destination) {
        int[] few = intervals;
        if (few != null) {
            return FibIntervals.lookup(few, destination);
        }
        FibImage present = image;
        if (present != null) {
            int nextHop = present.lookup(destination);
            if (isStillMine(present) && nextHop != FibImage.ASK) {
                return nextHop;
            }
        }
        return lookupInRoutes(destination);
    }

    /** Asked after reading: {@link #take} lets go of an image before anything is written to it, and it never comes back. */
    private boolean isStillMine(FibImage present) {
        VarHandle.loadLoadFence();
        return image == present;
    }

    private int lookupInRoutes(int destination) {
        if (routes instanceof FibLeaf leaf) {
            intervals = leaf.intervals();
        }
        if (routes.size() >= LARGE && image == null && ++asked >= OFTEN) {
            asked = 0;
            image = FibImage.of(routes);
        }
        return routes.lookup(destination);
    }

    /**
     * Looks up many destinations.
     *
     * @param destinations {@code count} of them beginning at {@code from}
     * @param nextHops what {@link #lookup(int)} says of each, beginning at 0
     */
    public void lookup(int[] destinations, int from, int count, int[] nextHops) {
        Objects.checkFromIndexSize(from, count, destinations.length);
        Objects.checkFromIndexSize(0, count, nextHops.length);
        FibImage present = image;
        if (present != null) {
            boolean asking = present.lookup(destinations, from, count, nextHops);
            if (isStillMine(present)) {
                if (asking) {
                    askRoutes(destinations, from, count, nextHops);
                }
                return;
            }
        }
        for (int i = 0; i < count; i++) {
            nextHops[i] = lookup(destinations[from + i]);
        }
    }

    /** Asks the routes where the image says so; one such destination must not make the others be looked up twice. */
    private void askRoutes(int[] destinations, int from, int count, int[] nextHops) {
        for (int i = 0; i < count; i++) {
            if (nextHops[i] == FibImage.ASK) {
                nextHops[i] = lookupInRoutes(destinations[from + i]);
            }
        }
    }

    /** Next hop of exactly this prefix, or {@link #NO_ROUTE}. */
    public int find(Prefix prefix) {
        return routes.find(prefix.network(), prefix.length());
    }

    /** This table with one route added or replaced; itself when nothing changes. */
    public Fib with(Prefix prefix, int nextHop) {
        if (nextHop < 0) {
            throw new IllegalArgumentException("next hops are not negative: " + nextHop);
        }
        return find(prefix) == nextHop
                ? this
                : changed(routes.with(prefix.network(), prefix.length(), nextHop, 0), prefix);
    }

    /** This table with one route less; itself when the prefix is not there. */
    public Fib without(Prefix prefix) {
        if (find(prefix) == NO_ROUTE) {
            return this;
        }
        return size() == 1 ? EMPTY : changed(routes.without(prefix.network(), prefix.length()), prefix);
    }

    private Fib changed(FibNode after, Prefix prefix) {
        Fib successor = new Fib(after, asked);
        FibImage taken = image == null ? null : take();
        if (taken != null && after.size() >= LARGE / 2) {
            taken.repaint(after, prefix.network(), prefix.length());
            successor.image = taken;
        }
        return successor;
    }

    private synchronized @Nullable FibImage take() {
        FibImage taken = image;
        image = null;
        VarHandle.storeStoreFence();
        return taken;
    }

    /** All routes in the order of {@link Prefix#compareTo}. */
    public void forEach(Visitor visitor) {
        routes.visit(0, -1, (network, length, nextHop) -> visitor.route(new Prefix(network, length), nextHop));
    }

    /** For tests: whether there is an image now. */
    boolean hasImage() {
        return image != null;
    }

    /** For tests: the routes, of which two tables may share parts. */
    FibNode routes() {
        return routes;
    }
}
