package dev.censim.cli.command;

import dev.censim.reports.bench.BenchmarkReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code censim bench}: what may be written. */
@Command(
        name = "bench",
        description = {
            "Measures the hot paths beside their peers, by turns in one run, and writes benchmarks.html and benchmarks.json: of each"
                    + " row the cost of an operation with its error bar, what it allocates, the peers' cost, the ratio and the floor.",
            "",
            "Peers that are not Java are built by benchmarks/run-peers; one that is missing is a row that says so. The first start"
                    + " builds the benchmarks.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:measured; with --baseline nothing grew, with --ratios nothing was lost",
            " 1:something grew beyond the error bars of both, or a ratio lost 30 %%",
            " 2:the input is wrong: arguments, a file, or output folder",
            " 3:a fault of censim itself"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./censim bench --quick --out /tmp/bench",
            "  ./censim bench --full --only event-list --only lookup --out /tmp/bench",
            "  ./censim bench --quick --out /tmp/bench --baseline earlier/benchmarks.json",
            "  ./censim bench --ratios benchmarks/expected-ratios.txt",
            "  ./censim bench report /tmp/bench/benchmarks.json --out /tmp/page"
        })
final class Bench implements Callable<Integer> {

    private static final String OUT = "censim-out/bench";

    private final Terminal terminal;
    private final Measuring measuring;

    @Option(names = "--quick", description = "The rows that tell most, within three minutes.")
    private boolean quick;

    @Option(names = "--full", description = "All rows and all peers; may take an hour.")
    private boolean full;

    @Option(
            names = "--ratios",
            paramLabel = "FILE",
            description = "The rows of this file, and whether the ratios it expects are kept.")
    private Optional<Path> ratios = Optional.empty();

    @Option(names = "--renew", description = "Writes the measured ratios into the file of --ratios.")
    private boolean renew;

    @Option(names = "--trial", hidden = true)
    private boolean trial;

    @Option(
            names = "--only",
            paramLabel = "PATH",
            split = ",",
            description =
                    "Only this path, one of event-list, lookup, esp-out, esp-in, ike, bgp-update, packet, fork; may be repeated.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            description = "Where to write; " + OUT + " unless given.")
    private Path out = Path.of(OUT);

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "An earlier benchmarks.json; says what grew beyond the error bars of both.")
    private Optional<Path> baseline = Optional.empty();

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "The prefixes to look up, one a line, plain or gzip; drawn ones unless given.")
    private Optional<Path> table = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors.")
    private boolean quiet;

    Bench(Terminal terminal, Measuring measuring) {
        this.terminal = terminal;
        this.measuring = measuring;
    }

    @Override
    public Integer call() {
        try {
            List<String> sets = new ArrayList<>();
            if (quick) {
                sets.add("quick");
            }
            if (full) {
                sets.add("full");
            }
            if (trial) {
                sets.add("trial");
            }
            if (ratios.isPresent()) {
                sets.add("ratios");
            }
            if (sets.size() != 1) {
                throw new WrongInput("bench needs one of --quick, --full and --ratios FILE, or the command report");
            }
            for (String path : only) {
                if (!BenchmarkReport.PATHS.contains(path)) {
                    throw new WrongInput("--only " + path + ": no such path; choose from "
                            + String.join(", ", BenchmarkReport.PATHS));
                }
            }
            if (renew && ratios.isEmpty()) {
                throw new WrongInput("--renew needs --ratios FILE, the file to write");
            }
            Measuring.Request request = new Measuring.Request(sets.get(0), List.copyOf(only), ratios, table);
            return new Benchmarking(terminal, measuring, out, baseline, quiet).measure(request, renew);
        } catch (WrongInput e) {
            return Benchmarking.wrong(terminal, e);
        }
    }

    @Command(
            description = {
                "Writes benchmarks.html and benchmarks.json from reports that were measured before: benchmarks.json of censim bench, or"
                        + " what JMH writes with -rf json. Of a row that is in several files the last one counts.",
                ""
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footerHeading = "%nExample:%n",
            footer = "  ./censim bench report jmh-result.json --out /tmp/page")
    int report(
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "The reports.") List<Path> files,
            @Option(
                            names = {"-o", "--out"},
                            paramLabel = "DIR",
                            description = "Where to write; " + OUT + " unless given.")
                    Optional<Path> where,
            @Option(names = "--baseline", paramLabel = "FILE", description = "An earlier report to compare with.")
                    Optional<Path> earlier,
            @Option(
                            names = {"-q", "--quiet"},
                            description = "Say nothing but errors.")
                    boolean silent) {
        try {
            return new Benchmarking(terminal, measuring, where.orElse(Path.of(OUT)), earlier, silent).report(files);
        } catch (WrongInput e) {
            return Benchmarking.wrong(terminal, e);
        }
    }
}
