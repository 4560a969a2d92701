package dev.censim.reports.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.FlowSent;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Time;
import dev.censim.model.traffic.Flow;
import dev.censim.reports.Hub;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger against a twin that keeps every packet as an object and counts by definition. */
class FlowLedgerTwinTest {

    private static final int CASES = 150;
    private static final long END = 60 * Time.SECOND;
    private static final long STOP = 50 * Time.SECOND;
    private static final List<DropCause> CAUSES =
            List.of(DropCause.PATH_LOSS, DropCause.NO_ROUTE, DropCause.UNKNOWN_SPI);

    /** What became of one packet. */
    private static final class Packet {
        private final int sequence;
        private final long sentAt;
        private final List<Long> arrivals = new ArrayList<>();
        private final List<DropCause> drops = new ArrayList<>();

        Packet(int sequence, long sentAt) {
            this.sequence = sequence;
            this.sentAt = sentAt;
        }
    }

    private record Arrival(int sequence, long at) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsAsTheDefinitionsSay(long seed) {
        Rng random = Rng.of(seed, "ledger");
        for (int i = 0; i < CASES; i++) {
            List<Packet> packets = packets(random);
            FlowRecord flow = ledger(packets, random).records().get(0);

            assertThat(flow).as("seed %d, case %d", seed, i).isEqualTo(twin(packets, flow.latency()));
            assertThat(flow.latency().max()).as("seed %d, case %d", seed, i).isEqualTo(highest(packets));
        }
    }

    private static List<Packet> packets(Rng random) {
        List<Packet> packets = new ArrayList<>();
        int first = below(random, 3);
        int count = below(random, 60);
        long at = below(random, 5) * Time.SECOND;
        boolean silent = false;
        for (int i = 0; i < count; i++) {
            Packet packet = new Packet(first + i, at);
            silent = below(random, 6) == 0 ? !silent : silent;
            if (!silent && below(random, 8) > 0) {
                for (int copies = below(random, 10) == 0 ? 2 : 1; copies > 0; copies--) {
                    packet.arrivals.add(at + 1 + below(random, 2_000) * Time.MILLISECOND);
                }
            }
            for (int drops = below(random, 3); drops > 0; drops--) {
                packet.drops.add(CAUSES.get(below(random, CAUSES.size())));
            }
            packets.add(packet);
            at += 1 + below(random, 2_000) * Time.MILLISECOND;
        }
        return packets;
    }

    private static List<Arrival> arrivals(List<Packet> packets) {
        return packets.stream()
                .flatMap(packet -> packet.arrivals.stream().map(at -> new Arrival(packet.sequence, at)))
                .sorted(Comparator.comparingLong(Arrival::at))
                .toList();
    }

    /** The same story told in windows of random length. */
    private static FlowLedger ledger(List<Packet> packets, Rng random) {
        List<Fact> facts = new ArrayList<>();
        for (int from = 0; from < packets.size(); ) {
            int to = Math.min(packets.size(), from + 1 + below(random, 9));
            long[] sentAt = packets.subList(from, to).stream()
                    .mapToLong(packet -> packet.sentAt)
                    .toArray();
            facts.add(new FlowSent(0, 0, 0, packets.get(from).sequence, sentAt));
            from = to;
        }
        List<Arrival> arrivals = arrivals(packets);
        for (int from = 0; from < arrivals.size(); ) {
            int to = Math.min(arrivals.size(), from + 1 + below(random, 9));
            List<Arrival> window = arrivals.subList(from, to);
            facts.add(new FlowReceived(
                    0,
                    0,
                    0,
                    window.stream().mapToInt(Arrival::sequence).toArray(),
                    window.stream().mapToLong(Arrival::at).toArray()));
            from = to;
        }
        for (Packet packet : packets) {
            packet.drops.forEach(cause -> facts.add(new PacketDropped(0, 0, 0, packet.sequence, cause)));
        }
        Hub hub = new Hub(1, 1).flow("app", Flow.Kind.UDP, 0, STOP / Time.SECOND);
        return FlowLedger.of(hub.scenario(), hub.names(), Journal.of(facts), END);
    }

    private static FlowRecord twin(List<Packet> packets, Latency latency) {
        long horizon = END - Math.max(2 * Time.SECOND, 2 * highest(packets));
        List<Packet> arrived =
                packets.stream().filter(packet -> !packet.arrivals.isEmpty()).toList();
        List<Packet> inFlight = packets.stream()
                .filter(packet -> packet.arrivals.isEmpty() && packet.drops.isEmpty() && packet.sentAt > horizon)
                .toList();
        List<Packet> lost = packets.stream()
                .filter(packet -> !arrived.contains(packet) && !inFlight.contains(packet))
                .toList();
        Map<String, Integer> byReason = new LinkedHashMap<>();
        for (DropCause cause : DropCause.values()) {
            int count = (int) lost.stream()
                    .filter(packet -> !packet.drops.isEmpty() && packet.drops.get(0) == cause)
                    .count();
            if (count > 0) {
                byReason.put(cause.text(), count);
            }
        }
        int unknown =
                (int) lost.stream().filter(packet -> packet.drops.isEmpty()).count();
        if (unknown > 0) {
            byReason.put("unknown", unknown);
        }
        int duplicated = packets.stream()
                .mapToInt(packet -> Math.max(0, packet.arrivals.size() - 1))
                .sum();
        return new FlowRecord(
                "app",
                packets.size(),
                arrived.size(),
                inFlight.size(),
                duplicated,
                reordered(packets),
                byReason,
                outages(packets, arrived, inFlight),
                latency);
    }

    private static long highest(List<Packet> packets) {
        return packets.stream()
                .filter(packet -> !packet.arrivals.isEmpty())
                .mapToLong(packet ->
                        packet.arrivals.stream().mapToLong(at -> at).min().orElseThrow() - packet.sentAt)
                .max()
                .orElse(0);
    }

    private static int reordered(List<Packet> packets) {
        Map<Integer, Arrival> firsts = new LinkedHashMap<>();
        arrivals(packets).forEach(arrival -> firsts.putIfAbsent(arrival.sequence(), arrival));
        List<Integer> order = new ArrayList<>(firsts.keySet());
        int reordered = 0;
        for (int i = 0; i < order.size(); i++) {
            int sequence = order.get(i);
            reordered += order.subList(0, i).stream().anyMatch(before -> before > sequence) ? 1 : 0;
        }
        return reordered;
    }

    /** Fates as letters, so that outages are a pattern. */
    private static List<Outage> outages(List<Packet> packets, List<Packet> arrived, List<Packet> inFlight) {
        List<Packet> settled =
                packets.stream().filter(packet -> !inFlight.contains(packet)).toList();
        String fates = settled.stream()
                .map(packet -> arrived.contains(packet) ? "A" : "L")
                .collect(Collectors.joining());
        List<Outage> outages = new ArrayList<>();
        int at = 0;
        for (String row : Arrays.asList(fates.split("(?<=A)|(?=A)"))) {
            if (row.startsWith("LLL")) {
                long from = settled.get(at).sentAt;
                boolean open = at + row.length() == settled.size();
                long last = packets.get(packets.size() - 1).sentAt;
                long to = open ? Math.max(STOP, last) : settled.get(at + row.length()).sentAt;
                outages.add(new Outage(from, to, open));
            }
            at += row.length();
        }
        return outages;
    }

    private static int below(Rng random, int bound) {
        return (int) random.below(bound);
    }
}
