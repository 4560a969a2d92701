package dev.censim.benchmarks;

import dev.censim.forward.Fib;
import dev.censim.model.address.Prefix;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import java.util.ArrayList;
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

/**
 * What does a lookup cost where there are many routers, each with a table of its own drawn from the large one, and each lookup is in
 * another? Beside it the trie of the IPAddress library.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class ManyTablesBenchmark {

    private static final int ROUTES = 1000;

    /** Large enough that no table is in a cache from the last time. */
    private static final int LOOKUPS = 1 << 17;

    /** The table that all are drawn from: {@code full}, or a number of prefixes. */
    @Param("full")
    public String table = "";

    @Param("1000")
    public int tables;

    /** Zero, which the compiler must not know. */
    @Param("0")
    public int mask;

    private final List<Fib> fibs = new ArrayList<>();
    private final List<IPv4AddressAssociativeTrie<Integer>> tries = new ArrayList<>();
    private final int[] routers = new int[LOOKUPS];
    private final int[] destinations = new int[LOOKUPS];

    @Setup
    public void fill() {
        PrefixTable all = PrefixTable.of(table);
        List<PrefixTable> drawn = new ArrayList<>();
        for (int router = 0; router < tables; router++) {
            PrefixTable prefixes = all.drawn(Math.min(ROUTES, all.prefixes().size()), router);
            drawn.add(prefixes);
            fibs.add(prefixes.fib());
            tries.add(prefixes.trie());
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < LOOKUPS; i++) {
            routers[i] = random.nextInt(tables);
            List<Prefix> prefixes = drawn.get(routers[i]).prefixes();
            Prefix prefix = prefixes.get(random.nextInt(prefixes.size()));
            destinations[i] = prefix.network() | random.nextInt() & ~Prefix.mask(prefix.length());
        }
        if (censim() != ipAddress()) {
            throw new IllegalStateException("ours and theirs differ");
        }
    }

    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long censim() {
        long sum = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            sum += fibs.get(routers[i]).lookup(destinations[i]);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long censimChain() {
        long sum = 0;
        int last = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            last = fibs.get(routers[i]).lookup(destinations[i] ^ last & mask);
            sum += last;
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(LOOKUPS)
    public long ipAddress() {
        long sum = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            sum += PrefixTable.lookup(tries.get(routers[i]), destinations[i]);
        }
        return sum;
    }
}
