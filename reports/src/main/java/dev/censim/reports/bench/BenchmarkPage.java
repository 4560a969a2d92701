package dev.censim.reports.bench;

import dev.censim.reports.bench.Figure.Measured;
import dev.censim.reports.bench.Figure.Missing;
import dev.censim.reports.html.Asset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What the template {@code benchmarks.jte} writes; texts are plain, the template escapes them. */
public final class BenchmarkPage {

    private final BenchmarkReport report;
    private final Optional<Comparison> comparison;
    private final Asset style = Asset.read("report.css");
    private final Asset own = Asset.read("benchmarks.css");
    private final Asset script = Asset.read("benchmarks.js");
    private final Asset charts = Asset.read("echarts/echarts.min.js");

    BenchmarkPage(BenchmarkReport report, Optional<Comparison> comparison) {
        this.report = report;
        this.comparison = comparison;
    }

    /** A label and what it says. */
    public record Fact(String label, String text) {}

    /** One path: its charts, by number, and its table. */
    public record Path(String name, List<Integer> charts, List<String> titles, List<Line> lines) {}

    /**
     * One line of a path's table.
     *
     * @param question the parameters; empty in all lines of a row but the first
     * @param missing why there are no numbers; empty where there are
     */
    public record Line(
            String question,
            String who,
            String kind,
            String time,
            String error,
            String bytes,
            String ratio,
            String missing) {}

    /** One goal. */
    public record GoalLine(
            String path,
            String question,
            String what,
            String bar,
            String stretch,
            String measured,
            String tone,
            String words) {}

    /** One row beside its past. */
    public record ChangeLine(
            String path, String question, String before, String now, String factor, String tone, String words) {}

    public String policy() {
        return "default-src 'none'; script-src " + charts.policySource() + " " + script.policySource()
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    public String style() {
        return style.content() + own.content();
    }

    public String script() {
        return script.content();
    }

    public String charts() {
        return charts.content();
    }

    public String data() {
        return ChartData.json(report);
    }

    public String errorBars() {
        return report.errorBars();
    }

    public List<Fact> identity() {
        return List.of(
                new Fact("set", report.set()),
                new Fact("censim", report.version()),
                new Fact("commit", report.commit()),
                new Fact("JDK", report.jdk().version()));
    }

    public List<Fact> machine() {
        Machine machine = report.machine();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("CPU", machine.cpu()));
        facts.add(new Fact(
                "cores",
                machine.cores().isPresent() ? Integer.toString(machine.cores().getAsInt()) : Machine.NOT_RECORDED));
        facts.add(new Fact(
                "memory",
                machine.memory().isPresent()
                        ? String.format(
                                Locale.ROOT, "%.1f GiB", machine.memory().getAsLong() / (double) (1L << 30))
                        : Machine.NOT_RECORDED));
        facts.add(new Fact("system", machine.os()));
        facts.add(new Fact(
                "load average at the start and at the end",
                load(machine.loadAtStart()) + " and " + load(machine.loadAtEnd())));
        facts.add(new Fact(
                "JDK",
                report.jdk().version() + ", " + report.jdk().vm() + ", "
                        + report.jdk().vendor()));
        facts.add(new Fact(
                "JCE providers",
                report.providers().isEmpty()
                        ? Machine.NOT_RECORDED
                        : report.providers().stream()
                                .map(provider -> provider.name() + " " + provider.version())
                                .collect(Collectors.joining(", "))));
        return facts;
    }

    private static String load(OptionalDouble load) {
        return load.isPresent() ? String.format(Locale.ROOT, "%.2f", load.getAsDouble()) : Machine.NOT_RECORDED;
    }

