package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is pruned changes no finding: against all sets of some elements of shipped scenarios, drawn at random. */
class PruningTest {

    private static final int DRAWS = 2;
    private static final int ELEMENTS = 5;
    private static final int MOST = 3;

    private static List<Element> drawn(List<Element> all, SplittableRandom random) {
        Set<Element> some = new LinkedHashSet<>();
        while (some.size() < Math.min(ELEMENTS, all.size())) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return all.stream().filter(some::contains).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-vbrs", "dual-tunnel-static"})
    void prunedSetsTeachNothing(String name) throws NotConverged {
        Scenario scenario =
                ((ReadResult.Accepted) ScenarioReader.read(Path.of("../scenarios", name + ".yaml"))).scenario();
        WhatIf network = WhatIf.converge(scenario);
        List<Element> all = Elements.of(scenario.topology(), EnumSet.allOf(ElementKind.class));
        Map<String, Outcome> known = new HashMap<>();

        long pruned = 0;
        for (long seed = 1; seed <= DRAWS; seed++) {
            Plan plan = Plan.of(drawn(all, new SplittableRandom(seed)), MOST);
            Findings brute = new Findings();
            plan.forEach(failure -> brute.take(known.computeIfAbsent(failure.id(), id -> network.outcome(failure))));
            Findings sparing = new Findings();
            Walk walk = Walk.pruned(plan, Requirement.connected());
            walk.iterator().forEachRemaining(failure -> {
                Outcome outcome = Objects.requireNonNull(known.get(failure.id()));
                walk.take(outcome);
                sparing.take(outcome);
            });

            assertThat(sparing.minimalSets()).as("seed %d: minimal sets", seed).isEqualTo(brute.minimalSets());
            assertThat(sparing.singlePoints())
                    .as("seed %d: single points", seed)
                    .isEqualTo(brute.singlePoints());
            assertThat(sparing.cases() + walk.pruned()).isEqualTo(plan.size());
            pruned += walk.pruned();
        }

        assertThat(pruned).as("something was pruned").isPositive();
    }
}
