package dev.censim.cli.command;

import dev.censim.reports.bench.BenchmarkReport;
import dev.censim.reports.bench.Comparison;
import dev.censim.reports.bench.ConsoleTable;
import dev.censim.reports.bench.ExpectedRatios;
import dev.censim.reports.bench.ExpectedRatios.Expected;
import dev.censim.reports.bench.ExpectedRatios.Outcome;
import dev.censim.reports.bench.HtmlPage;
import dev.censim.reports.bench.ReportJson;
import dev.censim.reports.bench.ReportReader;
import dev.censim.reports.bench.UnreadableReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code censim bench}: measure or read, compare, write, tell.
 *
 * @param out the output folder
 * @param baseline the report to compare with, when given
 * @param quiet whether only errors are told
 */
record Benchmarking(Terminal terminal, Measuring measuring, Path out, Optional<Path> baseline, boolean quiet) {

    static final String JSON = "benchmarks.json";
    static final String HTML = "benchmarks.html";

    /** A machine with other users may disturb three rounds; a ratio is lost when it was too low so many times more. */
    private static final int SECOND_LOOKS = 2;

    static int wrong(Terminal terminal, WrongInput problem) {
        terminal.err().println("censim: " + problem.sentence());
        return ExitStatus.WRONG_INPUT;
    }

    /** @param renew whether the file of expected ratios is written instead of being held to */
    int measure(Measuring.Request request, boolean renew) throws WrongInput {
        Optional<BenchmarkReport> earlier = earlier();
        if (request.table().isPresent() && !Files.isReadable(request.table().get())) {
            throw new WrongInput("--table " + request.table().get() + ": there is no such file");
        }
        Optional<ExpectedRatios> expected = request.ratios().isPresent()
                ? Optional.of(expected(request.ratios().get()))
                : Optional.empty();
        try (OutputFolder folder = open()) {
            BenchmarkReport report = measured(request);
            if (expected.isPresent() && !renew) {
                report = lookAgain(request, expected.get(), report);
            }
            int status = publish(folder, report, earlier);
            if (expected.isEmpty()) {
                return status;
            }
            if (renew) {
                write(request.ratios().orElseThrow(), expected.get().renewed(report));
                return status;
            }
            List<Outcome> outcomes = expected.get().outcomes(report);
            if (!quiet) {
                ConsoleTable.outcomes(outcomes).forEach(terminal.out()::println);
            }
            return outcomes.stream().anyMatch(Outcome::isLost) ? ExitStatus.NOT_HELD : status;
        } catch (Measuring.Failed e) {
            terminal.err().println("censim: " + e.sentence());
            return ExitStatus.FAULT;
        }
    }

    int report(List<Path> files) throws WrongInput {
        Optional<BenchmarkReport> earlier = earlier();
        List<BenchmarkReport> reports = new ArrayList<>();
        for (Path file : files) {
            reports.add(read(file));
        }
        try (OutputFolder folder = open()) {
            return publish(folder, BenchmarkReport.together(reports), earlier);
        }
    }

    private OutputFolder open() throws WrongInput {
        if (out.toString().isEmpty()) {
            throw new WrongInput("--out is empty; name a folder");
        }
        return OutputFolder.open(out);
    }

    private Optional<BenchmarkReport> earlier() throws WrongInput {
        return baseline.isPresent() ? Optional.of(read(baseline.get())) : Optional.empty();
    }

    private static BenchmarkReport read(Path file) throws WrongInput {
        try {
            return ReportReader.read(file);
        } catch (UnreadableReport e) {
            throw new WrongInput(e.sentence());
        }
    }

    private static ExpectedRatios expected(Path file) throws WrongInput {
        try {
            return ExpectedRatios.read(file);
        } catch (UnreadableReport e) {
            throw new WrongInput(e.sentence());
        }
    }

    private BenchmarkReport measured(Measuring.Request request) throws Measuring.Failed {
        try (BenchLine line = BenchLine.of(terminal, quiet)) {
            return measuring.measure(request, line);
        }
    }

    /** Measures again what seems lost. */
    private BenchmarkReport lookAgain(Measuring.Request request, ExpectedRatios expected, BenchmarkReport first)
            throws Measuring.Failed, WrongInput {
        BenchmarkReport report = first;
        for (int look = 0; look < SECOND_LOOKS; look++) {
            List<Expected> lost = expected.outcomes(report).stream()
                    .filter(Outcome::isLost)
                    .map(Outcome::expected)
                    .toList();
            if (lost.isEmpty()) {
                break;
            }
            Path rows = unfinished();
            try {
                write(rows, expected.withRowsOf(lost).text());
                report = BenchmarkReport.together(List.of(
                        report,
                        measured(new Measuring.Request(
                                request.set(), request.only(), Optional.of(rows), request.table()))));
            } finally {
                rows.toFile().delete();
            }
        }
        return report;
    }

    private static Path unfinished() throws WrongInput {
        try {
            return Files.createTempFile("censim-ratios", ".txt");
        } catch (IOException e) {
            throw WrongInput.unwritable("the folder for temporary files", e);
        }
    }

    private static void write(Path file, String text) throws WrongInput {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw WrongInput.unwritable(file, e);
        }
    }

    private int publish(OutputFolder folder, BenchmarkReport report, Optional<BenchmarkReport> earlier)
            throws WrongInput {
        Optional<Comparison> comparison = earlier.map(before -> Comparison.of(before, report));
        folder.add(List.of(
                new Artefact(HTML, stream -> HtmlPage.write(report, comparison, stream)),
                new Artefact(JSON, stream -> ReportJson.write(report, stream))));
        if (!quiet) {
            ConsoleTable.of(report).forEach(terminal.out()::println);
            comparison.map(ConsoleTable::changes).orElse(List.of()).forEach(terminal.out()::println);
            terminal.out().println("report: " + folder.folder().resolve(HTML));
        }
        boolean grew = comparison.isPresent() && !comparison.get().worse().isEmpty();
        return grew ? ExitStatus.NOT_HELD : ExitStatus.HELD;
    }
}
