package dev.censim.reports.whatif;

import dev.censim.reports.html.Asset;
import java.util.List;
import java.util.Locale;

/** What the templates write of availability; texts are plain, the template escapes them. */
public final class AvailabilityPage {

    private static final int ROWS = 200;

    private final String scenario;
    private final Availability availability;
    private final Asset charts = Asset.read("echarts/echarts.min.js");
    private final Asset script = Assets.script("core.js", "availability.js");

    AvailabilityPage(String scenario, Availability availability) {
        this.scenario = scenario;
        this.availability = availability;
    }

    /** A flow as its row in the table tells it. */
    public record Line(
            String name,
            String availability,
            String outage,
            String interval,
            String p50,
            String p90,
            String p99,
            String outages) {}

    public String policy() {
        return Assets.policy(List.of(charts, script));
    }

    public String style() {
        return Assets.style();
    }

    public String script() {
        return script.content();
    }

    public String charts() {
        return charts.content();
    }

    public String data() {
        return PageData.of(availability);
    }

    public String scenario() {
        return scenario;
    }

    public List<Line> lines() {
        return lines(availability);
    }

    /** Flows that the table leaves out. */
    public int leftOut() {
        return Math.max(0, availability.flows().size() - ROWS);
    }

    static List<Line> lines(Availability availability) {
        return availability.flows().stream()
                .sorted((one, other) -> Double.compare(other.outage(), one.outage()))
                .limit(ROWS)
                .map(AvailabilityPage::line)
                .toList();
    }

    private static Line line(Availability.Flow flow) {
        return new Line(
                flow.name(),
                String.format(Locale.ROOT, "%.5f %%", flow.availability() * 100),
                minutes(flow.outage()),
                minutes(flow.low()) + " \u2013 " + minutes(flow.high()),
                flow.percentiles().map(p -> minutes(p.p50())).orElse("\u2013"),
                flow.percentiles().map(p -> minutes(p.p90())).orElse("\u2013"),
                flow.percentiles().map(p -> minutes(p.p99())).orElse("\u2013"),
                minutes(flow.outagesPerYear()));
    }

    private static String minutes(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : number < 1000 ? "%.1f" : "%,.0f", number);
    }
}
