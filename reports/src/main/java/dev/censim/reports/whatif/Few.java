package dev.censim.reports.whatif;

import java.util.List;

/** The first few of a list, and how many more it had. */
record Few<T>(List<T> first, int more) {

    static final int MOST = 5;

    static <T> Few<T> of(List<T> all) {
        List<T> first = List.copyOf(all.subList(0, Math.min(MOST, all.size())));
        return new Few<>(first, all.size() - first.size());
    }
}
