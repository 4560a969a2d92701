package dev.censim.benchmarks;

import dev.censim.forward.Fib;
import dev.censim.model.address.Prefix;
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

/** What does finding the longest matching prefix cost? */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FibBenchmark {

    private static final int DESTINATIONS = 1 << 14;

    /** Lengths that routing tables are made of. */
    private static final int[] LENGTHS = {16, 20, 22, 24, 24, 24, 24, 28};

    @Param({"100", "10000", "200000"})
    public int prefixes;

    private Fib fib = Fib.EMPTY;
    private final int[] destinations = new int[DESTINATIONS];
    private int next;

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < prefixes; i++) {
            int length = LENGTHS[random.nextInt(LENGTHS.length)];
            int bits = random.nextInt() & (-1 << (32 - length));
            fib = fib.with(new Prefix(bits, length), i);
            if (i < DESTINATIONS) {
                destinations[i] = bits | 1;
            }
        }
        for (int i = Math.min(prefixes, DESTINATIONS); i < DESTINATIONS; i++) {
            destinations[i] = destinations[i % Math.min(prefixes, DESTINATIONS)];
        }
    }

    @Benchmark
    public int lookup() {
        return fib.lookup(destinations[next++ & (DESTINATIONS - 1)]);
    }
}
