package dev.censim.reports.whatif;

import dev.censim.kernel.Time;
import dev.censim.reports.html.Asset;
import dev.censim.reports.html.TopologyDrawing;
import dev.censim.reports.metrics.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the template writes; texts are plain, the template escapes them. */
public final class WhatIfPage {

    /** Rows of a ranking. */
    private static final int ROWS = 200;

    /** Disagreements with the drawing. */
    private static final int DISAGREEMENTS = 20;

    private static final int NAMED = 3;

    private final WhatIfReport report;
    private final Matrix matrix;
    private final Rankings rankings;
    private final Asset charts = Asset.read("echarts/echarts.min.js");
    private final Asset script = Assets.script("core.js", "matrix.js", "case.js", "topology.js", "availability.js");

    WhatIfPage(WhatIfReport report) {
        this.report = report;
        this.matrix = report.matrix();
        this.rankings = report.rankings();
    }

    /** A number that stands for the analysis, and what it is. */
    public record Figure(String value, String label, String note, String style) {}

    /**
     * A line of a ranking.
     *
     * @param kind beside the name
     * @param id of the case or element that it leads to
     * @param flow that it leads to; empty when to the one that was hurt most
     * @param share of the longest bar, 0 to 100; empty for no bar
     */
    public record Line(
            String name, String kind, String note, String value, String style, String id, String flow, String share) {}

    public String policy() {
        return Assets.policy(hasAvailability() ? List.of(charts, script) : List.of(script));
    }

    public String style() {
        return Assets.style();
    }

    public String script() {
        return script.content();
    }

    /** The library of the plots of availability, which no other part of the page needs. */
    public String charts() {
        return charts.content();
    }

    public String data() {
        return PageData.of(report);
    }

    public String name() {
        return report.scenario();
    }

    public String description() {
        return report.description();
    }

    public String command() {
        return report.command();
    }

    public String topology() {
        return TopologyDrawing.of(report.topology());
    }

    public boolean hasAvailability() {
        return report.availability().isPresent();
    }

    public List<AvailabilityPage.Line> availability() {
        return report.availability().map(AvailabilityPage::lines).orElse(List.of());
    }

    public List<Figure> identity() {
        return List.of(
                new Figure(Integer.toString(report.failures()), "failures at once, at most", "", ""),
                new Figure(Amounts.count(matrix.cases()), "cases", "", ""),
                new Figure(Amounts.count(matrix.flows().size()), "flows", "", ""),
                new Figure(Time.format(report.convergedAt()) + " s", "converged at", "", ""),
                new Figure(Long.toString(report.seed()), "seed", "", ""),
                new Figure(report.digest(), "digest", "of the converged network", "code"));
    }

    public List<Figure> figures() {
        int points = rankings.singlePoints().size();
        long cut = rankings.singlePoints().values().stream()
                .flatMap(List::stream)
                .distinct()
                .count();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                Integer.toString(points),
                points == 1 ? "single point of failure" : "single points of failure",
                "of " + matrix.elements() + " elements",
                points == 0 ? "good" : "bad"));
        figures.add(new Figure(
                cut + " of " + matrix.flows().size(),
                "flows that one failure cuts off",
                "",
                cut == 0 ? "good" : "bad"));
        if (report.failures() > 1) {
            figures.add(new Figure(
                    Long.toString(largerSets()), "minimal sets of more than one", "redundant, but not enough", ""));
        }
        figures.add(matrix.longestHealed()
                .map(healed -> new Figure(
                        seconds(healed.outage()),
                        "longest outage that healed",
                        healed.flow() + " by " + told(healed.id()),
                        ""))
                .orElse(new Figure("none", "outages that healed", "", "")));
        figures.add(new Figure(
                Amounts.count(matrix.harmless()),
                "cases that hurt no flow",
                "of " + Amounts.count(matrix.cases()),
                ""));
        return figures;
    }

    private long largerSets() {
        return rankings.minimalSets().values().stream()
                .flatMap(List::stream)
                .filter(id -> id.contains("+"))
                .distinct()
                .count();
    }

    /** What the matrix leaves out; empty when it shows all cases. */
    public String leftOut() {
        return matrix.leftOut() == 0
                ? ""
                : "The matrix holds the " + Amounts.count(matrix.cases() - matrix.leftOut())
                        + " cases with the most damage; " + Amounts.count(matrix.leftOut())
                        + " with less are in whatif.json alone.";
    }

    /** Which flows did not get through before anything failed; empty when all did. */
    public String unreached() {
        List<String> flows = matrix.unreached();
        return flows.isEmpty()
                ? ""
                : "Nothing arrived before the failures either, so nothing is known, of " + some(flows) + ".";
    }

    public List<Line> singlePoints() {
        return rankings.singlePoints().entrySet().stream()
                .sorted(Comparator.comparingInt(point -> -point.getValue().size()))
                .limit(ROWS)
                .map(point -> new Line(
                        Words.names(point.getKey()),
                        Words.kind(point.getKey()),
                        some(point.getValue()),
                        Integer.toString(point.getValue().size()),
                        "bad",
                        point.getKey(),
                        point.getValue().get(0),
                        share(point.getValue().size(), matrix.flows().size())))
                .toList();
    }

    private static String some(List<String> flows) {
        String first = String.join(", ", flows.subList(0, Math.min(NAMED, flows.size())));
        return flows.size() > NAMED ? first + " and " + (flows.size() - NAMED) + " more" : first;
    }

    public List<Line> worst() {
        long most = rankings.worst().stream()
                .mapToLong(Rankings.Worst::outage)
                .max()
                .orElse(0);
        return rankings.worst().stream()
                .limit(ROWS)
                .map(worst -> new Line(
                        worst.flow(),
                        "",
                        "by " + told(worst.id()),
                        worst.isCutOff() ? "cut off" : seconds(worst.outage()),
                        worst.isCutOff() ? "bad" : "",
                        worst.id(),
                        worst.flow(),
                        worst.isCutOff() ? "100" : share(worst.outage(), most)))
                .toList();
    }

    public List<Line> damage() {
        long most = rankings.damage().stream()
                .mapToLong(Rankings.Damage::outage)
                .max()
                .orElse(0);
        return rankings.damage().stream()
                .limit(ROWS)
                .map(damage -> new Line(
                        Words.names(damage.id()),
                        Words.kind(damage.id()),
                        "",
                        seconds(damage.outage()),
                        "",
                        damage.id(),
                        "",
                        share(damage.outage(), most)))
                .toList();
    }

    public String required() {
        return report.required();
    }

    public List<Line> paper() {
        return rankings.paper().stream()
                .limit(DISAGREEMENTS)
                .map(one -> new Line(
                        Words.names(one.id()),
                        Words.kind(one.id()),
                        (one.isCutOff() ? "Redundant in the drawing: " : "A single point in the drawing: ")
                                + one.reason() + " (" + some(one.flows()) + ")",
                        one.isCutOff() ? "cut off" : "survives",
                        one.isCutOff() ? "bad" : "",
                        one.id(),
                        one.flows().get(0),
                        ""))
                .toList();
    }

    /** What the list of disagreements leaves out; empty when it has all. */
    public String paperLeftOut() {
        int more = rankings.paper().size() - DISAGREEMENTS;
        return more <= 0 ? "" : "; " + more + " more in whatif.json";
    }

    private static String told(String id) {
        return Words.names(id) + " (" + Words.kind(id) + ")";
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "0" : String.format(Locale.ROOT, "%.1f", 100.0 * part / whole);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%,.3f s", nanos / 1e9);
    }
}
