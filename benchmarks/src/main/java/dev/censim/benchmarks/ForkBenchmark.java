package dev.censim.benchmarks;

import dev.censim.compile.Compiler;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What does a fork of a converged network cost, against converging again? The median tells; the tail is the collector. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ForkBenchmark {

    /** By then every tunnel and session of the shipped scenarios is up, and no flow has begun. */
    private static final long CONVERGED = 15_000_000_000L;

    @Param("hub-and-spoke-50")
    public String name = "hub-and-spoke-50";

    private Scenario scenario = Shipped.scenario(name);
    private Simulation converged = Compiler.compile(scenario, false).start();

    @Setup
    public void converge() {
        scenario = Shipped.scenario(name);
        converged = convergeAgain();
    }

    @Benchmark
    public Simulation fork() {
        return converged.fork();
    }

    @Benchmark
    public Simulation convergeAgain() {
        return Compiler.compile(scenario, false).start().run(CONVERGED);
    }
}
