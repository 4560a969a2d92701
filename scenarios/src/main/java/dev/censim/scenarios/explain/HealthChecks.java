package dev.censim.scenarios.explain;

import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.HealthCheckMoved;
import dev.censim.facts.NetworkFact.ProbeDropped;
import dev.censim.facts.NetworkFact.RoutesSwitched;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.NetworkFact.TunnelReset;
import dev.censim.facts.Side;
import dev.censim.model.policy.HealthCheck;
import dev.censim.model.topology.DataCenterRoute;
import dev.censim.scenarios.read.Position;
import dev.censim.scenarios.read.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The health check of a single-tunnel connection: how it stands, and why its probes are not answered. */
final class HealthChecks {

    private final History history;
    private final Subject subject;
    private final Positions positions;

    HealthChecks(History history, Positions positions) {
        this.history = history;
        this.positions = positions;
        subject = history.subject;
    }

    /** Empty without a health check, which only the cloud's end has. */
    static Optional<Aspect> state(History history, Side side) {
        if (side != Side.CLOUD || check(history.subject).isEmpty()) {
            return Optional.empty();
        }
        Optional<HealthCheckMoved> moved = history.last(HealthCheckMoved.class, move -> true);
        if (moved.isPresent()) {
            HealthCheckMoved last = moved.get();
            return Optional.of(
                    last.healthy()
                            ? new Aspect("answered again", last.at(), "")
                            : new Aspect("failed", last.at(), last.unanswered() + " probes in a row without answer"));
        }
        boolean isUp = history.isUp(Side.CLOUD);
        long since = history.last(TunnelMoved.class, move -> move.side() == Side.CLOUD)
                .map(TunnelMoved::at)
                .orElse(0L);
        return Optional.of(
                isUp ? new Aspect("has not failed", since, "") : new Aspect("rests", since, "the tunnel is down"));
    }

    private static Optional<HealthCheck> check(Subject subject) {
        return subject.connection().healthCheck().filter(HealthCheck::enable);
    }

    /** Present while the check has failed. */
    Optional<Diagnosis> diagnosis() {
        return history.last(HealthCheckMoved.class, move -> true)
                .filter(move -> !move.healthy())
                .flatMap(move -> check(subject).map(check -> failed(move, check)));
    }

    private Diagnosis failed(HealthCheckMoved move, HealthCheck check) {
        Optional<ProbeDropped> drop = history.last(ProbeDropped.class, dropped -> true);
        Optional<RoutesSwitched> routes = history.last(RoutesSwitched.class, switched -> true);
        boolean isWithdrawn = routes.filter(RoutesSwitched::withdrawn).isPresent();
        List<Evidence> evidence = new ArrayList<>(Troubles.faults(history));
        drop.ifPresent(lost -> evidence.add(Evidence.event(lost.at(), fate(lost))));
        evidence.add(Evidence.event(move.at(), move.unanswered() + " probes in a row are without answer"));
        routes.filter(RoutesSwitched::withdrawn)
                .ifPresent(switched -> evidence.add(Evidence.event(
                        switched.at(),
                        "the connection withdraws its routes " + switched.prefixes() + " (Switch Route)")));
        history.last(TunnelReset.class, reset -> true)
                .ifPresent(reset -> evidence.add(Evidence.event(reset.at(), "the health check resets the tunnel")));
        boolean isUnrouted = drop.filter(this::isUnrouted).isPresent();
        String finding = "the probes from " + check.sip() + place("sip") + " to " + check.dip() + place("dip")
                + " get no answer through the tunnel"
                + (isUnrouted ? ": the data centre has no route back to " + check.sip() + "/32" : "");
        return Troubles.trouble(
                Code.HEALTH_CHECK_FAILS,
                isWithdrawn || !history.isUp() ? Severity.CRITICAL : Severity.WARN,
                finding,
                evidence,
                isUnrouted ? returnRoute(check) : otherwise(check, drop));
    }

    private String fate(ProbeDropped drop) {
        return (drop.reply() ? "the reply to probe " : "probe ") + drop.sequence() + " is dropped at "
                + subject.names().actors().get(drop.actor()) + ": "
                + drop.cause().text();
    }

    /** Whether a reply found no way, and the route is missing that the product page asks for. */
    private boolean isUnrouted(ProbeDropped drop) {
        return drop.reply()
                && check(subject)
                        .filter(check ->
                                subject.dataCenter().routes().stream().noneMatch(route -> isReturn(route, check)))
                        .isPresent();
    }

    private boolean isReturn(DataCenterRoute route, HealthCheck check) {
        return route.destination().contains(check.sip())
                && route.connection().equals(subject.connection().name());
    }

    private String returnRoute(HealthCheck check) {
        return "write at the data centre " + subject.dataCenter().name() + ": routes: [{destination: " + check.sip()
                + "/32, nextHop: " + subject.connection().name()
                + "}] (product page, Health Checks, On-Premises route)";
    }

    private String otherwise(HealthCheck check, Optional<ProbeDropped> drop) {
        boolean isOnPath = drop.filter(lost -> lost.cause() == DropCause.PATH_SILENT
                        || lost.cause() == DropCause.PATH_DOWN
                        || lost.cause() == DropCause.PATH_LOSS)
                .isPresent();
        return isOnPath
                ? "repair " + subject.tunnel().path()
                : "see that " + check.dip() + " answers ICMP, and that its replies come back through this tunnel";
    }

    private String place(String key) {
        Optional<Position> written = positions.ofCloud(subject.tunnel().name(), key);
        return written.map(position -> " (" + position + ")").orElse("");
    }
}
