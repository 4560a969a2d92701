package dev.censim.reports.html;

import dev.censim.facts.NetworkFact.ChangeMade;
import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.facts.NetworkFact.FaultRepaired;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.reports.metrics.Decimals;
import dev.censim.reports.metrics.FlowPackets;
import dev.censim.reports.metrics.FlowRecord;
import dev.censim.reports.metrics.Outage;
import dev.censim.reports.metrics.RunFigures;
import dev.censim.reports.timeline.PathWords;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the page's charts show, as JSON that is safe inside a script element. Times are seconds. */
final class PageData {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** A run of so many equal numbers is written as the number and how often. */
    private static final int RUN = 3;

    /** Faults, repairs or changes of one instant beyond these are told as a number. */
    private static final int MARKS = 3;

    private static final int PATHS = 20;

    private PageData() {}

    /** @param order numbers of the flows in the order in which to show them */
    static String of(RunFigures run, List<Integer> order) {
        ObjectNode root = JSON.createObjectNode();
        root.put("end", Decimals.seconds(run.end()));
        marks(run, root.putArray("marks"));
        ArrayNode flows = root.putArray("flows");
        Bins all = Bins.none(run.end());
        for (int flow : order) {
            flow(run, flow, all, flows.addObject());
        }
        if (order.size() > 1) {
            ObjectNode together = flows.addObject();
            together.put("name", "all " + order.size() + " flows together");
            bins(all, together);
            together.putArray("outages");
            together.putArray("paths");
        }
        return JSON.writeValueAsString(root)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private static void marks(RunFigures run, ArrayNode into) {
        run.journal().forEach(fact -> {
            if (fact instanceof FaultApplied applied) {
                mark(into, fact.at(), applied.fault().text(), "fault");
            } else if (fact instanceof FaultRepaired repaired) {
                mark(into, fact.at(), repaired.fault().text(), "repair");
            } else if (fact instanceof ChangeMade made) {
                mark(into, fact.at(), made.change().text(), "change");
            }
        });
    }

    private static void mark(ArrayNode into, long at, String text, String kind) {
        ObjectNode last = into.isEmpty() ? null : (ObjectNode) into.get(into.size() - 1);
        boolean same = last != null
                && last.get("at").decimalValue().equals(Decimals.seconds(at))
                && last.get("kind").stringValue().equals(kind);
        if (last != null && same) {
            int count = last.get("count").intValue() + 1;
            last.put("count", count);
            if (count <= MARKS) {
                last.put("text", last.get("text").stringValue() + ", " + text);
            }
            return;
        }
        ObjectNode mark = into.addObject();
        mark.put("at", Decimals.seconds(at));
        mark.put("text", text);
        mark.put("kind", kind);
        mark.put("count", 1);
    }

    private static void flow(RunFigures run, int flow, Bins all, ObjectNode into) {
        FlowRecord record = run.flows().get(flow);
        FlowPackets packets = run.ledger().packets(flow);
        all.count(packets);
        into.put("name", record.name());
        bins(Bins.of(packets, run.end()), into);
        ArrayNode outages = into.putArray("outages");
        for (Outage outage : record.outages()) {
            outages.addArray()
                    .add(rounded(outage.from()))
                    .add(rounded(outage.to()))
                    .add(outage.open());
        }
        PathWords words = new PathWords(run.scenario(), run.names());
        ArrayNode paths = into.putArray("paths");
        run.ledger().pathChanges(flow).stream().limit(PATHS).forEach(path -> path(words, path, paths.addArray()));
    }

    private static void bins(Bins bins, ObjectNode into) {
        into.put("bin", Decimals.seconds(bins.width()));
        runs(bins.sent(), into.putArray("sent"));
        runs(bins.received(), into.putArray("received"));
    }

    private static void path(PathWords words, PathTaken path, ArrayNode into) {
        into.add(rounded(path.at())).add(words.of(path));
    }

    /** Numbers as they are, runs of equal ones as an array of number and count. */
    private static void runs(int[] numbers, ArrayNode into) {
        int at = 0;
        while (at < numbers.length) {
            int end = at + 1;
            while (end < numbers.length && numbers[end] == numbers[at]) {
                end++;
            }
            if (end - at >= RUN) {
                into.addArray().add(numbers[at]).add(end - at);
            } else {
                for (int i = at; i < end; i++) {
                    into.add(numbers[i]);
                }
            }
            at = end;
        }
    }

    /** Seconds to the millisecond. */
    private static BigDecimal rounded(long nanos) {
        return Decimals.plain(Decimals.seconds(nanos).setScale(3, RoundingMode.HALF_UP));
    }
}
