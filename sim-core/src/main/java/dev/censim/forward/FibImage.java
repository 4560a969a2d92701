package dev.censim.forward;

import dev.censim.model.address.Prefix;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * What a table says of the first 24 bits of an address, one load for any destination (DIR-24-8: P. Gupta, S. Lin, N. McKeown, Routing
 * Lookups in Hardware at Memory Access Speeds, INFOCOM 1998). A slot is an octet, the number of a next hop in a list of this image, so
 * that all slots are 16 MiB and more of them stay in a cache. The second level is left out: where prefixes are longer than 24 bits, the
 * routes themselves are asked. Not immutable: the one {@link Fib} to which it belongs hands it on to its successor.
 */
final class FibImage implements FibNode.Visitor {

    /** Ask the routes: the answer needs more than 24 bits of the destination, or its next hop has no number here. */
    static final int ASK = Integer.MIN_VALUE;

    private static final int BITS = 24;
    private static final int NUMBERS = 1 << Byte.SIZE;
    private static final int NO_ROUTE_NUMBER = 0;
    private static final int ASK_NUMBER = NUMBERS - 1;

    /** For each value of the first 24 bits the number of its next hop. */
    private final byte[] slots = new byte[1 << BITS];

    /** By number: the next hop, {@link Fib#NO_ROUTE} or {@link #ASK}. */
    private final int[] nextHops = new int[NUMBERS];

    /** So many numbers are taken, in order. */
    private int numbers = NO_ROUTE_NUMBER + 1;

    private FibImage() {
        nextHops[NO_ROUTE_NUMBER] = Fib.NO_ROUTE;
        nextHops[ASK_NUMBER] = ASK;
    }

    /** Whoever sees the image sees it filled. */
    static FibImage of(FibNode routes) {
        FibImage image = new FibImage();
        image.numberMostFrequent(routes);
        routes.visit(0, -1, image);
        VarHandle.storeStoreFence();
        return image;
    }

    /** If there are more next hops than numbers, those of few routes go without. */
    private void numberMostFrequent(FibNode routes) {
        Map<Integer, Integer> routesOf = new HashMap<>();
        routes.visit(0, -1, (network, length, nextHop) -> routesOf.merge(nextHop, 1, Integer::sum));
        routesOf.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<Integer, Integer>::getValue)
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> number(entry.getKey()));
    }

    /** Next hop, or {@link Fib#NO_ROUTE}, or {@link #ASK}. */
    int lookup(int destination) {
        return nextHops[Byte.toUnsignedInt(slots[destination >>> 32 - BITS])];
    }

    /**
     * Looks up many destinations.
     *
     * @param destinations {@code count} of them beginning at {@code from}
     * @param found what {@link #lookup(int)} says of each, beginning at 0
     * @return whether {@link #ASK} is among them
     */
    boolean lookup(int[] destinations, int from, int count, int[] found) {
        byte[] seen = slots;
        int[] hops = nextHops;
        int union = 0;
        for (int i = 0; i < count; i++) {
            int number = Byte.toUnsignedInt(seen[destinations[from + i] >>> 32 - BITS]);
            union |= number + 1;
            found[i] = hops[number];
        }
        return (union & NUMBERS) != 0;
    }

    /** After a change to one route: paints its addresses again, by the routes as they are now. */
    void repaint(FibNode routes, int network, int length) {
        int bits = Math.min(length, BITS);
        int first = network & Prefix.mask(bits);
        int last = first | ~Prefix.mask(bits);
        fill(first, last, number(around(routes, first, bits)));
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
            fill(network, network, ASK_NUMBER);
        } else {
            fill(network, network | ~Prefix.mask(length), number(nextHop));
        }
    }

    private void fill(int first, int last, int number) {
        Arrays.fill(slots, first >>> 32 - BITS, (last >>> 32 - BITS) + 1, (byte) number);
    }

    /** Its number, a new one if there is one left; {@link #ASK_NUMBER} otherwise. A number is never given to another. */
    private int number(int nextHop) {
        for (int number = 0; number < numbers; number++) {
            if (nextHops[number] == nextHop) {
                return number;
            }
        }
        if (numbers == ASK_NUMBER) {
            return ASK_NUMBER;
        }
        nextHops[numbers] = nextHop;
        return numbers++;
    }
}
