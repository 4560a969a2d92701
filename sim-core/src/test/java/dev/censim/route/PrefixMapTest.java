package dev.censim.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A map by prefix behaves as the JDK's sorted map does. */
final class PrefixMapTest {

    private final PrefixMap<String> map = new PrefixMap<>();

    @Test
    void theWidestAndTheLastPrefixHavePlaces() {
        map.put(Prefix.DEFAULT, "default");
        map.put(Prefix.of("255.255.255.255/32"), "broadcast");
        map.put(Prefix.of("0.0.0.0/8"), "this network");

        assertThat(map.keys()).containsExactly(Prefix.DEFAULT, Prefix.of("0.0.0.0/8"), Prefix.of("255.255.255.255/32"));
        assertThat(map.get(Prefix.DEFAULT)).isEqualTo("default");
    }

    @Test
    void aCopyGoesItsOwnWay() {
        map.put(Prefix.of("10.0.0.0/8"), "here");
        PrefixMap<String> copy = map.copy();
        map.remove(Prefix.of("10.0.0.0/8"));
        copy.put(Prefix.of("11.0.0.0/8"), "there");

        assertThat(copy.keys()).containsExactly(Prefix.of("10.0.0.0/8"), Prefix.of("11.0.0.0/8"));
        assertThat(map.size()).isZero();
    }

    /** Few prefixes collide often, many make the table grow and shrink. */
    @ParameterizedTest
    @ValueSource(ints = {3, 40, 3000})
    void anyChangesLeaveWhatASortedMapHolds(int prefixes) {
        for (int seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Prefix> pool = pool(random, prefixes);
            PrefixMap<Integer> tried = new PrefixMap<>();
            TreeMap<Prefix, Integer> expected = new TreeMap<>();
            for (int step = 0; step < 4 * prefixes; step++) {
                Prefix prefix = pool.get(random.nextInt(prefixes));
                boolean isPut = random.nextInt(100) < (step < 2 * prefixes ? 80 : 25);
                Integer before = isPut ? tried.put(prefix, step) : tried.remove(prefix);
                assertThat(before)
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(isPut ? expected.put(prefix, step) : expected.remove(prefix));
            }
            assertThat(tried.keys()).as("seed %d", seed).isEqualTo(List.copyOf(expected.keySet()));
            assertThat(tried.size()).isEqualTo(expected.size());
            for (Prefix prefix : pool) {
                assertThat(tried.getOrDefault(prefix, -1))
                        .as("seed %d, %s", seed, prefix)
                        .isEqualTo(expected.getOrDefault(prefix, -1));
            }
        }
    }

    private static List<Prefix> pool(SplittableRandom random, int size) {
        List<Prefix> pool = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int length = random.nextInt(33);
            pool.add(new Prefix(random.nextInt() & Prefix.mask(length), length));
        }
        return pool;
    }
}
