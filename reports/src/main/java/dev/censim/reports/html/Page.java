package dev.censim.reports.html;

import dev.censim.kernel.Digest;
import dev.censim.kernel.Time;
import dev.censim.reports.metrics.Amounts;
import dev.censim.reports.metrics.BgpHistory;
import dev.censim.reports.metrics.FlowRecord;
import dev.censim.reports.metrics.Judgement;
import dev.censim.reports.metrics.Outage;
import dev.censim.reports.metrics.RunFigures;
import dev.censim.reports.metrics.TunnelHistory;
import dev.censim.reports.timeline.Entry;
import dev.censim.reports.timeline.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What the template writes; texts are plain, the template escapes them. */
public final class Page {

    private static final int TIMELINE_ENTRIES = 200;

    /** So many rows of a table are open at first. */
    private static final int ROWS = 15;

    private static final Comparator<FlowRecord> WORST_FIRST = Comparator.comparingLong(FlowRecord::longestOutage)
            .thenComparingLong(FlowRecord::lost)
            .reversed();

    private final RunFigures run;
    private final List<Integer> order;
    private final Timeline timeline;
    private final Asset style = Asset.read("report.css");
    private final Asset script = Asset.read("report.js");
    private final Asset charts = Asset.read("echarts/echarts.min.js");

    Page(RunFigures run) {
        this.run = run;
        this.timeline = Timeline.of(run, TIMELINE_ENTRIES);
        this.order = IntStream.range(0, run.flows().size())
                .boxed()
                .sorted(Comparator.comparing(flow -> run.flows().get(flow), WORST_FIRST))
                .toList();
    }

    /** A number that stands for the run, and what it is. */
    public record Figure(String value, String label, String note, String style) {}

    /** A row of the table of flows. */
    public record FlowRow(
            int index,
            String name,
            String sent,
            String received,
            String lost,
            String lostShare,
            String reasons,
            String outages,
            String longest,
            String p50,
            String p99,
            String max,
            boolean hurt) {}

    /** A row of the table of tunnels or of sessions. */
    public record StateRow(String name, String state, String style, String first, String second) {}

    public String policy() {
        return "default-src 'none'; script-src " + charts.policySource() + " " + script.policySource()
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }

    public String style() {
        return style.content();
    }

    public String script() {
        return script.content();
    }

    public String charts() {
        return charts.content();
    }

    public String data() {
        return PageData.of(run, order);
    }

    public String name() {
        return run.scenario().name();
    }

    public String description() {
        return run.scenario().description();
    }

    public List<Figure> identity() {
        boolean real = run.scenario().esp().text().equals("real");
        return List.of(
                new Figure(Long.toString(run.scenario().seed()), "seed", "", ""),
                new Figure(Digest.format(run.journal().digest()), "digest", "", "code"),
                new Figure(plainSeconds(run.end()) + " s", "simulated", "", ""),
                new Figure(Amounts.count(run.events()), "events", "", ""),
                new Figure(
                        run.scenario().esp().text(),
                        "ESP",
                        real ? "every packet enciphered" : "no cipher computed",
                        ""),
                new Figure(run.version(), "censim", "", ""));
    }

    public List<Figure> figures() {
        long sent = 0;
        long received = 0;
        long settled = 0;
        for (FlowRecord flow : run.flows()) {
            sent += flow.sent();
            received += flow.received();
            settled += flow.settled();
        }
        List<Figure> figures = new ArrayList<>();
        if (!order.isEmpty()) {
            FlowRecord worst = run.flows().get(order.get(0));
            figures.add(
                    new Figure(Amounts.count(sent), "packets sent", run.flows().size() + " flows", ""));
            figures.add(new Figure(
                    Amounts.percent(received, settled),
                    "received",
                    Amounts.count(settled - received) + " lost",
                    received == settled ? "good" : ""));
            figures.add(
                    worst.outages().isEmpty()
                            ? new Figure("none", "longest outage", "", "good")
                            : new Figure(
                                    Time.format(worst.longestOutage()) + " s", "longest outage", worst.name(), "bad"));
        }
        long up = run.tunnels().stream()
                .filter(tunnel -> tunnel.state() == TunnelHistory.State.UP)
                .count();
        if (!run.tunnels().isEmpty()) {
            figures.add(ofAll(up, run.tunnels().size(), "tunnels up at the end"));
        }
        if (!run.sessions().isEmpty()) {
            long established = run.sessions().stream().filter(BgpHistory::isUp).count();
            figures.add(ofAll(established, run.sessions().size(), "BGP established at the end"));
        }
        return figures;
    }

