package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.fault.Fault;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Canonical sets, their numbers and what they represent, against brute force over all sets. */
class PlanTest {

    private static final int MOST = 3;

    /** Random effects, so few that many are equal and contained in each other. */
    private static List<Set<Object>> effects(SplittableRandom random) {
        return IntStream.range(0, random.nextInt(1, 9))
                .mapToObj(element -> {
                    Set<Object> some = new LinkedHashSet<>();
                    random.ints(random.nextInt(3), 0, 4).forEach(some::add);
                    return some;
                })
                .toList();
    }

    private static List<List<Integer>> sets(int of, int size) {
        return IntStream.range(0, 1 << of)
                .filter(bits -> Integer.bitCount(bits) == size)
                .mapToObj(bits ->
                        BitSet.valueOf(new long[] {bits}).stream().boxed().toList())
                .sorted((a, b) -> IntStream.range(0, size)
                        .map(i -> Integer.compare(a.get(i), b.get(i)))
                        .filter(order -> order != 0)
                        .findFirst()
                        .orElse(0))
                .toList();
    }

    /** By the words of the definition. */
    private static List<Integer> canonical(List<Integer> set, List<Set<Object>> effects) {
        TreeSet<Integer> form = new TreeSet<>();
        for (int element : set) {
            boolean isAbsorbed = set.stream()
                    .anyMatch(other -> effects.get(other).containsAll(effects.get(element))
                            && !effects.get(other).equals(effects.get(element)));
            if (!isAbsorbed) {
                form.add(effects.indexOf(effects.get(element)));
            }
        }
        return List.copyOf(form);
    }

    @RepeatedTest(200)
    void canonicalSetsAreCountedNumberedAndRepresentAllOthers(RepetitionInfo repetition) {
        List<Set<Object>> effects = effects(new SplittableRandom(repetition.getCurrentRepetition()));
        Classes classes = new Classes(effects);
        Map<List<Integer>, List<List<Integer>>> represented = new LinkedHashMap<>();
        for (int size = 1; size <= MOST; size++) {
            for (List<Integer> set : sets(effects.size(), size)) {
                List<Integer> form = canonical(set, effects);
                List<List<Integer>> others = represented.computeIfAbsent(form, none -> new ArrayList<>());
                if (!form.equals(set)) {
                    others.add(set);
                }
            }
        }

        for (int size = 1; size <= MOST; size++) {
            int together = size;
            assertThat(classes.count(classes.firsts(), size))
                    .as("%s: sets of %d", effects, size)
                    .isEqualTo(represented.keySet().stream()
                            .filter(set -> set.size() == together)
                            .count());
        }
        represented.forEach((form, others) -> {
            List<List<Integer>> found = new ArrayList<>();
            IntStream.rangeClosed(form.size(), MOST).forEach(size -> found.addAll(classes.others(form, size)));
            assertThat(found).as("%s: %s", effects, form).isEqualTo(others);
        });
    }

    @RepeatedTest(50)
    void numberOfASetIsItsPlaceAmongTheCanonicalOnes(RepetitionInfo repetition) {
        List<Set<Object>> effects = effects(new SplittableRandom(repetition.getCurrentRepetition()));
        List<Element> elements = IntStream.range(0, effects.size())
                .mapToObj(i -> FindingsTest.element("p" + i))
                .toList();
        Plan plan = Plan.of(
                elements,
                MOST,
                Equivalence.by(fault -> effects.get(Integer.parseInt(
                        fault instanceof Fault.LinkDown down
                                ? down.path().substring(1)
                                : ((Fault.SilentLoss) fault).path().substring(1)))));
        List<String> expected = new ArrayList<>();
        for (int size = 1; size <= MOST; size++) {
            for (Manner manner : Manner.values()) {
                for (List<Integer> set : sets(effects.size(), size)) {
                    if (canonical(set, effects).equals(set)) {
                        expected.add(new Failure(set.stream().map(elements::get).toList(), manner).id());
                    }
                }
            }
        }

        assertThat(plan.stream().map(Failure::id)).as(effects.toString()).isEqualTo(expected);
        assertThat(plan.size()).isEqualTo(expected.size());
        assertThat(plan.levels().stream()
                        .flatMap(level -> level.mapToObj(plan::at).map(Failure::id)))
                .isEqualTo(expected);
    }

    @Test
    void planOfMillionsIsNumberedAtOnce() {
        List<Element> elements = IntStream.range(0, 2_000)
                .mapToObj(i -> FindingsTest.element("p" + i))
                .toList();

        Plan plan = Plan.of(elements, 3);

        assertThat(plan.size()).isEqualTo(2 * (2_000L + 1_999_000L + 1_331_334_000L));
        assertThat(plan.at(plan.size() - 1).id()).isEqualTo("path:p1997+path:p1998+path:p1999/clean");
    }
}
