package dev.censim.reports.text;

import dev.censim.kernel.Time;
import dev.censim.reports.metrics.Amounts;
import dev.censim.reports.metrics.FlowRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The flows of a run as a table; of many, those that fared worst. */
final class FlowTable {

    /** How many flows are shown. */
    static final int ROWS = 10;

    private static final Comparator<FlowRecord> WORST_FIRST = Comparator.comparingLong(FlowRecord::longestOutage)
            .thenComparingDouble(FlowTable::lostShare)
            .reversed();

    private static final List<String> HEAD =
            List.of("flow", "sent", "received", "lost", "", "outages", "longest", "p50 ms", "p99 ms", "max ms");

    private FlowTable() {}

    static void append(StringBuilder text, List<FlowRecord> flows, boolean colour) {
        if (flows.isEmpty()) {
            return;
        }
        boolean many = flows.size() > ROWS;
        List<FlowRecord> shown =
                many ? flows.stream().sorted(WORST_FIRST).limit(ROWS).toList() : flows;
        text.append(Paint.BOLD.on(many ? "Flows, the worst " + ROWS + " of " + flows.size() : "Flows", colour))
                .append('\n');
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        shown.forEach(flow -> rows.add(row(flow)));
        Columns.append(text, rows, colour);
        if (many) {
            text.append("  ").append(rest(flows, shown)).append('\n');
        }
        text.append('\n');
    }

    private static List<String> row(FlowRecord flow) {
        boolean arrived = flow.received() > 0;
        return List.of(
                flow.name(),
                Amounts.count(flow.sent()),
                Amounts.count(flow.received()),
                Amounts.count(flow.lost()),
                Amounts.percent(flow.lost(), flow.settled()),
                Integer.toString(flow.outages().size()),
                flow.outages().isEmpty() ? "-" : Time.format(flow.longestOutage()) + " s",
                arrived ? Amounts.milliseconds(flow.latency().p50()) : "-",
                arrived ? Amounts.milliseconds(flow.latency().p99()) : "-",
                arrived ? Amounts.milliseconds(flow.latency().max()) : "-");
    }

    private static String rest(List<FlowRecord> flows, List<FlowRecord> shown) {
        long sent = 0;
        long lost = 0;
        for (FlowRecord flow : flows) {
            sent += flow.sent();
            lost += flow.lost();
        }
        return (flows.size() - shown.size()) + " more flows; all together sent " + Amounts.count(sent)
                + " packets and lost " + Amounts.count(lost) + "; every flow is in summary.json and report.html";
    }

    private static double lostShare(FlowRecord flow) {
        return flow.settled() == 0 ? 0 : (double) flow.lost() / flow.settled();
    }
}
