package dev.censim.reports.metrics;

import dev.censim.facts.DropCause;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.FlowSent;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.traffic.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The books of all flows. It holds the journal's facts by flow; the packets of one flow are laid out only while somebody looks at
 * them.
 */
public final class FlowLedger {

    private static final long LONGEST_LATENCY = 3_600 * Time.SECOND;

    private final Names names;
    private final FlowFacts[] facts;
    private final long[] flowEnds;
    private final long runEnd;

    private FlowLedger(Names names, long[] flowEnds, long runEnd) {
        this.names = names;
        this.facts = new FlowFacts[flowEnds.length];
        this.flowEnds = flowEnds;
        this.runEnd = runEnd;
        for (int flow = 0; flow < facts.length; flow++) {
            facts[flow] = new FlowFacts();
        }
    }

    /** @param runEnd the end of the run in nanoseconds */
    public static FlowLedger of(Scenario scenario, Names names, Journal journal, long runEnd) {
        FlowLedger ledger = open(scenario, names, runEnd);
        journal.forEach(ledger::take);
        return ledger;
    }

    /**
     * Empty books, for whoever has facts but no journal of them.
     *
     * @param runEnd the end of the run in nanoseconds
     */
    public static FlowLedger open(Scenario scenario, Names names, long runEnd) {
        Map<String, Flow> byName = new LinkedHashMap<>();
        scenario.flows().forEach(flow -> byName.put(flow.name(), flow));
        long[] flowEnds = new long[names.flows().size()];
        for (int flow = 0; flow < flowEnds.length; flow++) {
            Flow declared = byName.get(names.flows().get(flow));
            flowEnds[flow] = declared == null ? runEnd : Math.min(runEnd, Time.of(declared.stop()));
        }
        return new FlowLedger(names, flowEnds, runEnd);
    }

    /** Enters a fact; they come in order. */
    public void take(Fact fact) {
        if (fact instanceof FlowSent sent) {
            facts[sent.flow()].sent.add(sent);
        } else if (fact instanceof FlowReceived received) {
            facts[received.flow()].received.add(received);
        } else if (fact instanceof PathTaken path) {
            facts[path.flow()].paths.add(path);
        } else if (fact instanceof PacketDropped dropped && dropped.flow() >= 0) {
            facts[dropped.flow()].dropped.add(dropped);
        }
    }

    public int size() {
        return facts.length;
    }

    /** Lays out the packets of a flow. */
    public FlowPackets packets(int flow) {
        return FlowPackets.of(facts[flow], flowEnds[flow], runEnd);
    }

    /** The paths of a flow's packets, which {@link #packets} laid out. */
    public FlowPaths paths(int flow, FlowPackets packets) {
        return FlowPaths.of(facts[flow], packets);
    }

    /** Changes of a flow's path in order. */
    public List<PathTaken> pathChanges(int flow) {
        return List.copyOf(facts[flow].paths);
    }

    public List<FlowRecord> records() {
        Histogram histogram = new Histogram(1, LONGEST_LATENCY, 3);
        List<FlowRecord> records = new ArrayList<>();
        for (int flow = 0; flow < facts.length; flow++) {
            records.add(record(names.flows().get(flow), packets(flow), histogram));
        }
        return records;
    }

    private static FlowRecord record(String name, FlowPackets packets, Histogram histogram) {
        histogram.reset();
        int[] lostByCause = new int[DropCause.values().length];
        int unknown = 0;
        int inFlight = 0;
        for (int packet = 0; packet < packets.size(); packet++) {
            if (packets.arrived(packet)) {
                histogram.recordValue(Math.min(packets.latency(packet), LONGEST_LATENCY));
            } else if (packets.inFlight(packet)) {
                inFlight++;
            } else {
                DropCause cause = packets.cause(packet);
                if (cause == null) {
                    unknown++;
                } else {
                    lostByCause[cause.ordinal()]++;
                }
            }
        }
        return new FlowRecord(
                name,
                packets.size(),
                packets.received(),
                inFlight,
                packets.duplicated(),
                packets.reordered(),
                byReason(lostByCause, unknown),
                packets.outages(),
                latency(histogram, packets.highestLatency()));
    }

    private static Map<String, Integer> byReason(int[] lostByCause, int unknown) {
        Map<String, Integer> lost = new LinkedHashMap<>();
        for (DropCause cause : DropCause.values()) {
            if (lostByCause[cause.ordinal()] > 0) {
                lost.put(cause.text(), lostByCause[cause.ordinal()]);
            }
        }
        if (unknown > 0) {
            lost.put(FlowRecord.UNKNOWN, unknown);
        }
        return lost;
    }

    /** A histogram answers with the upper bound of a bucket, which may lie above the highest value. */
    private static Latency latency(Histogram histogram, long highest) {
        return histogram.getTotalCount() == 0
                ? Latency.NONE
                : new Latency(
                        Math.min(highest, histogram.getValueAtPercentile(50)),
                        Math.min(highest, histogram.getValueAtPercentile(99)),
                        highest);
    }
}
