package dev.censim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RngTest {

    @Test
    void oneNameUnderOneSeedIsOneStream() {
        assertThat(Rng.of(7, "cgw-1").nextLong()).isEqualTo(Rng.of(7, "cgw-1").nextLong());
    }

    @Test
    void otherNamesAndSeedsAreOtherStreams() {
        long draw = Rng.of(7, "cgw-1").nextLong();
        assertThat(Rng.of(7, "cgw-2").nextLong()).isNotEqualTo(draw);
        assertThat(Rng.of(8, "cgw-1").nextLong()).isNotEqualTo(draw);
    }

    @Test
    void copyContinuesWithTheSameDraws() {
        Rng rng = Rng.of(7, "x");
        rng.nextLong();
        Rng copy = rng.copy();
        assertThat(copy.nextLong()).isEqualTo(rng.nextLong());
    }

    @Test
    void numbersBelowABoundAreSpreadEvenly() {
        Rng rng = Rng.of(7, "even");
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[(int) rng.below(10)]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 10_000.0) * (count - 10_000.0) / 10_000.0;
        }
        // 9 degrees of freedom: above 27.9 in one of a thousand streams.
        assertThat(chiSquare).isLessThan(27.9);
    }
}
