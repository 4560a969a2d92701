package dev.censim.node;

import java.util.Arrays;
import java.util.SortedMap;

/** Numbers by numbers, without boxes: sorted arrays that never change. */
final class IntTable {

    private final int[] keys;
    private final int[] values;

    IntTable(SortedMap<Integer, Integer> entries) {
        keys = entries.keySet().stream().mapToInt(Integer::intValue).toArray();
        values = entries.values().stream().mapToInt(Integer::intValue).toArray();
    }

    /** What stands at a key, or else {@code none}. */
    int find(int key, int none) {
        int place = Arrays.binarySearch(keys, key);
        return place < 0 ? none : values[place];
    }
}
