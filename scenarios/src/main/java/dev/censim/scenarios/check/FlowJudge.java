package dev.censim.scenarios.check;

import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.intent.Expectation;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Tunnel;
import dev.censim.reports.metrics.FlowLedger;
import dev.censim.reports.metrics.FlowPackets;
import dev.censim.reports.metrics.FlowPaths;
import dev.censim.reports.metrics.Outage;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Judges what is expected of one flow. A window holds the packets that were sent from its beginning to before its end. */
final class FlowJudge {

    private static final long MILLION = 1_000_000;

    private final Topology topology;
    private final Names names;
    private final FlowPackets packets;
    private final FlowPaths paths;
    private final List<Outage> outages;

    private FlowJudge(Topology topology, Names names, FlowPackets packets, FlowPaths paths) {
        this.topology = topology;
        this.names = names;
        this.packets = packets;
        this.paths = paths;
        this.outages = packets.outages();
    }

    static FlowJudge of(Scenario scenario, Names names, FlowLedger ledger, int flow) {
        FlowPackets packets = ledger.packets(flow);
        return new FlowJudge(scenario.topology(), names, packets, ledger.paths(flow, packets));
    }

    Finding judge(Expectation expectation) {
        if (expectation instanceof Expectation.MaxOutage expected) {
            return maxOutage(Time.of(expected.limit()));
        } else if (expectation instanceof Expectation.Reachable expected) {
            return reachable(expected.from(), expected.to());
        } else if (expectation instanceof Expectation.Unreachable expected) {
            return unreachable(expected.from(), expected.to());
        } else if (expectation instanceof Expectation.PathThrough expected) {
            return pathThrough(expected.via(), expected.from(), expected.to());
        } else if (expectation instanceof Expectation.Received expected) {
            return received(expected.perMillion());
        }
        throw new IllegalArgumentException("not about a flow: " + expectation);
    }

    private Finding maxOutage(long limit) {
        if (packets.size() == 0) {
            return new Finding(false, "no packet was sent");
        }
        Optional<Outage> longest = outages.stream().max(Comparator.comparingLong(Outage::length));
        return longest.map(outage -> new Finding(outage.length() <= limit, "longest " + words(outage)))
                .orElseGet(() -> new Finding(true, "no outage"));
    }

    private Finding reachable(Duration from, Duration to) {
        Window window = window(from, to);
        if (window.isEmpty()) {
            return new Finding(false, "no packet was sent in that time");
        }
        for (Outage outage : outages) {
            if (outage.touches(Time.of(from), Time.of(to))) {
                return new Finding(false, words(outage));
            }
        }
        return new Finding(true, window.arrived() + " of " + window.size() + " packets arrived, no outage");
    }

    private Finding unreachable(Duration from, Duration to) {
        Window window = window(from, to);
        if (window.isEmpty()) {
            return new Finding(false, "no packet was sent in that time");
        }
        for (int packet = window.first; packet < window.end; packet++) {
            if (packets.arrived(packet)) {
                return new Finding(
                        false,
                        window.arrived() + " of " + window.size() + " packets arrived, the first sent at "
                                + Finding.seconds(packets.sentAt(packet)));
            }
        }
        return new Finding(true, "none of " + window.size() + " packets arrived");
    }

    private Finding pathThrough(String via, Duration from, Duration to) {
        Window window = window(from, to);
        int arrived = 0;
        PathTaken good = null;
        for (int packet = window.first; packet < window.end; packet++) {
            if (!packets.arrived(packet)) {
                continue;
            }
            arrived++;
            PathTaken path = paths.of(packet);
            if (path != null && path == good) {
                continue; // looked at already
            }
            good = path;
            if (path == null || IntStream.of(path.hops()).noneMatch(hop -> passes(hop, via))) {
                return new Finding(false, "path " + words(path) + " at " + Finding.seconds(packets.sentAt(packet)));
            }
        }
        return arrived == 0
                ? new Finding(false, "none of " + window.size() + " packets arrived")
                : new Finding(true, "all " + arrived + " packets that arrived");
    }

    private Finding received(int perMillion) {
        int settled = 0;
        for (int packet = 0; packet < packets.size(); packet++) {
            settled += packets.inFlight(packet) ? 0 : 1;
        }
        if (settled == 0) {
            return new Finding(false, "no packet was sent");
        }
        boolean held = packets.received() * MILLION >= (long) perMillion * settled;
        return new Finding(
                held, packets.received() + " of " + settled + " (" + share(packets.received(), settled) + ")");
    }

    /** Rounded down, so that what just failed does not look as if it had held. */
    private static String share(long part, long whole) {
        return String.format(Locale.ROOT, "%.3f%%", part * 100_000 / whole / 1000.0);
    }

    /** A hop passes what it is named after; a tunnel also passes the connection, gateway and path that it belongs to. */
    private boolean passes(int hop, String via) {
        String name = names.hop(hop);
        return name.equals(via)
                || hop < 0
                        && topology.tunnel(name)
                                .filter(tunnel -> isPartOf(tunnel, via))
                                .isPresent();
    }

    private boolean isPartOf(Tunnel tunnel, String via) {
        return List.of(topology.connectionOf(tunnel).name(), tunnel.customerGateway(), tunnel.path())
                .contains(via);
    }

    private String words(@Nullable PathTaken path) {
        return path == null
                ? "unknown"
                : IntStream.of(path.hops()).mapToObj(names::hop).collect(Collectors.joining(" > "));
    }

    private static String words(Outage outage) {
        return "outage " + Finding.seconds(outage.length()) + " from " + Finding.seconds(outage.from())
                + (outage.open() ? ", to the end" : "");
    }

    private Window window(Duration from, Duration to) {
        return new Window(packets.firstSentFrom(Time.of(from)), packets.firstSentFrom(Time.of(to)));
    }

    /** Packets {@code first} to before {@code end}. */
    private final class Window {

        private final int first;
        private final int end;

        Window(int first, int end) {
            this.first = first;
            this.end = end;
        }

        boolean isEmpty() {
            return end <= first;
        }

        int size() {
            return Math.max(0, end - first);
        }

        int arrived() {
            int arrived = 0;
            for (int packet = first; packet < end; packet++) {
                arrived += packets.arrived(packet) ? 1 : 0;
            }
            return arrived;
        }
    }
}
