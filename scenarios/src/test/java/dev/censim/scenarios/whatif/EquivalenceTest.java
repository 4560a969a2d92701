package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.facts.NetworkFact.FaultRepaired;
import dev.censim.kernel.Digest;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.fault.TimedFault;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is merged comes to the same thing: drawn from shipped scenarios, and compared by all facts but those that name the faults. */
class EquivalenceTest {

    private static final long SEED = 6;
    private static final int SAMPLES = 5;
    private static final long FAILED_AT = 30 * Time.SECOND;
    private static final long REPAIRED_AT = 75 * Time.SECOND;
    private static final long ENDED_AT = 110 * Time.SECOND;

    private record Merged(Failure member, Failure representative) {}

    private static Scenario scenario(String name) {
        ReadResult result = ScenarioReader.read(Path.of("../scenarios", name + ".yaml"));
        Scenario scenario = ((ReadResult.Accepted) result).scenario();
        return scenario.withFaults(List.of()).withExpectations(List.of());
    }

    private static List<Merged> merged(Scenario scenario) {
        List<Element> elements = Elements.of(scenario.topology(), EnumSet.allOf(ElementKind.class));
        List<Merged> all = new ArrayList<>();
        Plan.of(elements, 2, Equivalence.in(scenario))
                .forEach(failure -> failure.representativeOf().forEach(member -> all.add(new Merged(member, failure))));
        return all;
    }

    private static String digest(Network network, Simulation converged, Failure failure) {
        Simulation fork = converged.fork();
        List<TimedFault> faults = failure.faults(fork.now());
        network.inject(faults, fork);
        fork.run(REPAIRED_AT);
        network.repair(faults, fork);
        fork.run(ENDED_AT);
        List<Fact> facts = new ArrayList<>();
        fork.journal().forEachWritten(0, fact -> {
            if (!(fact instanceof FaultApplied) && !(fact instanceof FaultRepaired)) {
                facts.add(fact);
            }
        });
        return Digest.format(Journal.of(facts).digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zone-outage", "region-outage", "private-vpn", "vpn-gateway", "two-regions"})
    void mergedFailureHasTheFactsOfItsRepresentative(String name) {
        Scenario scenario = scenario(name);
        List<Merged> merged = merged(scenario);
        assertThat(merged).isNotEmpty();
        Network network = Compiler.compile(scenario, false);
        Simulation converged = network.start().run(FAILED_AT);
        network.endScript(converged);
        SplittableRandom random = new SplittableRandom(SEED);

        for (int sample = 0; sample < SAMPLES; sample++) {
            Merged pair = merged.get(random.nextInt(merged.size()));
            assertThat(digest(network, converged, pair.member))
                    .as("seed %d: %s and %s", SEED, pair.member.id(), pair.representative.id())
                    .isEqualTo(digest(network, converged, pair.representative));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zone-outage", "two-regions"})
    void failuresThatAreNotMergedDiffer(String name) {
        Scenario scenario = scenario(name);
        Network network = Compiler.compile(scenario, false);
        Simulation converged = network.start().run(FAILED_AT);
        network.endScript(converged);
        List<Element> paths = Elements.of(scenario.topology(), EnumSet.of(ElementKind.PATH, ElementKind.CIRCUIT));

        assertThat(Plan.of(paths, 1, Equivalence.in(scenario)).stream()
                        .map(failure -> digest(network, converged, failure)))
                .doesNotHaveDuplicates();
    }
}
