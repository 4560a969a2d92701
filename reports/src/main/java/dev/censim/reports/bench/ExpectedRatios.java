package dev.censim.reports.bench;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much faster than its peers ours was when somebody last looked, one line each: {@code PATH KEY=VALUE ... PEER RATIO}. Ratios of one
 * run hold on other machines far better than times do; a third of one is lost by a mistake, not by chance.
 */
public final class ExpectedRatios {

    /** What is left of a ratio must be so much of it: a loss of 30 % is a fault. */
    public static final double KEPT = 0.7;

    private static final MathContext DIGITS = new MathContext(3);

    private final List<Line> lines;

    private ExpectedRatios(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** A line of the file; one without an expectation is a comment. */
    private record Line(String text, Optional<Expected> expected) {}

    /** What one line expects. */
    public record Expected(String path, Map<String, String> parameters, String peer, double ratio) {

        boolean isAbout(Row row) {
            return row.path().equals(path) && row.parameters().equals(parameters);
        }

        private boolean isOfSameRow(Expected other) {
            return path.equals(other.path) && parameters.equals(other.parameters);
        }

        public String question() {
            return new Row(path, parameters, new Figure.Missing("", ""), List.of(), Optional.empty()).question();
        }

        private String text(String newRatio) {
            return (path + " " + question()).strip() + " " + peer + " " + newRatio;
        }
    }

    /**
     * What became of an expectation.
     *
     * @param measured empty when it was not, for the reason in {@code why}
     */
    public record Outcome(Expected expected, OptionalDouble measured, String why) {

        public boolean isLost() {
            return measured.isPresent() && measured.getAsDouble() < expected.ratio() * KEPT;
        }
    }

    public static ExpectedRatios read(Path file) throws UnreadableReport {
        List<String> text;
        try {
            text = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new UnreadableReport(
                    file + ": there is no such file; benchmarks/expected-ratios.txt is the project's");
        } catch (IOException e) {
            throw new UnreadableReport(
                    file + ": cannot be read as text; benchmarks/expected-ratios.txt is the project's");
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            lines.add(line(file + ":" + (i + 1), text.get(i)));
        }
        return new ExpectedRatios(lines);
    }

    private static Line line(String place, String text) throws UnreadableReport {
        if (text.isBlank() || text.startsWith("#")) {
            return new Line(text, Optional.empty());
        }
        List<String> words = Arrays.asList(text.strip().split("\\s+"));
        int last = words.size() - 1;
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String word : last < 2 ? List.<String>of() : words.subList(1, last - 1)) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new UnreadableReport(
                        place + ": '" + word + "' is no KEY=VALUE; a line is PATH KEY=VALUE ... PEER RATIO");
            }
            parameters.put(word.substring(0, equals), word.substring(equals + 1));
        }
        if (last < 2 || !words.get(last).matches("[0-9]+(\\.[0-9]+)?")) {
            throw new UnreadableReport(place + ": a line is PATH KEY=VALUE ... PEER RATIO, such as "
                    + "event-list pending=1000 priorityQueue 3.1");
        }
        return new Line(
                text,
                Optional.of(new Expected(
                        words.get(0), parameters, words.get(last - 1), Double.parseDouble(words.get(last)))));
    }

    public List<Expected> all() {
        return lines.stream().flatMap(line -> line.expected.stream()).toList();
    }

    /** What the report says of each expectation. */
    public List<Outcome> outcomes(BenchmarkReport report) {
        return all().stream().map(expected -> outcome(expected, report)).toList();
    }

    private static Outcome outcome(Expected expected, BenchmarkReport report) {
        Optional<Row> row = report.rows().stream().filter(expected::isAbout).findFirst();
        Optional<Figure> peer = row.flatMap(found -> found.peer(expected.peer));
        OptionalDouble ratio = peer.isPresent() ? row.orElseThrow().ratio(peer.get()) : OptionalDouble.empty();
        String why = "";
        if (ratio.isEmpty()) {
            why = peer.orElseGet(() -> new Figure.Missing("", "the report has no such row"))
                            instanceof Figure.Missing missing
                    ? missing.why()
                    : "ours was not measured";
        }
        return new Outcome(expected, ratio, why);
    }

    /** The expectations that are about the same rows as some of them: a row is measured as a whole. */
    public ExpectedRatios withRowsOf(List<Expected> some) {
        return new ExpectedRatios(lines.stream()
                .filter(line -> line.expected
                        .filter(expected -> some.stream().anyMatch(expected::isOfSameRow))
                        .isPresent())
                .toList());
    }

    /** The file with the ratios of a report; comments stay, and so does what was not measured. */
    public String renewed(BenchmarkReport report) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            String written = line.text;
            if (line.expected.isPresent()) {
                Expected expected = line.expected.get();
                OptionalDouble ratio = outcome(expected, report).measured();
                if (ratio.isPresent()) {
                    written = expected.text(
                            new BigDecimal(ratio.getAsDouble()).round(DIGITS).toPlainString());
                }
            }
            text.append(written).append('\n');
        }
        return text.toString();
    }

    /** The file as it was. */
    public String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text).append('\n'));
        return text.toString();
    }
}
