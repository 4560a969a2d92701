package dev.censim.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RangeTest {

    @Test
    void casesAreCutIntoRangesThatDifferByOneAtMost() {
        assertThat(Range.cut(7, 3)).containsExactly(new Range(0, 3), new Range(3, 5), new Range(5, 7));
    }

    @Test
    void fewCasesMakeFewRanges() {
        assertThat(Range.cut(2, 5)).containsExactly(new Range(0, 1), new Range(1, 2));
    }

    @Test
    void everyCaseIsInOneRangeHoweverTheyAreCut() {
        for (long cases = 1; cases <= 40; cases++) {
            for (int ranges = 1; ranges <= 40; ranges++) {
                List<Range> cut = Range.cut(cases, ranges);
                long next = 0;
                for (Range range : cut) {
                    assertThat(range.from()).isEqualTo(next);
                    assertThat(range.to()).isGreaterThan(next);
                    next = range.to();
                }
                assertThat(next).isEqualTo(cases);
            }
        }
    }

    @Test
    void planOfMoreCasesThanAnIntCountsIsCut() {
        List<Range> cut = Range.cut(Long.MAX_VALUE, 10_000);

        assertThat(cut).hasSize(10_000);
        assertThat(cut.get(9_999).to()).isEqualTo(Long.MAX_VALUE);
    }
}
