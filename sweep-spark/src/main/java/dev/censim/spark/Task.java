package dev.censim.spark;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Elements;
import dev.censim.scenarios.whatif.Equivalence;
import dev.censim.scenarios.whatif.Plan;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;

/**
 * What is to be tried, in a form that can be sent: a scenario as the octets of its file, and what of it fails.
 *
 * @param name stands for the file in diagnostics
 * @param seed instead of the scenario's
 * @param failures elements that fail together at most, at least 1
 * @param kinds at least one
 */
record Task(String name, byte[] octets, long seed, int failures, List<ElementKind> kinds) implements Serializable {

    /** @throws IllegalStateException when the octets are no scenario; the driver has read them before */
    Scenario scenario() {
        if (ScenarioReader.read(name, octets) instanceof ReadResult.Accepted accepted) {
            return accepted.scenario().withSeed(seed);
        }
        throw new IllegalStateException(name + " is a scenario to the driver, and none here");
    }

    /**
     * @param scenario of this
     * @throws ArithmeticException when there are more cases than a long counts
     */
    Plan plan(Scenario scenario) {
        return Plan.of(Elements.of(scenario.topology(), EnumSet.copyOf(kinds)), failures, Equivalence.in(scenario));
    }
}
