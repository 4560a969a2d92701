package dev.censim.scenarios.read;

import dev.censim.model.fault.Fault;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.CustomerGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads {@code faults}. */
final class FaultReader {

    private enum Type {
        SILENT_LOSS("silentLoss"),
        LINK_DOWN("linkDown"),
        IMPAIRMENT("impairment"),
        CUSTOMER_GATEWAY_CRASH("customerGatewayCrash"),
        ZONE_OUTAGE("zoneOutage"),
        BGP_SESSION_RESET("bgpSessionReset"),
        NAT_RESTART("natRestart"),
        TUNNEL_ENDPOINT_DOWN("tunnelEndpointDown"),
        ATTACHMENT_DOWN("attachmentDown"),
        BGP_SESSION_DOWN("bgpSessionDown"),
        REGION_OUTAGE("regionOutage");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        private String text() {
            return text;
        }
    }

    private final Draft draft;
    private final Duration duration;
    private final Attachments attachments;
    private final List<TimedFault> faults = new ArrayList<>();

    FaultReader(Draft draft, Duration duration) {
        this.draft = draft;
        this.duration = duration;
        attachments = new Attachments(draft);
    }

    List<TimedFault> faults() {
        return faults;
    }

    void fault(Cursor at) {
        Duration when = at.required("at", Units.DURATION);
        Times.checkWithin(at, "at", when, duration);
        Optional<Located<Type>> type =
                at.requiredLocated("fault", Form.oneOf(Arrays.asList(Type.values()), Type::text));
        Optional<Duration> repairAt = at.optional("repairAt", Units.DURATION);
        repairAt.ifPresent(repair -> {
            Times.checkWithin(at, "repairAt", repair, duration);
            if (at.sound("at")) {
                at.check(
                        "repairAt",
                        repair.compareTo(when) > 0,
                        "repairAt: " + Units.text(repair) + " is not after at: " + Units.text(when),
                        "a repair follows its fault");
            }
        });
        if (type.isEmpty()) {
            return;
        }
        String words = type.get().value().text();
        switch (type.get().value()) {
            case SILENT_LOSS -> {
                Fault.Direction direction = direction(at);
                String suffix = direction == Fault.Direction.BOTH ? "" : " " + direction.text();
                add(at, when, repairAt, paths(at), path -> new Fault.SilentLoss(path, direction), words, suffix);
            }
            case LINK_DOWN -> add(at, when, repairAt, paths(at), Fault.LinkDown::new, words, "");
            case IMPAIRMENT -> impairment(at, when, repairAt, words);
            case CUSTOMER_GATEWAY_CRASH ->
                add(
                        at,
                        when,
                        repairAt,
                        draft.names.chosen(at, "customerGateway", List.of(Kind.CUSTOMER_GATEWAY)),
                        Fault.CustomerGatewayCrash::new,
                        words,
                        "");
            case ZONE_OUTAGE ->
                add(
                        at,
                        when,
                        repairAt,
                        draft.names.chosen(at, "zone", List.of(Kind.ZONE)),
                        Fault.ZoneOutage::new,
                        words,
                        "");
            case BGP_SESSION_RESET -> {
                at.check(
                        "repairAt",
                        repairAt.isEmpty(),
                        "repairAt: a session reset has no repair",
                        "leave it out; the session is tried again by itself");
                add(at, when, Optional.empty(), sessions(at), Fault.BgpSessionReset::new, words, "");
            }
            case NAT_RESTART -> {
                at.check(
                        "repairAt",
                        repairAt.isEmpty(),
                        "repairAt: the restart of a NAT has no repair",
                        "leave it out; mappings are made anew by themselves");
                add(at, when, Optional.empty(), nats(at), Fault.NatRestart::new, words, "");
            }
            case TUNNEL_ENDPOINT_DOWN -> {
                Fault.End end =
                        at.or("side", Form.oneOf(Arrays.asList(Fault.End.values()), Fault.End::text), Fault.End.CLOUD);
                List<String> tunnels = draft.names.chosen(at, "tunnel", List.of(Kind.TUNNEL));
                String side = " " + end.text();
                add(at, when, repairAt, tunnels, tunnel -> new Fault.TunnelEndpointDown(tunnel, end), words, side);
            }
            case ATTACHMENT_DOWN -> {
                Optional<String> router = transitRouter(at);
                String suffix = router.map(name -> " at " + name).orElse("");
                List<String> attached = attached(at, router);
                add(at, when, repairAt, attached, name -> new Fault.AttachmentDown(name, router), words, suffix);
            }
            case BGP_SESSION_DOWN -> {
                Fault.Cause cause = at.or(
                        "how",
                        Form.oneOf(Arrays.asList(Fault.Cause.values()), Fault.Cause::text),
                        Fault.Cause.SHUTDOWN);
                String how = " " + cause.text();
                add(at, when, repairAt, sessions(at), session -> new Fault.BgpSessionDown(session, cause), words, how);
            }
            case REGION_OUTAGE ->
                add(
                        at,
                        when,
                        repairAt,
                        draft.names.chosen(at, "region", List.of(Kind.REGION)),
                        Fault.RegionOutage::new,
                        words,
                        "");
        }
        at.done();
    }

    private static Fault.Direction direction(Cursor at) {
        return at.or(
                "direction",
                Form.oneOf(Arrays.asList(Fault.Direction.values()), Fault.Direction::text),
                Fault.Direction.BOTH);
    }

