package dev.censim.forward;

import dev.censim.model.address.Prefix;
import java.util.Arrays;

/**
 * What a table says of the first 24 bits of an address, one load for any destination (DIR-24-8: P. Gupta, S. Lin, N. McKeown, Routing
 * Lookups in Hardware at Memory Access Speeds, INFOCOM 1998). The second level is left out: where prefixes are longer than 24 bits,
 * the routes themselves are asked. Not immutable: the one {@link Fib} to which it belongs hands it on to its successor.
 */
final class FibImage implements FibNode.Visitor {

    /** Ask the routes: the answer needs more than 24 bits of the destination, or is too large a number. */
    static final int ASK = 0xffff;

    private static final int BITS = 24;

    /** For each value of the first 24 bits the next hop and one, 0 for none, or {@link #ASK}. */
    private final char[] slots;

    private FibImage(char[] slots) {
        this.slots = slots;
    }

    static FibImage of(FibNode routes) {
        FibImage blank = new FibImage(new char[1 << BITS]);
        routes.visit(0, -1, blank);
        return new FibImage(blank.slots);
    }

    /** Next hop and one, or 0 for none, or {@link #ASK}. */
    int lookup(int destination) {
        return slots[destination >>> 32 - BITS];
    }

    /** Writes each slot less one; returns their union, of which {@link #isAsking} knows whether there was {@link #ASK} among them. */
    int lookup(int[] destinations, int from, int count, int[] nextHops) {
        char[] seen = slots;
        int union = 0;
        for (int i = 0; i < count; i++) {
            int slot = seen[destinations[from + i] >>> 32 - BITS];
            union |= slot + 1;
            nextHops[i] = slot - 1;
        }
        return union;
    }

    /** {@link #ASK} is the only slot whose successor has this bit. */
    static boolean isAsking(int union) {
        return (union & ASK + 1) != 0;
    }

    /** After a change to one route: paints its addresses again, by the routes as they are now. */
    void repaint(FibNode routes, int network, int length) {
        int bits = Math.min(length, BITS);
        int first = network & Prefix.mask(bits);
        int last = first | ~Prefix.mask(bits);
        fill(first, last, slot(around(routes, first, bits)));
        routes.visit(first, last, (inner, innerLength, nextHop) -> {
            if (innerLength > bits) {
                route(inner, innerLength, nextHop);
            }
        });
    }

    /** Next hop of the longest prefix around all addresses of a prefix. */
    private static int around(FibNode routes, int network, int longest) {
        int nextHop = Fib.NO_ROUTE;
        for (int length = longest; length >= 0 && nextHop == Fib.NO_ROUTE; length--) {
            nextHop = routes.find(network & Prefix.mask(length), length);
        }
        return nextHop;
    }

    /** Paints a route; what is inside another comes after it. */
    @Override
    public void route(int network, int length, int nextHop) {
        if (length > BITS) {
            fill(network, network, ASK);
        } else {
            fill(network, network | ~Prefix.mask(length), slot(nextHop));
        }
    }

    private void fill(int first, int last, int slot) {
        Arrays.fill(slots, first >>> 32 - BITS, (last >>> 32 - BITS) + 1, (char) slot);
    }

    private static int slot(int nextHop) {
        return Math.min(nextHop, ASK - 1) + 1;
    }
}
