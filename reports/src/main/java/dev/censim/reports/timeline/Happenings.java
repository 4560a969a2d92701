package dev.censim.reports.timeline;

import dev.censim.facts.BfdState;
import dev.censim.facts.BgpState;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.ChangeMade;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.EcmpExceeded;
import dev.censim.facts.NetworkFact.EspPathMoved;
import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.facts.NetworkFact.FaultRepaired;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.NetworkFact.NatMappingForgotten;
import dev.censim.facts.NetworkFact.NatMappingMade;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteNotTaken;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Ipv4;
import dev.censim.reports.metrics.BfdHistory;
import dev.censim.reports.metrics.BgpHistory;
import dev.censim.reports.metrics.FlowRecord;
import dev.censim.reports.metrics.Outage;
import dev.censim.reports.metrics.RunFigures;
import dev.censim.reports.metrics.TunnelHistory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Picks from facts and figures what matters to a person. */
final class Happenings {

    static final String AT_THE = " at the ";
    static final String FIRST_PATH = "arriving via";
    private static final String OTHER_PATH = "now via";

    private final RunFigures run;
    private final Names names;
    private final PathWords words;
    private final List<Happening> happenings = new ArrayList<>();
    /** Why the ESP SAs of a tunnel's end were closed, by tunnel, end and instant. */
    private final Map<String, String> closeCauses = new LinkedHashMap<>();

    private final TunnelWords tunnelWords;
    private final CircuitWords circuitWords;
    private final boolean[] arrivedOnce;

    Happenings(RunFigures run) {
        this.run = run;
        this.names = run.names();
        this.words = new PathWords(run.scenario(), names);
        this.tunnelWords = new TunnelWords(names);
        this.circuitWords = new CircuitWords(names);
        this.arrivedOnce = new boolean[names.flows().size()];
    }

    /** In order. */
    List<Happening> all() {
        run.journal().forEach(this::take);
        for (int tunnel = 0; tunnel < run.tunnels().size(); tunnel++) {
            tunnel(tunnel, run.tunnels().get(tunnel));
        }
        run.sessions().forEach(this::session);
        BfdHistory.of(run.scenario(), names, run.journal()).forEach(this::failureDetection);
        run.flows().forEach(this::outages);
        happenings.sort(Comparator.comparingLong(Happening::at).thenComparing(Happening::kind));
        return happenings;
    }

    private void take(Fact fact) {
        if (fact instanceof FaultApplied applied) {
            acted(fact.at(), Kind.FAULT, applied.fault().text());
        } else if (fact instanceof FaultRepaired repaired) {
            acted(fact.at(), Kind.REPAIR, repaired.fault().text());
        } else if (fact instanceof ChangeMade made) {
            acted(fact.at(), Kind.CHANGE, made.change().text());
        } else if (fact instanceof ChildSaClosed closed) {
            closeCauses.putIfAbsent(
                    key(closed.tunnel(), closed.side(), closed.at()),
                    closed.cause().text());
        } else if (fact instanceof IkeFailed failed) {
            String end = failed.side().text();
            add(
                    fact.at(),
                    Kind.IKE_FAILED,
                    names.tunnels().get(failed.tunnel()),
                    failed.cause().text(failed.exchange()) + " in "
                            + failed.exchange().text() + AT_THE + end);
        } else if (fact instanceof NatMappingMade made) {
            String peer = new Ipv4(made.remoteAddress()) + ":" + made.remotePort();
            String ports = "UDP " + made.insidePort() + " to " + peer + " leaves from " + made.outsidePort();
            add(fact.at(), Kind.NAT_MAPPED, names.actors().get(fact.actor()), ports);
        } else if (fact instanceof NatMappingForgotten forgotten) {
            add(
                    fact.at(),
                    Kind.NAT_FORGOT,
                    names.actors().get(fact.actor()),
                    forgotten.cause().text());
        } else if (fact instanceof EspPathMoved moved) {
            String where = moved.remotePort() == 0
                    ? "without UDP"
                    : "within UDP to " + new Ipv4(moved.remoteAddress()) + ":" + moved.remotePort();
            String detail = where + " from the " + moved.side().text();
            add(fact.at(), Kind.ESP_PATH, names.tunnels().get(moved.tunnel()), detail);
        } else if (fact instanceof RouteInstalled route) {
            route(fact.at(), route.table(), route.prefix().toString(), via(route));
        } else if (fact instanceof RouteRemoved route) {
            route(fact.at(), route.table(), route.prefix().toString(), "gone");
        } else if (fact instanceof RouteNotTaken route) {
            route(fact.at(), route.table(), route.prefix().toString(), "not taken: the table is full");
        } else if (fact instanceof EcmpExceeded exceeded) {
            route(fact.at(), exceeded.table(), exceeded.prefix().toString(), ecmp(exceeded));
        } else if (fact instanceof PathTaken path) {
            path(path);
        } else {
            tunnelWords.of(fact).or(() -> circuitWords.of(fact)).ifPresent(happenings::add);
        }
    }