    private void impairment(Cursor at, Duration when, Optional<Duration> repairAt, String words) {
        Optional<Duration> latency = at.optional("latency", Units.DURATION);
        Optional<Duration> jitter = at.optional("jitter", Units.DURATION);
        Optional<Integer> loss = at.optional("loss", Units.PERCENT_FORM);
        Optional<Long> bandwidth = at.optional("bandwidth", Units.BANDWIDTH);
        OptionalInt lossPerMillion = loss.isPresent() ? OptionalInt.of(loss.get()) : OptionalInt.empty();
        OptionalLong bitsPerSecond = bandwidth.isPresent() ? OptionalLong.of(bandwidth.get()) : OptionalLong.empty();
        at.check(
                "fault",
                latency.isPresent() || jitter.isPresent() || loss.isPresent() || bandwidth.isPresent(),
                "an impairment changes nothing",
                "write one or more of latency, jitter, loss, bandwidth");
        StringBuilder suffix = new StringBuilder();
        latency.ifPresent(value -> suffix.append(" latency ").append(Units.text(value)));
        jitter.ifPresent(value -> suffix.append(" jitter ").append(Units.text(value)));
        loss.ifPresent(value -> suffix.append(" loss ").append(Units.percentText(value)));
        bandwidth.ifPresent(value -> suffix.append(" bandwidth ").append(value).append("bps"));
        add(
                at,
                when,
                repairAt,
                paths(at),
                path -> new Fault.Impairment(path, latency, jitter, lossPerMillion, bitsPerSecond),
                words,
                suffix.toString());
    }

    private void add(
            Cursor at,
            Duration when,
            Optional<Duration> repairAt,
            List<String> objects,
            Function<String, Fault> make,
            String words,
            String suffix) {
        for (String object : objects) {
            if (faults.size() >= TrafficReader.FLOW_LIMIT) {
                at.error("fault", "more than " + TrafficReader.FLOW_LIMIT + " faults", "write narrower patterns");
                return;
            }
            faults.add(new TimedFault(words + " " + object + suffix, when, make.apply(object), repairAt));
        }
    }

    /** Paths, also by the names of the tunnels that run over them; each once. */
    private List<String> paths(Cursor at) {
        return draft.names.chosen(at, "path", List.of(Kind.PATH, Kind.TUNNEL, Kind.INTER_REGION_CONNECTION)).stream()
                .map(name -> {
                    var tunnel = draft.tunnels.get(name);
                    return tunnel == null ? name : tunnel.value().path();
                })
                .distinct()
                .toList();
    }

    private List<String> sessions(Cursor at) {
        List<String> sessions = draft.names.chosen(at, "session", List.of(Kind.TUNNEL, Kind.VBR));
        for (String session : sessions) {
            var tunnel = draft.tunnels.get(session);
            var vbr = draft.vbrs.get(session);
            boolean runsBgp = tunnel != null && tunnel.value().bgp().isPresent()
                    || vbr != null && vbr.value().bgp().isPresent();
            at.check(
                    "session",
                    runsBgp,
                    "session: " + Quote.of(session) + " runs no BGP",
                    "add enableTunnelsBgp: true to the connection, or bgp to the VBR");
        }
        return sessions;
    }

    /** The one that is named, if it is one; else that has been reported. */
    private Optional<String> transitRouter(Cursor at) {
        Optional<Located<String>> router = at.located("transitRouter", Forms.NAME_FORM);
        router.ifPresent(name -> draft.names.refer(name, Kind.TRANSIT_ROUTER));
        return router.map(Located::value).filter(name -> draft.names.isDeclared(Kind.TRANSIT_ROUTER, name));
    }

    /** What is attached, to this transit router if one is named. */
    private List<String> attached(Cursor at, Optional<String> router) {
        List<String> names = draft.names.chosen(at, "attachment", Attachments.KINDS);
        for (String name : names) {
            List<String> routers =
                    attachments.of(name).stream().map(Attachment::transitRouter).toList();
            at.check(
                    "attachment",
                    !routers.isEmpty(),
                    "attachment: " + Quote.of(name) + " is attached to no transit router",
                    "write attachment: {transitRouter: tr-1} at it");
            at.check(
                    "transitRouter",
                    router.isEmpty() || routers.isEmpty() || routers.contains(router.get()),
                    "transitRouter: " + Quote.of(name) + " is attached to another one",
                    "it is attached to: " + String.join(", ", routers));
            at.check(
                    "transitRouter",
                    router.isEmpty() || !draft.interRegionConnections.containsKey(name),
                    "transitRouter: an inter-region connection goes down at both of its ends",
                    "leave it out");
        }
        return names;
    }

    private List<String> nats(Cursor at) {
        List<String> gateways = draft.names.chosen(at, "customerGateway", List.of(Kind.CUSTOMER_GATEWAY));
        for (String name : gateways) {
            Declared<CustomerGateway> gateway = draft.customerGateways.get(name);
            at.check(
                    "customerGateway",
                    gateway == null || gateway.value().nat().isPresent(),
                    "customerGateway: " + Quote.of(name) + " is behind no NAT",
                    "add nat: {insideAddress: 192.168.1.2} to it");
        }
        return gateways;
    }
}
