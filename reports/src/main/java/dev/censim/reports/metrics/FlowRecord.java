package dev.censim.reports.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the packets of one flow.
 *
 * @param sent packets sent in the run
 * @param received packets that arrived, each counted once; of a ping the replies
 * @param inFlight packets whose fate the end of the run left open; neither received nor lost
 * @param duplicated arrivals of packets that had arrived before
 * @param reordered packets that arrived after one that was sent later
 * @param lostByReason number of lost packets by the text of the reason, in the order of the reasons
 */
public record FlowRecord(
        String name,
        int sent,
        int received,
        int inFlight,
        int duplicated,
        int reordered,
        Map<String, Integer> lostByReason,
        List<Outage> outages,
        Latency latency) {

    /** The reason of a packet that never arrived although nobody dropped it. */
    public static final String UNKNOWN = "unknown";

    public FlowRecord {
        lostByReason = Collections.unmodifiableMap(new LinkedHashMap<>(lostByReason));
        outages = List.copyOf(outages);
    }

    public int lost() {
        return sent - received - inFlight;
    }

    /** Packets whose fate is known. */
    public int settled() {
        return sent - inFlight;
    }

    /** In nanoseconds; zero without an outage. */
    public long longestOutage() {
        return outages.stream().mapToLong(Outage::length).max().orElse(0);
    }
}
