package dev.censim.scenarios.read;

import dev.censim.model.traffic.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code traffic}: each entry is one flow, or the cross product of hosts on both sides. */
final class TrafficReader {

    static final int FLOW_LIMIT = 50_000;

    private static final Form<String> HOSTS =
            new Form<>("the name of a host, or a pattern such as site-*-host, or a list of such", "", Optional::of);
    private static final Form<Integer> LENGTH = Units.SIZE.where(
            size -> size >= Flow.PACKET_LENGTH_MIN && size <= Flow.PACKET_LENGTH_MAX,
            "36B to 1500B, the length of the IPv4 packet, such as 512B");
    private static final Form<Long> PORT = Units.integer(1, 65_535);
    /** RFC 6335 section 6: dynamic ports. */
    private static final int FIRST_DYNAMIC_PORT = 49_152;

    private static final int DYNAMIC_PORTS = 16_384;
    /** RFC 862, echo. */
    private static final long ECHO_PORT = 7;
    /** As {@code ping} of common systems: 56 octets of data, once a second. */
    private static final int PING_LENGTH = 84;

    private static final int UDP_LENGTH = 512;

    private final Draft draft;
    private final Duration duration;
    private final Set<String> tuples = new HashSet<>();

    TrafficReader(Draft draft, Duration duration) {
        this.draft = draft;
        this.duration = duration;
    }

    void traffic(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Flow.Kind kind = at.required("kind", Form.oneOf(Arrays.asList(Flow.Kind.values()), Flow.Kind::text));
        List<String> from = hosts(at, "from");
        List<String> to = hosts(at, "to");
        Duration interval = interval(at, kind);
        Flow.Arrival arrival = at.or(
                "arrival", Form.oneOf(Arrays.asList(Flow.Arrival.values()), Flow.Arrival::text), Flow.Arrival.CONSTANT);
        int length = at.or("size", LENGTH, kind == Flow.Kind.PING ? PING_LENGTH : UDP_LENGTH);
        Duration start = at.or("start", Units.DURATION, Duration.ZERO);
        Duration stop = at.or("stop", Units.DURATION, duration);
        Optional<Long> sourcePort = at.optional("sourcePort", PORT);
        long destinationPort = at.or("destinationPort", PORT, ECHO_PORT);
        at.done();
        Times.checkWithin(at, "stop", stop, duration);
        at.check(
                at.has("start") ? "start" : "stop",
                start.compareTo(stop) < 0,
                "start " + Units.text(start) + " is not before stop " + Units.text(stop),
                "a flow starts before it stops, and stops by the end of the scenario");
        if (name.isEmpty()) {
            return;
        }
        String family = name.get().value();
        List<String> members = new ArrayList<>();
        draft.flowFamilies.put(family, members);
        boolean single = !isProduct(at, "from") && !isProduct(at, "to");
        // The name of a product stands for its flows in expectations, so it is taken as well.
        if (!single && !draft.names.declare(Kind.FLOWS, name.get())) {
            return;
        }
        for (String source : from) {
            for (String sink : to) {
                if (draft.flows.size() >= FLOW_LIMIT) {
                    at.error("from", "more than " + FLOW_LIMIT + " flows", "write narrower patterns");
                    return;
                }
                if (!source.equals(sink)) {
                    String flow = single ? family : family + "." + source + "." + sink;
                    if (!draft.names.declare(
                            Kind.FLOW, new Located<>(flow, name.get().mark()))) {
                        return;
                    }
                    int port = sourcePort.isPresent() ? sourcePort.get().intValue() : freePort(flow, source, sink);
                    draft.flows.put(
                            flow, new Flow(flow, kind, source, sink, interval, arrival, length, start, stop, port, (int)
                                    destinationPort));
                    members.add(flow);
                }
            }
        }
        at.check(
                "to",
                !members.isEmpty() || from.isEmpty() || to.isEmpty() || !at.sound("from"),
                "to: the only host is the sender itself",
                "name another host");
    }

    private static boolean isProduct(Cursor at, String key) {
        return at.node(key)
                .map(node -> !(node instanceof Node.Scalar scalar) || Names.isPattern(scalar.text()))
                .orElse(false);
    }

    private List<String> hosts(Cursor at, String key) {
        Set<String> hosts = new LinkedHashSet<>();
        for (Located<String> item : at.requiredList(key, HOSTS)) {
            List<String> found = draft.names.matching(Kind.HOST, item);
            if (found.isEmpty()) {
                draft.names.dangling(item, List.of(Kind.HOST));
            }
            hosts.addAll(found);
        }
        return List.copyOf(hosts);
    }

    private static Duration interval(Cursor at, Flow.Kind kind) {
        Optional<Duration> rate = at.optional("rate", Units.RATE);
        Optional<Duration> interval = at.optional("interval", Units.POSITIVE_DURATION);
        at.check(
                "interval",
                rate.isEmpty() || interval.isEmpty(),
                "interval: 'rate' says it already",
                "write one of rate: 100pps and interval: 10ms");
        if (rate.isEmpty() && interval.isEmpty() && kind == Flow.Kind.UDP) {
            at.missing("rate", Units.RATE.allowed() + "; or write 'interval'");
        }
        return rate.or(() -> interval).orElse(Duration.ofSeconds(1));
    }

    /**
     * A port that depends on the flow's name, so that flows spread over tunnels and that a new flow does not move the others;
     * flows between the same hosts get different ones.
     */
    private int freePort(String flow, String source, String sink) {
        int offset = (int) Long.remainderUnsigned(Allocation.hash(flow), DYNAMIC_PORTS);
        for (int i = 0; i < DYNAMIC_PORTS; i++) {
            int port = FIRST_DYNAMIC_PORT + (offset + i) % DYNAMIC_PORTS;
            if (tuples.add(source + ">" + sink + ":" + port)) {
                return port;
            }
        }
        return FIRST_DYNAMIC_PORT + offset;
    }
}
