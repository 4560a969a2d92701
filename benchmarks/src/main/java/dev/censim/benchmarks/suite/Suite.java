package dev.censim.benchmarks.suite;

import dev.censim.benchmarks.suite.Question.Peer;
import dev.censim.reports.bench.BenchmarkReport;
import dev.censim.reports.bench.ExpectedRatios;
import dev.censim.reports.bench.ExpectedRatios.Expected;
import dev.censim.reports.bench.ReportJson;
import dev.censim.reports.bench.Row;
import dev.censim.reports.bench.UnreadableReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The program that {@code censim bench} starts: measures a set and writes its report as JSON. Its standard output has a line {@code
 * DONE TURNS WHAT} before each turn.
 */
public final class Suite {

    private final Arguments arguments;
    private final PrintStream progress;

    Suite(Arguments arguments, PrintStream progress) {
        this.arguments = arguments;
        this.progress = progress;
    }

    public static void main(String[] args) throws IOException, UnreadableReport {
        // JMH would refuse to run beside another user's JMH; here the load average says that the machine is busy.
        System.setProperty("jmh.ignoreLock", "true");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        new Suite(Arguments.of(args), out).run(Catalogue.shipped());
    }

    void run(List<Question> catalogue) throws IOException, UnreadableReport {
        OptionalDouble load = Surroundings.load();
        Pace pace = arguments.pace();
        Stopwatch methods = new JmhStopwatch(pace);
        Stopwatch programs =
                new ProgramStopwatch(arguments.root(), arguments.root().resolve("benchmarks/target/peers"));
        Turns turns = new Turns(
                (contender, patience) -> contender instanceof Contender.Method
                        ? methods.measure(contender, patience)
                        : programs.measure(contender, patience),
                pace,
                System::nanoTime,
                (done, all, what) -> progress.println(done + " " + all + " " + what));
        List<Row> rows = turns.measure(questions(catalogue));
        BenchmarkReport report = new BenchmarkReport(
                arguments.version(),
                arguments.commit(),
                arguments.set(),
                BenchmarkReport.BY_TURNS,
                Surroundings.machine(load),
                Surroundings.jdk(),
                Surroundings.providers(),
                rows);
        try (OutputStream out = Files.newOutputStream(arguments.out())) {
            ReportJson.write(report, out);
        }
    }

    private List<Question> questions(List<Question> catalogue) throws UnreadableReport {
        List<Question> wanted = catalogue.stream()
                .filter(question ->
                        arguments.only().isEmpty() || arguments.only().contains(question.path()))
                .toList();
        if (arguments.set().equals("full")) {
            return wanted;
        }
        if (arguments.ratios().isPresent()) {
            return expected(
                    wanted, ExpectedRatios.read(arguments.ratios().get()).all());
        }
        return wanted.stream()
                .filter(Question::quick)
                .map(question -> question.with(
                        question.peers().stream().filter(Peer::quick).toList()))
                .toList();
    }

    /** The rows that somebody expects something of, and of their peers those. */
    private static List<Question> expected(List<Question> catalogue, List<Expected> all) {
        Map<Question, List<Peer>> wanted = new LinkedHashMap<>();
        for (Question question : catalogue) {
            for (Expected expected : all) {
                if (expected.path().equals(question.path())
                        && expected.parameters().equals(question.parameters())) {
                    question.peers().stream()
                            .filter(peer -> peer.contender().name().equals(expected.peer()))
                            .forEach(peer -> wanted.computeIfAbsent(question, key -> new ArrayList<>())
                                    .add(peer));
                }
            }
        }
        List<Question> questions = new ArrayList<>();
        wanted.forEach((question, peers) -> questions.add(question.with(peers)));
        return questions;
    }
}
