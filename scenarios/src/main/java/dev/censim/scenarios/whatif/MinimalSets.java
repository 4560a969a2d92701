package dev.censim.scenarios.whatif;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The minimal failure sets of all flows. A set is known by its elements; a flow by its number. */
final class MinimalSets {

    private final Map<List<Element>, Map<Manner, BitSet>> flowsBrokenBy = new LinkedHashMap<>();

    /** Takes in that a failure breaks a flow's requirement; smaller failures come first. */
    void take(Failure failure, int flow) {
        boolean isPartEnough = anyPart(failure.elements(), part -> isBroken(part, flow));
        if (!isPartEnough) {
            flowsBrokenBy
                    .computeIfAbsent(failure.elements(), elements -> new EnumMap<>(Manner.class))
                    .computeIfAbsent(failure.manner(), manner -> new BitSet())
                    .set(flow);
        }
    }

    private boolean isBroken(List<Element> set, int flow) {
        return flowsBrokenBy.getOrDefault(set, new EnumMap<>(Manner.class)).values().stream()
                .anyMatch(flows -> flows.get(flow));
    }

    /** Whether for each of these flows a part of the set, smaller than it, is known to be enough. */
    boolean isPartEnough(List<Element> set, BitSet flows) {
        BitSet missing = (BitSet) flows.clone();
        return anyPart(set, part -> {
            Optional.ofNullable(flowsBrokenBy.get(part))
                    .ifPresent(known -> known.values().forEach(missing::andNot));
            return missing.isEmpty();
        });
    }

    List<MinimalSet> of(int flow) {
        List<MinimalSet> sets = new ArrayList<>();
        flowsBrokenBy.forEach((elements, known) -> {
            List<Manner> manners = new ArrayList<>();
            known.forEach((manner, flows) -> {
                if (flows.get(flow)) {
                    manners.add(manner);
                }
            });
            if (!manners.isEmpty()) {
                sets.add(new MinimalSet(elements, manners));
            }
        });
        return sets;
    }

    /** Asks for each part that is neither all nor nothing, until one answers yes. */
    private static boolean anyPart(List<Element> set, Predicate<List<Element>> question) {
        long all = (1L << set.size()) - 1;
        for (long chosen = 1; chosen < all; chosen++) {
            List<Element> part = new ArrayList<>();
            for (int i = 0; i < set.size(); i++) {
                if ((chosen >> i & 1) == 1) {
                    part.add(set.get(i));
                }
            }
            if (question.test(part)) {
                return true;
            }
        }
        return false;
    }
}
