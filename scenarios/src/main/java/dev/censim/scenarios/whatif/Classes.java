package dev.censim.scenarios.whatif;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Elements that can fail in one manner, by number, in classes of equal effects. A set of elements comes to the same thing as its
 * canonical form: each element replaced by the first of its class, and left out when another one's effects contain its own.
 */
final class Classes {

    private final int[] first;
    private final List<BitSet> likeOrWithin = new ArrayList<>();
    private final List<BitSet> comparable = new ArrayList<>();
    private final BitSet firsts = new BitSet();
    private final BitSet related = new BitSet();

    Classes(List<Set<Object>> effects) {
        first = new int[effects.size()];
        Map<Set<Object>, Integer> known = new HashMap<>();
        Map<Object, BitSet> having = new HashMap<>();
        for (int element = 0; element < first.length; element++) {
            int number = element;
            first[element] = known.computeIfAbsent(effects.get(element), effect -> number);
            firsts.set(first[element]);
            likeOrWithin.add(new BitSet());
            likeOrWithin.get(first[element]).set(element);
            comparable.add(new BitSet());
            effects.get(element)
                    .forEach(effect ->
                            having.computeIfAbsent(effect, any -> new BitSet()).set(number));
        }
        for (int element = 0; element < first.length; element++) {
            int small = element;
            containers(effects.get(element), having).stream()
                    .filter(large -> first[large] == large && first[small] != large)
                    .forEach(large -> contain(large, small));
        }
    }

    /** Elements whose effects contain these. */
    private BitSet containers(Set<Object> effects, Map<Object, BitSet> having) {
        BitSet all = new BitSet();
        all.set(0, first.length);
        effects.stream()
                .map(having::get)
                .sorted(Comparator.comparingInt(BitSet::cardinality))
                .forEach(all::and);
        return all;
    }

    private void contain(int large, int small) {
        likeOrWithin.get(large).set(small);
        comparable.get(large).set(first[small]);
        comparable.get(first[small]).set(large);
        related.set(large);
        related.set(first[small]);
    }

    /** The first elements of all classes: canonical sets consist of them. */
    BitSet firsts() {
        return (BitSet) firsts.clone();
    }

    /** In how many ways a canonical set can go on by so many more of these elements, none of which is contained in another of the set. */
    long count(BitSet candidates, int more) {
        if (more == 1 || !candidates.intersects(related)) {
            return choose(candidates.cardinality(), more);
        }
        long ways = 0;
        for (int next = candidates.nextSetBit(0); next >= 0; next = candidates.nextSetBit(next + 1)) {
            ways = Math.addExact(ways, count(after(candidates, next), more - 1));
        }
        return ways;
    }

    /** Of these elements those that may follow one of them in a canonical set. */
    BitSet after(BitSet candidates, int element) {
        BitSet later = (BitSet) candidates.clone();
        later.clear(0, element + 1);
        later.andNot(comparable.get(element));
        return later;
    }

    /** All other sets of a size of which this one is the canonical form, in lexicographic order. */
    List<List<Integer>> others(List<Integer> canonical, int size) {
        BitSet pool = new BitSet();
        canonical.forEach(element -> pool.or(likeOrWithin.get(element)));
        List<List<Integer>> sets = new ArrayList<>();
        extend(new ArrayList<>(), pool, canonical, size, sets);
        sets.remove(canonical);
        return sets;
    }

    private void extend(List<Integer> set, BitSet pool, List<Integer> canonical, int size, List<List<Integer>> sets) {
        long missing = canonical.stream()
                .filter(one -> set.stream().noneMatch(element -> first[element] == one))
                .count();
        if (set.size() + missing > size) {
            return;
        }
        if (set.size() == size) {
            sets.add(List.copyOf(set));
            return;
        }
        int from = set.isEmpty() ? 0 : set.get(set.size() - 1) + 1;
        for (int next = pool.nextSetBit(from); next >= 0; next = pool.nextSetBit(next + 1)) {
            set.add(next);
            extend(set, pool, canonical, size, sets);
            set.remove(set.size() - 1);
        }
    }

    private static long choose(int from, int many) {
        if (many > from) {
            return 0;
        }
        long ways = 1;
        for (int i = 1; i <= many; i++) {
            ways = Math.multiplyExact(ways, from - many + i) / i;
        }
        return ways;
    }
}
