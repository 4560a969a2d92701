package dev.censim.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Large tables, which have an image when they are asked often; the judge is a table without one. */
class FibImageTest {

    private static final long SEED = 7;

    private final Random random = new Random(SEED);

    private Fib large() {
        Fib fib = Fib.EMPTY;
        while (fib.size() < Fib.LARGE) {
            fib = fib.with(prefix(), fib.size() % 1000);
        }
        return fib;
    }

    /** Of all lengths, mostly 24, next to each other so that they nest. */
    private Prefix prefix() {
        int length = random.nextInt(3) == 0 ? random.nextInt(33) : 24;
        return Prefix.around(new Ipv4(random.nextInt() & 0x0fff_ffff), length);
    }

    private static Fib askedOften(Fib fib) {
        for (int i = 0; i < Fib.OFTEN; i++) {
            fib.lookup(i);
        }
        return fib;
    }

    /** What the routes say, whatever an image says. */
    private static int judge(Fib fib, int destination) {
        return fib.routes().lookup(destination);
    }

    private void assertRight(Fib fib) {
        for (int i = 0; i < 1000; i++) {
            assertRight(fib, i % 4 == 0 ? random.nextInt() : random.nextInt() & 0x0fff_ffff);
        }
    }

    private static void assertRight(Fib fib, int destination) {
        assertThat(fib.lookup(destination))
                .as("seed %d, %s", SEED, new Ipv4(destination))
                .isEqualTo(judge(fib, destination));
    }

    @Test
    void onlyALargeTableThatIsAskedOftenHasAnImage() {
        Fib few = Fib.EMPTY.with(Prefix.DEFAULT, 1);
        assertThat(askedOften(few).hasImage()).isFalse();
        Fib many = large();
        assertThat(many.hasImage()).isFalse();
        assertThat(askedOften(many).hasImage()).isTrue();
        assertRight(many);
    }

    @Test
    void everyChangeIsSeenAtOnceInItsWholeExtent() {
        Fib fib = askedOften(large());
        List<Prefix> present = new ArrayList<>();
        fib.forEach((prefix, nextHop) -> present.add(prefix));
        for (int step = 0; step < 4000; step++) {
            Prefix prefix = step % 2 == 0 ? prefix() : present.get(random.nextInt(present.size()));
            fib = step % 4 < 2 ? fib.with(prefix, 100_000 * (step % 3) + step) : fib.without(prefix);
            int free = ~Prefix.mask(prefix.length());
            for (int i = 0; i < 20; i++) {
                assertRight(fib, prefix.network() | random.nextInt() & free);
            }
            assertRight(fib, prefix.network());
            assertRight(fib, prefix.network() | free);
            assertRight(fib, prefix.network() - 1);
            assertRight(fib, (prefix.network() | free) + 1);
        }
        assertThat(fib.hasImage()).isTrue();
        assertRight(fib);
    }

    @Test
    void anImageGoesAlongWithTheFirstChangeAndTheOldTableStaysAsItWas() {
        Fib before = askedOften(large());
        Prefix prefix = Prefix.of("200.0.0.0/24");
        int destination = prefix.network() | 9;
        int around = before.lookup(destination);
        Fib one = before.with(prefix, 1);
        Fib other = before.with(prefix, 2);
        assertThat(List.of(before.hasImage(), one.hasImage(), other.hasImage())).containsExactly(false, true, false);
        assertThat(List.of(before.lookup(destination), one.lookup(destination), other.lookup(destination)))
                .containsExactly(around, 1, 2);
        assertThat(one.without(prefix).lookup(destination)).isEqualTo(around);
        assertRight(before);
        assertRight(other);
    }

    @Test
    void branchesShareTheRoutesThatTheyDoNotChange() {
        Fib before = large();
        FibBranch old = (FibBranch) before.routes();
        FibBranch changed = (FibBranch) before.with(Prefix.of("10.1.2.0/24"), 1).routes();
        assertThat(old.children() - old.childrenSharedWith(changed)).isEqualTo(1);
    }

    @Test
    void aNextHopThatAnImageCannotHoldIsFound() {
        Prefix prefix = Prefix.of("200.0.0.0/24");
        Fib fib = askedOften(large());
        for (int nextHop : new int[] {65_532, 65_533, 65_534, 65_535, 65_536, Integer.MAX_VALUE}) {
            fib = fib.with(prefix, nextHop);
            assertThat(fib.hasImage()).isTrue();
            assertThat(fib.lookup(prefix.network())).isEqualTo(nextHop);
        }
    }

    @Test
    void moreNextHopsThanAnImageCanNumberAreAllFound() {
        Fib few = Fib.EMPTY;
        while (few.size() < Fib.LARGE) {
            few = few.with(prefix(), few.size() % 3);
        }
        Fib fib = askedOften(few);
        for (int nextHop = 0; nextHop < 300; nextHop++) {
            Prefix prefix = Prefix.around(new Ipv4(200 << 24 | nextHop << 8), 24);
            fib = fib.with(prefix, nextHop);
            assertThat(fib.hasImage()).isTrue();
            assertThat(fib.lookup(prefix.network())).isEqualTo(nextHop);
        }
        assertRight(fib);
    }

    @Test
    void manyLookupsAtOnceSayWhatOneByOneSays() {
        Fib without = large();
        Fib with = askedOften(without.with(Prefix.of("200.0.0.0/25"), 3));
        assertThat(with.hasImage()).isTrue();
        int[] destinations = random.ints(500).map(bits -> bits & 0x0fff_ffff).toArray();
        destinations[100] = Prefix.of("200.0.0.0/25").network();
        for (Fib fib : List.of(Fib.EMPTY, without, with)) {
            for (int count : new int[] {0, 1, 31, 32, 400}) {
                int[] nextHops = new int[400];
                fib.lookup(destinations, 90, count, nextHops);
                for (int i = 0; i < 400; i++) {
                    assertThat(nextHops[i]).isEqualTo(i < count ? judge(fib, destinations[90 + i]) : 0);
                }
            }
        }
    }

    @Test
    void aTableThatHasBecomeSmallLetsItsImageGo() {
        Fib fib = askedOften(large());
        List<Prefix> all = new ArrayList<>();
        fib.forEach((prefix, nextHop) -> all.add(prefix));
        for (Prefix prefix : all) {
            fib = fib.without(prefix);
            assertThat(fib.hasImage()).isEqualTo(fib.size() >= Fib.LARGE / 2);
        }
        assertThat(fib).isSameAs(Fib.EMPTY);
    }

    /** One thread asks a table over and over while another makes changes of it: it must never see one of them. */
    @Test
    void aTableOnAnotherThreadNeverSeesTheChangesOfItsFork() throws InterruptedException {
        Prefix prefix = Prefix.of("200.0.0.0/24");
        Fib start = large().with(prefix, 5);
        for (int round = 0; round < 4; round++) {
            Fib shared = askedOften(start.with(Prefix.DEFAULT, round));
            assertThat(shared.hasImage()).isTrue();
            int[] wrong = {0};
            Thread reader = new Thread(() -> {
                for (int i = 0; i < 3_000_000; i++) {
                    wrong[0] += shared.lookup(prefix.network()) == 5 ? 0 : 1;
                }
            });
            reader.start();
            Fib fork = shared;
            for (int i = 0; reader.isAlive(); i++) {
                fork = fork.with(prefix, 6 + i % 50);
            }
            reader.join();
            assertThat(wrong[0]).isZero();
        }
    }
}
