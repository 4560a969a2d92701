package dev.censim.scenarios.read;

import dev.censim.model.intent.Expectation;
import dev.censim.model.intent.WordedExpectation;
import dev.censim.model.traffic.Flow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads {@code expectations}. One entry may hold several conditions for one flow; each becomes an expectation of its own. */
final class ExpectationReader {

    private static final int LIMIT = 100_000;

    private static final Form<String> PATTERN = new Form<>("a name, a pattern, or a list of such", "", Optional::of);
    private static final Form<Integer> AT_LEAST = new Form<>(
            "'>= ' and a percentage, such as \">= 99.9%\"",
            0, text -> Units.PERCENT_FORM.parse().apply(text.replaceFirst("^>=\\s*", "")));
    private static final Form<String> VIA = new Form<>("the name of a tunnel, path or device", "", Optional::of);
    private static final Kind[] VIA_KINDS = {
        Kind.TUNNEL,
        Kind.PATH,
        Kind.CUSTOMER_GATEWAY,
        Kind.TRANSIT_ROUTER,
        Kind.VBR,
        Kind.ECR,
        Kind.VPN_CONNECTION,
        Kind.INTER_REGION_CONNECTION,
        Kind.VPN_GATEWAY,
        Kind.VPC,
        Kind.CCN
    };

    private final Draft draft;
    private final Duration duration;
    private final List<WordedExpectation> expectations = new ArrayList<>();
    private long named;

    ExpectationReader(Draft draft, Duration duration) {
        this.draft = draft;
        this.duration = duration;
    }

    List<WordedExpectation> expectations() {
        return expectations;
    }

    void expectation(Cursor at) {
        if (named > LIMIT) {
            return;
        }
        boolean ofTunnel = at.has("tunnel");
        boolean ofFlow = at.has("flow");
        if (ofTunnel) {
            at.check("tunnel", !ofFlow, "an expectation is about a flow or about a tunnel", "write two expectations");
            tunnel(at);
        } else if (ofFlow) {
            flow(at);
        } else {
            at.missing("flow", "the name of a flow, or a pattern; or write 'tunnel' with 'upBy'");
        }
        at.done();
    }

    private void tunnel(Cursor at) {
        List<String> tunnels = new ArrayList<>();
        for (Located<String> item : at.requiredList("tunnel", PATTERN)) {
            List<String> found = draft.names.matching(Kind.TUNNEL, item);
            if (found.isEmpty()) {
                draft.names.dangling(item, List.of(Kind.TUNNEL));
            }
            tunnels.addAll(found);
            count(at, "tunnel", found.size());
        }
        Duration by = at.required("upBy", Units.POSITIVE_DURATION);
        Times.checkWithin(at, "upBy", by, duration);
        for (String tunnel : tunnels) {
            add(tunnel + ": upBy " + Units.text(by), new Expectation.TunnelUpBy(tunnel, by));
        }
    }

    private void flow(Cursor at) {
        Set<String> flows = flows(at);
        Optional<Duration> maxOutage = at.optional("maxOutage", Units.DURATION);
        Optional<Integer> received = at.optional("received", AT_LEAST);
        Optional<Cursor> reachable = at.child("reachable", "a window");
        Optional<Cursor> unreachable = at.child("unreachable", "a window");
        Optional<Located<String>> via = at.located("pathThrough", VIA);
        maxOutage.ifPresent(
                limit -> each(flows, "maxOutage " + Units.text(limit), flow -> new Expectation.MaxOutage(flow, limit)));
        received.ifPresent(share ->
                each(flows, "received >= " + Units.percentText(share), flow -> new Expectation.Received(flow, share)));
        reachable.ifPresent(child -> {
            Times.Window window = window(child, flows);
            each(
                    flows,
                    "reachable " + words(window),
                    flow -> new Expectation.Reachable(flow, window.from(), window.to()));
        });
        unreachable.ifPresent(child -> {
            Times.Window window = window(child, flows);
            each(
                    flows,
                    "unreachable " + words(window),
                    flow -> new Expectation.Unreachable(flow, window.from(), window.to()));
        });
        via.ifPresent(name -> pathThrough(at, flows, name));
        boolean any = maxOutage.isPresent()
                || received.isPresent()
                || reachable.isPresent()
                || unreachable.isPresent()
                || via.isPresent();
        boolean sound = at.sound("reachable") && at.sound("unreachable") && at.sound("pathThrough");
        if (!any && sound) {
            at.missing("maxOutage", "one or more of maxOutage, received, reachable, unreachable, pathThrough");
        }
    }

    private void pathThrough(Cursor at, Set<String> flows, Located<String> via) {
        draft.names.refer(via, VIA_KINDS);
        Times.Window window = Times.window(at, duration);
        checkSending(at, "pathThrough", window, flows);
        each(
                flows,
                "pathThrough " + via.value() + " " + words(window),
                flow -> new Expectation.PathThrough(flow, via.value(), window.from(), window.to()));
    }

    private Times.Window window(Cursor at, Set<String> flows) {
        Times.Window window = Times.window(at, duration);
        at.done();
        checkSending(at, at.has("from") ? "from" : "to", window, flows);
        return window;
    }

    /** A window without a packet can never hold, and would fail for a reason that nobody looks for. */
    private void checkSending(Cursor at, String key, Times.Window window, Set<String> flows) {
        for (String name : flows) {
            Flow flow = draft.flows.get(name);
            if (flow != null && at.sound("from") && at.sound("to")) {
                at.check(
                        key,
                        window.from().compareTo(flow.stop()) < 0 && window.to().compareTo(flow.start()) > 0,
                        "window " + words(window) + " holds no packet of flow " + Quote.of(name),
                        "the flow sends from " + Units.text(flow.start()) + " to " + Units.text(flow.stop()));
            }
        }
    }

    private static String words(Times.Window window) {
        return Units.text(window.from()) + ".." + Units.text(window.to());
    }

    /** Flows by name, by the name of the entry that made several, or by pattern. */
    private Set<String> flows(Cursor at) {
        Set<String> flows = new LinkedHashSet<>();
        for (Located<String> item : at.requiredList("flow", PATTERN)) {
            List<String> found = draft.flowFamilies.get(item.value());
            if (found == null) {
                found = draft.names.matching(Kind.FLOW, item);
                if (found.isEmpty()) {
                    draft.names.dangling(item, List.of(Kind.FLOW), draft.flowFamilies.keySet());
                }
            }
            // A family without members has been reported where its hosts are named.
            flows.addAll(found);
            count(at, "flow", found.size());
        }
        return flows;
    }

    /** Counts what patterns and families stand for, so that a short file cannot make endless work. */
    private void count(Cursor at, String key, int names) {
        named += names;
        at.check(
                key,
                named <= LIMIT,
                "more than " + LIMIT + " flows and tunnels in expectations",
                "write narrower patterns");
    }

    private void each(Set<String> flows, String words, Function<String, Expectation> make) {
        for (String flow : flows) {
            add(flow + ": " + words, make.apply(flow));
        }
    }

    private void add(String text, Expectation expectation) {
        expectations.add(new WordedExpectation(text, expectation));
    }
}
