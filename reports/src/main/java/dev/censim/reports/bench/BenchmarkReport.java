package dev.censim.reports.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of the benchmarks, ours and theirs.
 *
 * @param version of censim
 * @param commit the sources it was built from, with {@code +} when they had been changed since
 * @param set which rows were measured: {@code quick}, {@code full}, {@code ratios}; {@code JMH} when JMH's own JSON was read
 * @param errorBars what the figures and their error bars are, in a sentence
 * @param providers the JCE providers in their order of preference, with their versions
 * @param rows in the order of the catalogue
 */
public record BenchmarkReport(
        String version,
        String commit,
        String set,
        String errorBars,
        Machine machine,
        Jdk jdk,
        List<Provider> providers,
        List<Row> rows) {

    /** What a figure is that {@code censim bench} measured, for {@link #errorBars}. */
    public static final String BY_TURNS =
            "Each round measures ours and then each peer in turn, each in a process of its own. Times are CPU time of the thread that"
                    + " measures. A figure is the median of its rounds, and its error bar reaches to the round that lies farthest from"
                    + " it.";

    /** The paths that {@code censim bench} knows, in their order. */
    public static final List<String> PATHS =
            List.of("event-list", "lookup", "esp-out", "esp-in", "ike", "bgp-update", "packet", "fork");

    public BenchmarkReport {
        providers = List.copyOf(providers);
        rows = List.copyOf(rows);
    }

    /** A JDK that was measured on. */
    public record Jdk(String version, String vm, String vendor) {}

    /** A JCE provider. */
    public record Provider(String name, String version) {}

    /** The same with these rows. */
    public BenchmarkReport withRows(List<Row> others) {
        return new BenchmarkReport(version, commit, set, errorBars, machine, jdk, providers, others);
    }

    /**
     * Several reports as one, which says of machine and JDK what the first says. Where two have the same row, the later's counts, as a
     * whole: ours of one run beside theirs of another would be no comparison.
     */
    public static BenchmarkReport together(List<BenchmarkReport> reports) {
        Map<Object, Row> rows = new LinkedHashMap<>();
        for (BenchmarkReport report : reports) {
            report.rows.forEach(row -> rows.put(row.key(), row));
        }
        return reports.get(0).withRows(new ArrayList<>(rows.values()));
    }

    /** Paths in the order of their first rows, each with its rows. */
    public Map<String, List<Row>> byPath() {
        Map<String, List<Row>> paths = new LinkedHashMap<>();
        rows.forEach(row ->
                paths.computeIfAbsent(row.path(), path -> new ArrayList<>()).add(row));
        return paths;
    }
}
