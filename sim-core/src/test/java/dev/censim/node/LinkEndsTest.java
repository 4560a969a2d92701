package dev.censim.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkEndsTest {

    private static final long SEED = 2992;

    /** Few actors and addresses, so that ends are often alike. */
    @Test
    void findsWhatAWalkAlongTheEndsFindsFirst() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            List<Link.End> ends = new ArrayList<>();
            int count = random.nextInt(12);
            for (int i = 0; i < count; i++) {
                ends.add(new Link.End(random.nextInt(10), random.nextInt(10) - 5, random.nextBoolean()));
            }
            LinkEnds table = LinkEnds.of(ends);
            String where = "seed " + SEED + ", round " + round + ": " + ends;
            for (int key = -6; key < 11; key++) {
                int wanted = key;
                assertThat(table.endOf(key)).as(where).isEqualTo(firstNumber(ends, end -> end.actor() == wanted));
                for (boolean side : new boolean[] {false, true}) {
                    assertThat(table.actor(key, side))
                            .as(where)
                            .isEqualTo(first(ends, end -> end.isCustomer() == side && end.address() == wanted));
                    assertThat(table.actor(side)).as(where).isEqualTo(first(ends, end -> end.isCustomer() == side));
                }
            }
        }
    }

    private static int firstNumber(List<Link.End> ends, Predicate<Link.End> wanted) {
        return IntStream.range(0, ends.size())
                .filter(i -> wanted.test(ends.get(i)))
                .findFirst()
                .orElse(LinkEnds.NONE);
    }

    private static int first(List<Link.End> ends, Predicate<Link.End> wanted) {
        return ends.stream()
                .filter(wanted)
                .mapToInt(Link.End::actor)
                .findFirst()
                .orElse(LinkEnds.NONE);
    }
}
