package dev.censim.scenarios.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The Pareto front: of some points those than which no other is better in one coordinate and no worse in any. */
final class Front {

    private Front() {}

    /**
     * Whether each point is on the front. Of equal points all are, or none.
     *
     * @param points of equal length; smaller is better
     */
    static boolean[] of(List<long[]> points) {
        // What dominates a point comes before it in lexicographic order, and one that does is on the front itself.
        Comparator<Integer> order = Comparator.comparing(points::get, Arrays::compare);
        List<long[]> front = new ArrayList<>();
        boolean[] isOnFront = new boolean[points.size()];
        IntStream.range(0, points.size()).boxed().sorted(order).forEach(index -> {
            long[] point = points.get(index);
            if (front.stream().noneMatch(other -> dominates(other, point))) {
                front.add(point);
                isOnFront[index] = true;
            }
        });
        return isOnFront;
    }

    static boolean dominates(long[] one, long[] other) {
        boolean isBetter = false;
        for (int i = 0; i < one.length; i++) {
            if (one[i] > other[i]) {
                return false;
            }
            isBetter |= one[i] < other[i];
        }
        return isBetter;
    }
}