    public List<Path> paths() {
        List<ChartData.Chart> all = ChartData.charts(report);
        Map<String, Path> paths = new LinkedHashMap<>();
        report.byPath().forEach((name, rows) -> {
            Path path = new Path(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            rows.forEach(row -> lines(row, path.lines));
            paths.put(name, path);
        });
        for (int i = 0; i < all.size(); i++) {
            Path path = paths.get(all.get(i).path());
            if (path != null && hasPoints(all.get(i))) {
                path.charts.add(i);
                path.titles.add(all.get(i).title());
            }
        }
        return new ArrayList<>(paths.values());
    }

    private static boolean hasPoints(ChartData.Chart chart) {
        return chart.rows().stream().anyMatch(row -> row.ours() instanceof Measured);
    }

    private static void lines(Row row, List<Line> into) {
        into.add(line(row.question(), row.ours(), "ours", Quantities.NONE));
        for (Figure peer : row.peers()) {
            into.add(line("", peer, "peer", Quantities.ratio(row.ratio(peer))));
        }
        row.floor().ifPresent(floor -> into.add(line("", floor, "floor", Quantities.ratio(row.ratio(floor)))));
    }

    private static Line line(String question, Figure figure, String kind, String ratio) {
        if (figure instanceof Measured measured) {
            return new Line(
                    question,
                    figure.name(),
                    kind,
                    Quantities.time(measured.nanosPerOp()),
                    Quantities.error(measured),
                    Quantities.bytes(measured.bytesPerOp()),
                    ratio,
                    "");
        }
        return new Line(question, figure.name(), kind, "", "", "", "", ((Missing) figure).why());
    }

    public List<GoalLine> goals() {
        return Goals.ALL.stream().map(goal -> line(goal.in(report))).toList();
    }

    /** How many goals the report can judge, and how many of them are met. */
    public String goalsInShort() {
        List<Goal.Outcome> outcomes = Goals.ALL.stream()
                .map(goal -> goal.in(report))
                .filter(outcome -> outcome.reached() != Goal.Reached.NOT_MEASURED)
                .toList();
        long met = outcomes.stream()
                .filter(outcome -> outcome.reached() != Goal.Reached.NEITHER)
                .count();
        long stretch = outcomes.stream()
                .filter(outcome -> outcome.reached() == Goal.Reached.STRETCH)
                .count();
        return met + " of the " + outcomes.size() + " goals that were measured are met, " + stretch
                + " of them with their stretch";
    }

    public boolean allMeasuredGoalsAreMet() {
        return Goals.ALL.stream().noneMatch(goal -> goal.in(report).reached() == Goal.Reached.NEITHER);
    }

    private static GoalLine line(Goal.Outcome outcome) {
        Goal goal = outcome.goal();
        boolean ratio = goal.peer().isPresent();
        String question = goal.parameters().entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining(" "));
        String measured = ratio ? Quantities.ratio(outcome.measured()) : Quantities.bytes(outcome.measured());
        String words = switch (outcome.reached()) {
            case STRETCH -> "stretch met";
            case BAR -> "met";
            case NEITHER -> "unmet";
            case NOT_MEASURED -> "not measured";
        };
        String tone = switch (outcome.reached()) {
            case STRETCH, BAR -> "good";
            case NEITHER -> "bad";
            case NOT_MEASURED -> "";
        };
        return new GoalLine(
                String.join(" + ", goal.paths()),
                question,
                goal.what(),
                limit(goal.bar(), ratio),
                limit(goal.stretch(), ratio),
                measured,
                tone,
                words);
    }

    private static String limit(double number, boolean ratio) {
        return ratio
                ? "\u2265 " + Quantities.ratio(OptionalDouble.of(number))
                : "\u2264 " + Quantities.bytes(OptionalDouble.of(number));
    }

    public Optional<Comparison> comparison() {
        return comparison;
    }

    public List<ChangeLine> changes() {
        return comparison.map(Comparison::changes).orElse(List.of()).stream()
                .map(BenchmarkPage::line)
                .toList();
    }

    private static ChangeLine line(Comparison.Change change) {
        String words = switch (change.verdict()) {
            case GREW -> "grew";
            case WITHIN -> "within the error bars";
            case SHRANK -> "shrank";
        };
        if (change.allocatesMore()) {
            words += ", allocates " + Quantities.bytes(change.now().bytesPerOp()) + " instead of "
                    + Quantities.bytes(change.before().bytesPerOp());
        }
        boolean better = change.verdict() == Comparison.Verdict.SHRANK;
        return new ChangeLine(
                change.row().path(),
                change.row().question(),
                Quantities.time(change.before().nanosPerOp()) + " " + Quantities.error(change.before()),
                Quantities.time(change.now().nanosPerOp()) + " " + Quantities.error(change.now()),
                Quantities.ratio(OptionalDouble.of(change.factor())),
                change.isWorse() ? "bad" : better ? "good" : "",
                words);
    }
}