    private static Figure ofAll(long part, long whole, String label) {
        return new Figure(part + " of " + whole, label, "", part == whole ? "good" : "bad");
    }

    public List<Judgement> failed() {
        return run.judgements().stream().filter(judgement -> !judgement.held()).toList();
    }

    public List<Judgement> held() {
        return run.judgements().stream().filter(Judgement::held).toList();
    }

    public int expectations() {
        return run.judgements().size();
    }

    public String topology() {
        return TopologyDrawing.of(run);
    }

    public String lanes() {
        return LaneDrawing.of(run);
    }

    public List<Entry> timeline() {
        return timeline.entries();
    }

    public int timelineLeftOut() {
        return timeline.leftOut();
    }

    public static String tone(Entry entry) {
        return entry.kind().tone().name().toLowerCase(Locale.ROOT);
    }

    /** Rows that are open at first. */
    public List<FlowRow> worstFlows() {
        return IntStream.range(0, Math.min(ROWS, order.size()))
                .mapToObj(this::row)
                .toList();
    }

    /** All other rows. */
    public List<FlowRow> otherFlows() {
        return IntStream.range(Math.min(ROWS, order.size()), order.size())
                .mapToObj(this::row)
                .toList();
    }

    private FlowRow row(int index) {
        FlowRecord flow = run.flows().get(order.get(index));
        boolean arrived = flow.received() > 0;
        List<String> reasons = new ArrayList<>();
        flow.lostByReason().forEach((reason, count) -> reasons.add(Amounts.count(count) + " " + reason));
        return new FlowRow(
                index,
                flow.name(),
                Amounts.count(flow.sent()),
                Amounts.count(flow.received()),
                Amounts.count(flow.lost()),
                Amounts.percent(flow.lost(), flow.settled()),
                String.join(", ", reasons),
                Integer.toString(flow.outages().size()),
                flow.outages().isEmpty() ? "\u2013" : Time.format(flow.longestOutage()) + " s",
                arrived ? Amounts.milliseconds(flow.latency().p50()) : "\u2013",
                arrived ? Amounts.milliseconds(flow.latency().p99()) : "\u2013",
                arrived ? Amounts.milliseconds(flow.latency().max()) : "\u2013",
                flow.outages().stream().mapToLong(Outage::length).sum() > 0);
    }

    public List<StateRow> tunnels() {
        return run.tunnels().stream()
                .map(tunnel -> new StateRow(
                        tunnel.name(),
                        tunnel.state().text(),
                        switch (tunnel.state()) {
                            case UP -> "good";
                            case ONE_SIDED -> "half";
                            case DOWN -> "bad";
                        },
                        Integer.toString(tunnel.ikeSetups()),
                        Integer.toString(tunnel.dpdTimeouts())))
                .toList();
    }

    public List<StateRow> sessions() {
        return run.sessions().stream()
                .map(session -> new StateRow(
                        session.name(),
                        session.state().text(),
                        session.isUp() ? "good" : "bad",
                        Integer.toString(session.received().size()),
                        ""))
                .toList();
    }

    private static String plainSeconds(long nanos) {
        return nanos % Time.SECOND == 0 ? Long.toString(nanos / Time.SECOND) : Time.format(nanos);
    }
}
