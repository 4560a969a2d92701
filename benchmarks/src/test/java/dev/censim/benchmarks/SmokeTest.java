package dev.censim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark still runs: each once, for what it does and not for how fast. */
final class SmokeTest {

    @Test
    void everyBenchmarkRunsOnce() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev\\.censim\\.benchmarks\\..*")
                        .mode(org.openjdk.jmh.annotations.Mode.SingleShotTime)
                        .param("pending", "1000")
                        .param("prefixes", "100")
                        .param("table", "100")
                        .param("tables", "3")
                        .param("octets", "64")
                        .param("group", "GROUP2")
                        .param("name", "zone-outage")
                        .param("peers", "1")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results).hasSizeGreaterThanOrEqualTo(19);
    }
}
