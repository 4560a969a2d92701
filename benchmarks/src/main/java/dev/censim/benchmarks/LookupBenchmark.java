package dev.censim.benchmarks;

import dev.censim.forward.Fib;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What does a lookup in one large table cost: one by one, 32 at a time, and where each destination hangs on the last result? Beside it
 * the trie of the IPAddress library; {@code dpdk-lookup} measures DPDK's on the same table and destinations.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class LookupBenchmark {

    private static final int BULK = 32;

    /** Lookups for which the peer's slow trie is asked in {@link #ipAddress}. */
    private static final int FEW = 1 << 14;

    /** {@code full}, or a number of prefixes. */
    @Param("full")
    public String table = "";

    @Param({"uniform", "prefix", "trace", "one"})
    public String stream = "";

    /** Zero, which the compiler must not know: what makes a lookup wait for the one before. */
    @Param("0")
    public int mask;

    private Fib fib = Fib.EMPTY;
    private IPv4AddressAssociativeTrie<Integer> trie = new IPv4AddressAssociativeTrie<>();
    private int[] destinations = {};
    private int[] successors = {};
    private final int[] nextHops = new int[BULK];
    private int next;

    /** The peer's trie takes half a minute to fill, so only its own benchmark has one, and compares all answers. */
    @Setup
    public void fill(BenchmarkParams benchmark) {
        PrefixTable prefixes = PrefixTable.of(table);
        fib = prefixes.fib();
        destinations = prefixes.stream(stream);
        successors = new int[destinations.length];
        for (int i = 0; i < destinations.length; i++) {
            successors[i] = i + 1 & destinations.length - 1;
        }
        long sum = PrefixTable.sum(fib, destinations);
        if (sum != censimBulk() || sum != censimChain()) {
            throw new IllegalStateException("the ways to look up differ on " + stream);
        }
        if (benchmark.getBenchmark().endsWith(".ipAddress")) {
            trie = prefixes.trie();
            if (sum != sumOfTrie(destinations.length)) {
                throw new IllegalStateException("ours and theirs differ on " + stream);
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(PrefixTable.STREAM)
    public long censim() {
        return PrefixTable.sum(fib, destinations);
    }

    @Benchmark
    @OperationsPerInvocation(PrefixTable.STREAM)
    public long censimBulk() {
        long sum = 0;
        for (int from = 0; from < destinations.length; from += BULK) {
            fib.lookup(destinations, from, BULK, nextHops);
            for (int nextHop : nextHops) {
                sum += nextHop;
            }
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(PrefixTable.STREAM)
    public long censimChain() {
        long sum = 0;
        int last = 0;
        for (int destination : destinations) {
            last = fib.lookup(destination ^ last & mask);
            sum += last;
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(FEW)
    public long ipAddress() {
        return sumOfTrie(FEW);
    }

    /** One load that waits for the one before, from 4 MiB in order: no lookup can cost less. */
    @Benchmark
    @OperationsPerInvocation(PrefixTable.STREAM)
    public int floor() {
        int at = 0;
        for (int i = 0; i < PrefixTable.STREAM; i++) {
            at = successors[at];
        }
        return at;
    }

    private long sumOfTrie(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += PrefixTable.lookup(trie, destinations[next++ & destinations.length - 1]);
        }
        return sum;
    }
}
