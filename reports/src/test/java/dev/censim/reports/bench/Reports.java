package dev.censim.reports.bench;

import dev.censim.reports.bench.BenchmarkReport.Jdk;
import dev.censim.reports.bench.BenchmarkReport.Provider;
import dev.censim.reports.bench.Figure.Measured;
import dev.censim.reports.bench.Figure.Missing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reports to test with. */
final class Reports {

    static final Machine MACHINE = new Machine(
            "EPYC <9>",
            OptionalInt.of(2),
            OptionalLong.of(8L << 30),
            "Linux 6.1 amd64",
            OptionalDouble.of(0.25),
            OptionalDouble.of(1.5));

    private Reports() {}

    static BenchmarkReport of(Row... rows) {
        return new BenchmarkReport(
                "0.1.0",
                "abc123+",
                "quick",
                BenchmarkReport.BY_TURNS,
                MACHINE,
                new Jdk("17.0.15+6", "OpenJDK 64-Bit Server VM", "Debian"),
                List.of(new Provider("SUN", "17"), new Provider("SunJCE", "17")),
                List.of(rows));
    }

    static Measured took(String name, double... rounds) {
        return Measured.of(name, java.util.Arrays.stream(rounds).boxed().toList(), OptionalDouble.of(0));
    }

    static Row eventList(int pending, Figure ours, Figure... peers) {
        return new Row("event-list", parameters("pending", "" + pending), ours, List.of(peers), Optional.empty());
    }

    static Map<String, String> parameters(String... keysAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            parameters.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return parameters;
    }

    /** Something of everything. */
    static BenchmarkReport varied() {
        return of(
                eventList(
                        1000,
                        took("censim", 30, 32, 31),
                        took("priorityQueue", 93, 95, 96),
                        took("ns3-map", 180, 186, 190)),
                eventList(
                        100000,
                        took("censim", 70, 69, 71),
                        new Missing("ns3-map", "ns3-hold is not built; see <run-peers>")),
                new Row(
                        "lookup",
                        parameters("stream", "uniform", "table", "full"),
                        new Measured("censim", 7.25, 0.5, OptionalDouble.empty(), List.of(7.0, 7.25, 7.75)),
                        List.of(took("dpdk-fib-scalar", 8, 8, 9)),
                        Optional.of(took("floor", 2, 3, 4))));
    }
}
