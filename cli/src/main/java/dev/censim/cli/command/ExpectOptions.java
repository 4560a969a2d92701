package dev.censim.cli.command;

import dev.censim.model.Scenario;
import dev.censim.model.intent.Expectation;
import dev.censim.model.intent.WordedExpectation;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.Requirement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What flows must survive, for a command that tries failures. */
final class ExpectOptions {

    /** Stands for no value. */
    private static final String EACH_ITS_OWN = "as the scenario says";

    @Option(
            names = "--expect",
            paramLabel = "DURATION",
            arity = "0..1",
            fallbackValue = EACH_ITS_OWN,
            description = {
                "Exit status 1 when a failure or its repair leaves a flow out for longer, or cuts it off; without a value each flow"
                        + " has the maxOutage that the scenario expects of it, and those without may only not be cut off.",
                "The shortest such case is written to counterexample.yaml, a scenario that shows it."
            })
    private Optional<String> expect = Optional.empty();

    /** Empty when nothing is required. */
    Optional<Requirement> requirement(Scenario scenario) throws WrongInput {
        if (expect.isEmpty()) {
            return Optional.empty();
        }
        if (expect.get().equals(EACH_ITS_OWN)) {
            return Optional.of(new Requirement(expected(scenario)));
        }
        Duration most = ScenarioReader.duration(expect.get().strip())
                .orElseThrow(() -> new WrongInput(
                        "--expect " + expect.get() + ": write a duration such as 3s or 500ms, or nothing after it"));
        Map<String, Duration> limits = new LinkedHashMap<>();
        scenario.flows().forEach(flow -> limits.put(flow.name(), most));
        return Optional.of(new Requirement(limits));
    }

    /** The option as it was written, for a command that repeats this. */
    String words() {
        return expect.map(value -> value.equals(EACH_ITS_OWN) ? " --expect" : " --expect " + value)
                .orElse("");
    }

    /** What is required of a flow, for people. */
    String sentence() {
        return expect.map(value -> value.equals(EACH_ITS_OWN)
                        ? "Required: each flow is out for no longer than the maxOutage that the scenario expects of it, and none is cut off."
                        : "Required: no flow is out for longer than " + value.strip() + ", nor cut off.")
                .orElse("Required: no flow is cut off.");
    }

    /** Of several expectations of one flow the strictest. */
    private static Map<String, Duration> expected(Scenario scenario) {
        Map<String, Duration> limits = new LinkedHashMap<>();
        for (WordedExpectation worded : scenario.expectations()) {
            if (worded.expectation() instanceof Expectation.MaxOutage most) {
                limits.merge(most.flow(), most.limit(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        }
        return limits;
    }
}
