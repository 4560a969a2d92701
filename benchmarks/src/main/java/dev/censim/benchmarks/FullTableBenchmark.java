package dev.censim.benchmarks;

import dev.censim.forward.Fib;
import dev.censim.kernel.Simulation;
import dev.censim.model.address.Prefix;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import java.util.TreeMap;
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

/**
 * What does a full table of the Internet cost: to a transit router that takes it from a VBR, and to a forwarding table alone?
 * Beside it the trie of the IPAddress library, and a sorted map as anybody would write it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class FullTableBenchmark {

    @Param("1000000")
    public int prefixes;

    private FullTable table = new FullTable(0);

    @Setup
    public void draw() {
        table = new FullTable(prefixes);
    }

    @Benchmark
    public Simulation fillTransitRouter() {
        return table.loaded();
    }

    @Benchmark
    public Fib fillFib() {
        Fib filled = Fib.EMPTY;
        for (Prefix prefix : table.prefixes()) {
            filled = filled.with(prefix, 1);
        }
        return filled;
    }

    @Benchmark
    public IPv4AddressAssociativeTrie<Integer> fillTrie() {
        IPv4AddressAssociativeTrie<Integer> filled = new IPv4AddressAssociativeTrie<>();
        for (Prefix prefix : table.prefixes()) {
            filled.put(new IPv4Address(prefix.network()).toPrefixBlock(prefix.length()), 1);
        }
        return filled;
    }

    @Benchmark
    public TreeMap<Prefix, Integer> fillSortedMap() {
        TreeMap<Prefix, Integer> filled = new TreeMap<>();
        table.prefixes().forEach(prefix -> filled.put(prefix, 1));
        return filled;
    }
}
