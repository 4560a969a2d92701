package dev.censim.reports.metrics;

import dev.censim.facts.CircuitFact.VbrProbeDropped;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.ProbeDropped;
import dev.censim.kernel.Journal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All packets that devices dropped in a run: of flows, of health checks, and of protocols, whose loss no flow has in its books.
 *
 * @param packets how many
 * @param byReason how many for each reason that occurred, in the order of {@link DropCause}
 */
public record Drops(long packets, Map<String, Long> byReason) {

    static Drops of(Journal journal) {
        long[] counts = new long[DropCause.values().length];
        journal.forEach(fact -> {
            if (fact instanceof PacketDropped dropped) {
                counts[dropped.cause().ordinal()]++;
            } else if (fact instanceof ProbeDropped dropped) {
                counts[dropped.cause().ordinal()]++;
            } else if (fact instanceof VbrProbeDropped dropped) {
                counts[dropped.cause().ordinal()]++;
            }
        });
        long packets = 0;
        Map<String, Long> byReason = new LinkedHashMap<>();
        for (DropCause cause : DropCause.values()) {
            long count = counts[cause.ordinal()];
            packets += count;
            if (count > 0) {
                byReason.put(cause.text(), count);
            }
        }
        return new Drops(packets, byReason);
    }
}
