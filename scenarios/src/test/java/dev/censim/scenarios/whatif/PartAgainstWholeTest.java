package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the part of a network that a failure reaches, against what becomes of all of it. */
class PartAgainstWholeTest {

    private static final int SAMPLES = 10;

    /** Mostly single failures. */
    private static List<Failure> drawn(Scenario scenario, long seed) {
        List<Failure> single = new ArrayList<>();
        List<Failure> pairs = new ArrayList<>();
        Plan.of(Elements.of(scenario.topology(), EnumSet.allOf(ElementKind.class)), 2)
                .forEach(failure -> (failure.elements().size() == 1 ? single : pairs).add(failure));
        Random random = new Random(seed);
        Collections.shuffle(single, random);
        Collections.shuffle(pairs, random);
        List<Failure> some = new ArrayList<>(single.subList(0, SAMPLES));
        some.addAll(pairs.subList(0, SAMPLES / 2));
        return some;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void outcomeOfThePartIsThatOfTheWhole(long seed) throws NotConverged {
        Scenario scenario = ManySites.drawn(seed);
        WhatIf network = WhatIf.converge(scenario);

        for (Failure failure : drawn(scenario, seed)) {
            assertThat(network.outcome(failure))
                    .as("seed %d, %s", seed, failure.id())
                    .isEqualTo(network.outcomeInWhole(failure));
        }
    }

    @Test
    void mostFailuresOfTheseNetworksReachAPart() throws NotConverged {
        int inPart = 0;
        for (long seed : new long[] {2, 3, 5, 6}) {
            Scenario scenario = ManySites.drawn(seed);
            WhatIf network = WhatIf.converge(scenario);
            inPart += (int) drawn(scenario, seed).stream()
                    .filter(failure -> !network.reach(failure).isWhole())
                    .count();
        }

        assertThat(inPart).isGreaterThan(2 * SAMPLES);
    }
}
