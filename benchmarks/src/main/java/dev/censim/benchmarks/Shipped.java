package dev.censim.benchmarks;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scenarios of the project's library, from wherever in it a benchmark was started. */
final class Shipped {

    private Shipped() {}

    static Scenario scenario(String name) {
        Path file = Path.of("scenarios", name + ".yaml");
        return accepted(
                ScenarioReader.read(Files.exists(file) ? file : Path.of("..").resolve(file)));
    }

    /** One that is written in a benchmark. */
    static Scenario scenario(String name, String text) {
        return accepted(ScenarioReader.read(name, text));
    }

    private static Scenario accepted(ReadResult result) {
        if (result instanceof ReadResult.Accepted accepted) {
            return accepted.scenario();
        }
        throw new IllegalStateException("not a scenario (is this the project's folder?): " + result);
    }
}
