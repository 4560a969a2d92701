package dev.censim.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Cases that are tried one after the other, by their numbers in the plan.
 *
 * @param from the first
 * @param to behind the last
 */
record Range(long from, long to) implements Serializable {

    /**
     * Cuts the cases into ranges that differ by one case at most.
     *
     * @param cases from 0
     * @param ranges at least 1; fewer are cut when there are fewer cases
     */
    static List<Range> cut(long cases, int ranges) {
        List<Range> cut = new ArrayList<>();
        long from = 0;
        for (int i = 0; i < ranges && from < cases; i++) {
            long to = from + cases / ranges + (i < cases % ranges ? 1 : 0);
            cut.add(new Range(from, to));
            from = to;
        }
        return cut;
    }
}
