package dev.censim.scenarios.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void isWhatComparingEachWithEachSays(int coordinates) {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<long[]> points = points(random, coordinates);

            assertThat(Front.of(points))
                    .as("seed %d, %d coordinates", seed, coordinates)
                    .isEqualTo(byDefinition(points));
        }
    }

    /** From few values, so that there are many ties and equal points. */
    private static List<long[]> points(Random random, int coordinates) {
        List<long[]> points = new ArrayList<>();
        int many = random.nextInt(60);
        int values = 1 + random.nextInt(8);
        for (int i = 0; i < many; i++) {
            points.add(random.longs(coordinates, 0, values).toArray());
        }
        return points;
    }

    private static boolean[] byDefinition(List<long[]> points) {
        boolean[] isOnFront = new boolean[points.size()];
        for (int i = 0; i < isOnFront.length; i++) {
            long[] point = points.get(i);
            isOnFront[i] = points.stream().noneMatch(other -> isNoWorseAndOnceBetter(other, point));
        }
        return isOnFront;
    }

    private static boolean isNoWorseAndOnceBetter(long[] other, long[] point) {
        int worse = 0;
        int better = 0;
        for (int i = 0; i < point.length; i++) {
            worse += other[i] > point[i] ? 1 : 0;
            better += other[i] < point[i] ? 1 : 0;
        }
        return worse == 0 && better > 0;
    }

    @Test
    void equalPointsAreOnItTogether() {
        assertThat(Front.of(List.of(new long[] {1, 2}, new long[] {2, 1}, new long[] {1, 2}, new long[] {2, 2})))
                .containsExactly(true, true, true, false);
    }
}
