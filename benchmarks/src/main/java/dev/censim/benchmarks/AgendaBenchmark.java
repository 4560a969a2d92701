package dev.censim.benchmarks;

import dev.censim.kernel.Agenda;
import java.util.SplittableRandom;
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

/** What does the schedule cost per event when every actor is busy (the hold model)? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AgendaBenchmark {

    private static final int DELAYS = 1 << 16;

    @Param({"1000", "10000", "100000"})
    public int actors;

    private Agenda agenda = new Agenda(1);
    private final long[] delays = new long[DELAYS];
    private int next;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < DELAYS; i++) {
            delays[i] = 1 + random.nextLong(1_000_000_000L);
        }
        agenda = new Agenda(actors);
        for (int actor = 0; actor < actors; actor++) {
            agenda.set(actor, delays[actor % DELAYS]);
        }
    }

    @Benchmark
    public int hold() {
        int actor = agenda.first();
        agenda.set(actor, agenda.at(actor) + delays[next++ & (DELAYS - 1)]);
        return actor;
    }

    @Benchmark
    public Agenda copy() {
        return agenda.copy();
    }
}
