package dev.censim.benchmarks;

import dev.censim.forward.Fib;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie;
import inet.ipaddr.ipv4.IPv4AddressAssociativeTrie.IPv4AssociativeTrieNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * The table that the lookups are measured on, and the destinations: the same for us and for every peer. The table is the file that the
 * system property {@code censim.table} names, one prefix a line, plain or gzip; without it the synthetic one of {@link FullTable}.
 *
 * <p>As a program it writes them for peers in other languages: {@code table.txt} with {@code a.b.c.d/length hop} a line, and each
 * stream as 32-bit integers, little endian.
 */
final class PrefixTable {

    /** The streams of destinations; see {@link #stream}. */
    static final List<String> STREAMS = List.of("uniform", "prefix", "trace", "one");

    /** Destinations in a stream, a power of two. */
    static final int STREAM = 1 << 20;

    private static final int HOPS = 200;
    private static final int SYNTHETIC = 1_000_000;
    private static final int TRACE_DESTINATIONS = 200_000;

    private final List<Prefix> prefixes;

    PrefixTable(List<Prefix> prefixes) {
        this.prefixes = List.copyOf(prefixes);
    }

    /** @param size {@code full}, or how many prefixes to draw */
    static PrefixTable of(String size) {
        String file = System.getProperty("censim.table", "");
        boolean whole = size.equals("full");
        if (file.isEmpty()) {
            return new PrefixTable(new FullTable(whole ? SYNTHETIC : Integer.parseInt(size)).prefixes());
        }
        PrefixTable table = new PrefixTable(read(Path.of(file)));
        return whole ? table : table.drawn(Integer.parseInt(size), 1);
    }

    private static List<Prefix> read(Path file) {
        try (InputStream octets = Files.newInputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(octets) : octets,
                        StandardCharsets.US_ASCII))) {
            return lines.lines().map(line -> Prefix.of(line.strip())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table of some of these prefixes, in another order. */
    PrefixTable drawn(int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Prefix[] drawn = prefixes.toArray(Prefix[]::new);
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(drawn.length - i);
            Prefix swapped = drawn[i];
            drawn[i] = drawn[other];
            drawn[other] = swapped;
        }
        return new PrefixTable(List.of(drawn).subList(0, size));
    }

    List<Prefix> prefixes() {
        return prefixes;
    }

    /** The next hop of a line, counted from 0: one of 200, evenly and without a pattern. */
    static int hop(int line) {
        return (int) ((line * 0x9e3779b97f4a7c15L >>> 33) % HOPS);
    }

    Fib fib() {
        Fib fib = Fib.EMPTY;
        for (int line = 0; line < prefixes.size(); line++) {
            fib = fib.with(prefixes.get(line), hop(line));
        }
        return fib;
    }

    IPv4AddressAssociativeTrie<Integer> trie() {
        IPv4AddressAssociativeTrie<Integer> trie = new IPv4AddressAssociativeTrie<>();
        for (int line = 0; line < prefixes.size(); line++) {
            trie.put(block(prefixes.get(line)), hop(line));
        }
        return trie;
    }

    static int lookup(IPv4AddressAssociativeTrie<Integer> trie, int destination) {
        IPv4AssociativeTrieNode<Integer> node = trie.longestPrefixMatchNode(new IPv4Address(destination));
        return node == null ? Fib.NO_ROUTE : node.getValue();
    }

    static IPv4Address block(Prefix prefix) {
        return new IPv4Address(prefix.network()).toPrefixBlock(prefix.length());
    }

    /**
     * {@link #STREAM} destinations.
     *
     * @param name {@code uniform}: of all 2^32; {@code prefix}: a random address of a random prefix; {@code trace}: 200,000 addresses of
     *     random prefixes by Zipf's law (Sarrar et al., CCR 2012); {@code one}: always the same
     */
    int[] stream(String name) {
        SplittableRandom random = new SplittableRandom(2);
        int[] destinations = new int[STREAM];
        switch (name) {
            case "uniform" -> Arrays.setAll(destinations, i -> random.nextInt());
            case "prefix" -> Arrays.setAll(destinations, i -> inside(random));
            case "trace" -> {
                int[] ranked = new int[TRACE_DESTINATIONS];
                Arrays.setAll(ranked, i -> inside(random));
                double[] cumulated = new double[TRACE_DESTINATIONS];
                double sum = 0;
                for (int rank = 0; rank < ranked.length; rank++) {
                    sum += 1.0 / (rank + 1);
                    cumulated[rank] = sum;
                }
                double all = sum;
                Arrays.setAll(destinations, i -> ranked[rank(cumulated, random.nextDouble() * all)]);
            }
            case "one" -> Arrays.fill(destinations, inside(random));
            default -> throw new IllegalArgumentException("no such stream: " + name);
        }
        return destinations;
    }

    private static int rank(double[] cumulated, double drawn) {
        int found = Arrays.binarySearch(cumulated, drawn);
        return Math.min(found < 0 ? ~found : found, cumulated.length - 1);
    }

    private int inside(SplittableRandom random) {
        Prefix prefix = prefixes.get(random.nextInt(prefixes.size()));
        return prefix.network() | random.nextInt() & ~Prefix.mask(prefix.length());
    }

    /** Writes the full table and its streams into a folder. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException("the folder to write table.txt and the streams to");
        }
        Path folder = Files.createDirectories(Path.of(args[0]));
        PrefixTable table = of("full");
        StringBuilder lines = new StringBuilder();
        for (int line = 0; line < table.prefixes.size(); line++) {
            lines.append(table.prefixes.get(line)).append(' ').append(hop(line)).append('\n');
        }
        Files.writeString(folder.resolve("table.txt"), lines);
        Fib fib = table.fib();
        for (String name : STREAMS) {
            int[] destinations = table.stream(name);
            ByteBuffer octets = ByteBuffer.allocate(4 * destinations.length).order(ByteOrder.LITTLE_ENDIAN);
            octets.asIntBuffer().put(destinations);
            Files.write(folder.resolve(name + ".bin"), octets.array());
            System.out.printf(
                    Locale.ROOT, "%s first %s sum %d%n", name, new Ipv4(destinations[0]), sum(fib, destinations));
        }
    }

    /** The sum of all next hops, of which a destination without a route has -1: what a peer must come to as well. */
    static long sum(Fib fib, int[] destinations) {
        long sum = 0;
        for (int destination : destinations) {
            sum += fib.lookup(destination);
        }
        return sum;
    }
}
