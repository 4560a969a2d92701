package dev.censim.benchmarks;

import dev.censim.forward.Fib;
import dev.censim.model.address.Prefix;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import java.util.List;
import java.util.SplittableRandom;
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
 * What does a change cost in a large table that is being asked: a route goes, the next lookup knows, it comes back with another next
 * hop, and the next lookup knows that? Beside it the trie of the IPAddress library.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class TableChangeBenchmark {

    private static final int PAIR = 2;

    /** {@code full}, or a number of prefixes. */
    @Param("full")
    public String table = "";

    private List<Prefix> prefixes = List.of();
    private Fib fib = Fib.EMPTY;
    private IPv4AddressAssociativeTrie<Integer> trie = new IPv4AddressAssociativeTrie<>();
    private SplittableRandom random = new SplittableRandom(1);
    private int nextHop;

    /** The peer's trie takes half a minute to fill, so only its own benchmark has one, and compares all answers. */
    @Setup
    public void fill(BenchmarkParams benchmark) {
        PrefixTable all = PrefixTable.of(table);
        prefixes = all.prefixes();
        fib = all.fib();
        PrefixTable.sum(fib, all.stream("uniform"));
        if (benchmark.getBenchmark().endsWith(".ipAddress")) {
            trie = all.trie();
            compare();
        }
    }

    private void compare() {
        for (int i = 0; i < 1000; i++) {
            random = new SplittableRandom(i);
            long ours = censim();
            random = new SplittableRandom(i);
            nextHop--;
            if (ours != ipAddress()) {
                throw new IllegalStateException("ours and theirs differ");
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(PAIR)
    public long censim() {
        Prefix prefix = prefixes.get(random.nextInt(prefixes.size()));
        fib = fib.without(prefix);
        long around = fib.lookup(prefix.network());
        fib = fib.with(prefix, ++nextHop & 0xff);
        return around << 32 | fib.lookup(prefix.network());
    }

    @Benchmark
    @OperationsPerInvocation(PAIR)
    public long ipAddress() {
        Prefix prefix = prefixes.get(random.nextInt(prefixes.size()));
        trie.remove(PrefixTable.block(prefix));
        long around = PrefixTable.lookup(trie, prefix.network());
        trie.put(PrefixTable.block(prefix), ++nextHop & 0xff);
        return around << 32 | PrefixTable.lookup(trie, prefix.network());
    }
}