    private void add(long at, Kind kind, String subject, String detail) {
        happenings.add(Happening.of(at, kind, subject, detail));
    }

    /** @param text an action and, behind the first space, what it is done to */
    private void acted(long at, Kind kind, String text) {
        int space = text.indexOf(' ');
        String action = space < 0 ? text : text.substring(0, space);
        String rest = space < 0 ? "" : text.substring(space + 1);
        add(at, kind, rest, action);
    }

    private void route(long at, int table, String prefix, String change) {
        happenings.add(new Happening(at, Kind.ROUTE, prefix, names.tables().get(table), change, 0));
    }

    private String via(RouteInstalled route) {
        return route.nextHops().isEmpty()
                ? route.source().text()
                : "via " + route.nextHops().stream().map(names::hop).collect(Collectors.joining(", "));
    }

    private String ecmp(EcmpExceeded exceeded) {
        return exceeded.unused().isEmpty()
                ? "via all of its equals again"
                : "not via " + exceeded.unused().stream().map(names::hop).collect(Collectors.joining(", "))
                        + ": more equal routes than share traffic";
    }

    private void path(PathTaken path) {
        boolean first = !arrivedOnce[path.flow()];
        arrivedOnce[path.flow()] = true;
        String change = first ? FIRST_PATH : OTHER_PATH;
        happenings.add(new Happening(
                path.at(), Kind.PATH, names.flows().get(path.flow()), change, change + " " + words.of(path), 0));
    }

    private void tunnel(int tunnel, TunnelHistory history) {
        Ends<TunnelHistory.Move> ends = new Ends<>(history.moves(), TunnelHistory.Move::at, TunnelHistory.Move::side);
        for (TunnelHistory.Move move : history.moves()) {
            ends.tell(move, other -> other.up() == move.up(), (second, both) -> {
                long at = move.up() ? second : move.at();
                String cause = move.up() ? "" : closeCauses.getOrDefault(key(tunnel, move.side(), move.at()), "");
                add(
                        at,
                        move.up() ? Kind.TUNNEL_UP : Kind.TUNNEL_DOWN,
                        history.name(),
                        detail(move.side(), both, cause));
            });
        }
    }

    private void session(BgpHistory history) {
        List<BgpHistory.Move> moves =
                history.moves().stream().filter(BgpHistory.Move::crosses).toList();
        Ends<BgpHistory.Move> ends = new Ends<>(moves, BgpHistory.Move::at, BgpHistory.Move::side);
        for (BgpHistory.Move move : moves) {
            boolean up = move.to() == BgpState.ESTABLISHED;
            ends.tell(move, other -> (other.to() == BgpState.ESTABLISHED) == up, (second, both) -> {
                long at = up ? second : move.at();
                String cause = up ? "" : move.cause().text();
                add(at, up ? Kind.BGP_UP : Kind.BGP_DOWN, history.name(), detail(move.side(), both, cause));
            });
        }
    }

    private void failureDetection(BfdHistory history) {
        List<BfdHistory.Move> moves =
                history.moves().stream().filter(BfdHistory.Move::crosses).toList();
        Ends<BfdHistory.Move> ends = new Ends<>(moves, BfdHistory.Move::at, BfdHistory.Move::side);
        for (BfdHistory.Move move : moves) {
            boolean up = move.to() == BfdState.UP;
            ends.tell(move, other -> (other.to() == BfdState.UP) == up, (second, both) -> {
                long at = up ? second : move.at();
                String cause = up ? "" : CircuitWords.cause(move);
                add(at, up ? Kind.BFD_UP : Kind.BFD_DOWN, history.name(), detail(move.side(), both, cause));
            });
        }
    }

    private static String detail(Side side, boolean both, String cause) {
        String end = both ? "" : "at the " + side.text();
        return cause.isEmpty() || end.isEmpty() ? end + cause : end + ": " + cause;
    }

    private void outages(FlowRecord flow) {
        for (Outage outage : flow.outages()) {
            happenings.add(new Happening(outage.from(), Kind.OUTAGE, flow.name(), "", "", 0));
            if (!outage.open()) {
                happenings.add(new Happening(outage.to(), Kind.RECOVERY, flow.name(), "", "", outage.length()));
            }
        }
    }

    private static String key(int tunnel, Side side, long at) {
        return tunnel + " " + side.ordinal() + " " + at;
    }
}
