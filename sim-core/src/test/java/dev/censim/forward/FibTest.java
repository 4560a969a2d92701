package dev.censim.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.Vectors;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FibTest {

    /** The judge: a list of routes in which the longest that fits wins. */
    private static final class LinearFib {
        private final TreeMap<Prefix, Integer> routes = new TreeMap<>();

        int lookup(int destination) {
            int best = -1;
            int nextHop = Fib.NO_ROUTE;
            for (Map.Entry<Prefix, Integer> route : routes.entrySet()) {
                Prefix prefix = route.getKey();
                if (prefix.length() > best && prefix.contains(new Ipv4(destination))) {
                    best = prefix.length();
                    nextHop = route.getValue();
                }
            }
            return nextHop;
        }
    }

    private static int ip(String text) {
        return Ipv4.of(text).bits();
    }

    private static List<String> listing(Fib fib) {
        List<String> lines = new ArrayList<>();
        fib.forEach((prefix, nextHop) -> lines.add(prefix + " " + nextHop));
        return lines;
    }

    @Test
    void theLongestPrefixWins() {
        Fib fib = Fib.EMPTY
                .with(Prefix.of("0.0.0.0/0"), 1)
                .with(Prefix.of("10.0.0.0/8"), 2)
                .with(Prefix.of("10.1.0.0/16"), 3)
                .with(Prefix.of("10.1.2.0/23"), 4)
                .with(Prefix.of("10.1.2.3/32"), 5);
        assertThat(fib.lookup(ip("192.0.2.1"))).isEqualTo(1);
        assertThat(fib.lookup(ip("10.200.0.1"))).isEqualTo(2);
        assertThat(fib.lookup(ip("10.1.4.1"))).isEqualTo(3);
        assertThat(fib.lookup(ip("10.1.3.255"))).isEqualTo(4);
        assertThat(fib.lookup(ip("10.1.2.3"))).isEqualTo(5);
        assertThat(fib.lookup(ip("10.1.2.2"))).isEqualTo(4);
    }

    @Test
    void anEmptyTableHasNoRoute() {
        assertThat(Fib.EMPTY.lookup(0)).isEqualTo(Fib.NO_ROUTE);
        assertThat(Fib.EMPTY.find(Prefix.DEFAULT)).isEqualTo(Fib.NO_ROUTE);
        assertThat(Fib.EMPTY.size()).isZero();
        assertThatThrownBy(() -> Fib.EMPTY.with(Prefix.DEFAULT, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTableNeverChanges() {
        Fib before = Fib.EMPTY.with(Prefix.of("10.0.0.0/8"), 1);
        Fib after = before.with(Prefix.of("10.0.0.0/8"), 2).with(Prefix.of("10.0.0.0/9"), 3);
        assertThat(before.lookup(ip("10.0.0.1"))).isEqualTo(1);
        assertThat(before.size()).isEqualTo(1);
        assertThat(after.lookup(ip("10.0.0.1"))).isEqualTo(3);
        assertThat(after.without(Prefix.of("10.0.0.0/9")).lookup(ip("10.0.0.1")))
                .isEqualTo(2);
    }

    @Test
    void whatChangesNothingGivesTheSameTable() {
        Fib fib = Fib.EMPTY.with(Prefix.of("10.0.0.0/8"), 1);
        assertThat(fib.with(Prefix.of("10.0.0.0/8"), 1)).isSameAs(fib);
        assertThat(fib.without(Prefix.of("10.0.0.0/9"))).isSameAs(fib);
        assertThat(fib.without(Prefix.of("10.0.0.0/8"))).isSameAs(Fib.EMPTY);
    }

    @Test
    void routesAreListedInPrefixOrder() {
        Fib fib = Fib.EMPTY;
        List<String> expected = new ArrayList<>();
        for (String text :
                List.of("200.0.0.0/7", "10.0.0.0/24", "0.0.0.0/0", "10.0.0.0/8", "10.0.0.1/32", "0.0.0.0/1")) {
            fib = fib.with(Prefix.of(text), text.length());
        }
        for (String text :
                List.of("0.0.0.0/0", "0.0.0.0/1", "10.0.0.0/8", "10.0.0.0/24", "10.0.0.1/32", "200.0.0.0/7")) {
            expected.add(text + " " + text.length());
        }
        assertThat(listing(fib)).isEqualTo(expected);
    }

    /** Few distinct bits, so that prefixes nest, collide and vanish again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithALinearSearch(long seed) {
        Random random = new Random(seed);
        Fib fib = Fib.EMPTY;
        LinearFib linear = new LinearFib();
        for (int step = 0; step < 1500; step++) {
            Prefix prefix = Prefix.around(new Ipv4(address(random)), random.nextInt(33));
            if (random.nextInt(5) < (step / 300 % 2 == 0 ? 4 : 1)) {
                fib = fib.with(prefix, step);
                linear.routes.put(prefix, step);
            } else if (!linear.routes.isEmpty()) {
                Prefix present = linear.routes.ceilingKey(prefix);
                Prefix victim = present == null || random.nextInt(4) == 0 ? prefix : present;
                fib = fib.without(victim);
                linear.routes.remove(victim);
            }
            assertThat(fib.size()).isEqualTo(linear.routes.size());
            for (int probe = 0; probe < 10; probe++) {
                int destination = probe == 0 ? prefix.network() : address(random);
                assertThat(fib.lookup(destination))
                        .as("seed %d, step %d, %s", seed, step, new Ipv4(destination))
                        .isEqualTo(linear.lookup(destination));
            }
            assertThat(fib.find(prefix)).isEqualTo(linear.routes.getOrDefault(prefix, Fib.NO_ROUTE));
        }
        List<String> expected = new ArrayList<>();
        linear.routes.forEach((prefix, nextHop) -> expected.add(prefix + " " + nextHop));
        assertThat(listing(fib)).isEqualTo(expected);
        for (Prefix prefix : List.copyOf(linear.routes.keySet())) {
            fib = fib.without(prefix);
        }
        assertThat(fib).isSameAs(Fib.EMPTY);
    }

    private static int address(Random random) {
        return random.nextInt(4) == 0 ? random.nextInt() : random.nextInt() & 0x8181_8383;
    }

    /** Every ninth prefix of the full table of the Internet; the judge walks from the longest length down in a sorted map. */
    @Test
    void holdsTheInternet() throws IOException {
        List<Prefix> prefixes = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Vectors.open("bgp/full_table_ipv4_prefixes.txt.gz"), StandardCharsets.US_ASCII))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (number++ % 9 == 0) {
                    prefixes.add(Prefix.of(line.strip()));
                }
            }
        }
        TreeMap<Prefix, Integer> judge = new TreeMap<>();
        Fib fib = Fib.EMPTY;
        for (int i = 0; i < prefixes.size(); i++) {
            fib = fib.with(prefixes.get(i), i);
            judge.put(prefixes.get(i), i);
        }
        assertThat(fib.size()).isEqualTo(judge.size()).isGreaterThan(100_000);
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            int destination = i % 2 == 0
                    ? random.nextInt()
                    : prefixes.get(random.nextInt(prefixes.size())).network() + random.nextInt(300);
            assertThat(fib.lookup(destination)).isEqualTo(longest(judge, destination));
        }
    }

    /** Dense routes under two octets, so that arrays split by octet and join again, down to the last octet. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithALinearSearchWhenArraysSplitAndJoin(long seed) {
        Random random = new Random(seed);
        Fib fib = Fib.EMPTY;
        TreeMap<Prefix, Integer> judge = new TreeMap<>();
        for (int step = 0; step < 12_000; step++) {
            int length = random.nextInt(20) == 0 ? random.nextInt(33) : 24 + random.nextInt(9);
            Prefix prefix = Prefix.around(new Ipv4(0x0a01_0000 | random.nextInt() & 0x0000_0fff), length);
            if (step < 6_000 || random.nextInt(8) == 0) {
                fib = fib.with(prefix, step);
                judge.put(prefix, step);
            } else {
                Prefix present = judge.ceilingKey(prefix);
                Prefix victim = present == null ? prefix : present;
                fib = fib.without(victim);
                judge.remove(victim);
            }
            int destination = random.nextInt(4) == 0 ? random.nextInt() : 0x0a01_0000 | random.nextInt() & 0x1fff;
            assertThat(fib.lookup(destination))
                    .as("seed %d, step %d, %s", seed, step, new Ipv4(destination))
                    .isEqualTo(longest(judge, destination));
            assertThat(fib.size()).isEqualTo(judge.size());
        }
        List<String> expected = new ArrayList<>();
        judge.forEach((prefix, nextHop) -> expected.add(prefix + " " + nextHop));
        assertThat(listing(fib)).isEqualTo(expected);
    }

    @Test
    void aRouteAtTheEndOfTheAddressSpaceEndsThere() {
        Fib fib = Fib.EMPTY.with(Prefix.of("255.255.255.255/32"), 1).with(Prefix.of("0.0.0.0/32"), 2);
        assertThat(fib.lookup(-1)).isEqualTo(1);
        assertThat(fib.lookup(-2)).isEqualTo(Fib.NO_ROUTE);
        assertThat(fib.lookup(0)).isEqualTo(2);
        assertThat(fib.lookup(1)).isEqualTo(Fib.NO_ROUTE);
    }

    @Test
    void nextHopsMayBeAsLargeAsAnInt() {
        Fib fib = Fib.EMPTY.with(Prefix.of("10.0.0.0/8"), Integer.MAX_VALUE).with(Prefix.of("128.0.0.0/1"), 0);
        assertThat(fib.lookup(ip("10.255.255.255"))).isEqualTo(Integer.MAX_VALUE);
        assertThat(fib.lookup(ip("200.0.0.1"))).isZero();
    }

    /** What a lookup reads and what it is made from: the issue of small tables in great number is memory. */
    @Test
    void aTableOfAThousandRoutesFitsInto64Kilobytes() {
        Random random = new Random(1);
        Fib fib = Fib.EMPTY;
        while (fib.size() < 1000) {
            fib = fib.with(Prefix.around(new Ipv4(random.nextInt()), 16 + random.nextInt(9)), fib.size());
        }
        fib.lookup(0);
        assertThat(fib.routes()).isInstanceOf(FibLeaf.class);
        assertThat(((FibLeaf) fib.routes()).octets()).isBetween(12_000, 64_000);
    }

    private static int longest(TreeMap<Prefix, Integer> routes, int destination) {
        for (int length = 32; length >= 0; length--) {
            Integer nextHop = routes.get(Prefix.around(new Ipv4(destination), length));
            if (nextHop != null) {
                return nextHop;
            }
        }
        return Fib.NO_ROUTE;
    }
}
