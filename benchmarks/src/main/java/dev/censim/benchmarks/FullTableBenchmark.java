package dev.censim.benchmarks;

import dev.censim.forward.Fib;
import dev.censim.kernel.Simulation;
import dev.censim.model.address.Prefix;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie.IPv4AssociativeTrieNode;
import java.util.SplittableRandom;
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
 * What does a full table of the Internet cost: to a transit router that takes it from a VBR, to a forwarding table alone, and for a
 * random destination? Beside it the trie of the IPAddress library, and a sorted map as anybody would write it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class FullTableBenchmark {

    private static final int DESTINATIONS = 1 << 16;

    @Param("1000000")
    public int prefixes;

    private FullTable table = new FullTable(0);
    private final int[] destinations = new int[DESTINATIONS];
    private Fib fib = Fib.EMPTY;
    private IPv4AddressAssociativeTrie<Integer> trie = new IPv4AddressAssociativeTrie<>();
    private TreeMap<Prefix, Integer> sorted = new TreeMap<>();
    private int next;

    @Setup
    public void draw() {
        table = new FullTable(prefixes);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < DESTINATIONS; i++) {
            destinations[i] = FullTable.destination(random);
        }
        fib = fillFib();
        trie = fillTrie();
        sorted = fillSortedMap();
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

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public int lookUpInFib() {
        return fib.lookup(destinations[next++ & DESTINATIONS - 1]);
    }

    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public int lookUpInTrie() {
        IPv4AssociativeTrieNode<Integer> node =
                trie.longestPrefixMatchNode(new IPv4Address(destinations[next++ & DESTINATIONS - 1]));
        return node == null ? Fib.NO_ROUTE : node.getValue();
    }

    /** Length by length. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Warmup(iterations = 3, time = 1)
    @Measurement(iterations = 5, time = 1)
    public int lookUpInSortedMap() {
        int destination = destinations[next++ & DESTINATIONS - 1];
        for (int length = 32; length >= 0; length--) {
            Integer hop = sorted.get(new Prefix(destination & Prefix.mask(length), length));
            if (hop != null) {
                return hop;
            }
        }
        return Fib.NO_ROUTE;
    }
}
