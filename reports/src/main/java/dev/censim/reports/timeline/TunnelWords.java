package dev.censim.reports.timeline;

import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.HealthCheckMoved;
import dev.censim.facts.NetworkFact.ProbeDropped;
import dev.censim.facts.NetworkFact.RoutesSwitched;
import dev.censim.facts.NetworkFact.TrafficAwaited;
import dev.censim.facts.NetworkFact.TrafficPasses;
import dev.censim.facts.NetworkFact.TunnelReset;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Time;
import dev.censim.model.address.Prefix;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words for what a health check does to a tunnel, and for traffic that waits for one. */
final class TunnelWords {

    private final Names names;

    /** Where the last probe or reply of each tunnel was lost, by tunnel. */
    private final @Nullable String[] lost;

    TunnelWords(Names names) {
        this.names = names;
        lost = new String[names.tunnels().size()];
    }

    /** Empty when the fact is of another kind, or tells nothing by itself. */
    Optional<Happening> of(Fact fact) {
        if (fact instanceof HealthCheckMoved moved) {
            String cause = lost[moved.tunnel()];
            lost[moved.tunnel()] = null;
            String failure =
                    "health check failed: " + (cause == null ? "" : cause + ", ") + moved.unanswered() + " unanswered";
            return moved.healthy()
                    ? happening(fact, Kind.HEALTH_RECOVERED, moved.tunnel(), "health check answered again")
                    : happening(fact, Kind.HEALTH_FAILED, moved.tunnel(), failure);
        } else if (fact instanceof RoutesSwitched moved) {
            String prefixes = moved.prefixes().stream().map(Prefix::toString).collect(Collectors.joining(", "));
            return moved.withdrawn()
                    ? happening(fact, Kind.HEALTH_FAILED, moved.tunnel(), "withdraws " + prefixes)
                    : happening(fact, Kind.HEALTH_RECOVERED, moved.tunnel(), "returns " + prefixes);
        } else if (fact instanceof TunnelReset reset) {
            return happening(fact, Kind.HEALTH_FAILED, reset.tunnel(), "reset by its health check");
        } else if (fact instanceof TrafficAwaited awaited) {
            String text =
                    "wanted by a packet" + Happenings.AT_THE + awaited.side().text() + ", negotiation begins";
            return happening(fact, Kind.DEMAND, awaited.tunnel(), text);
        } else if (fact instanceof TrafficPasses passes) {
            String text = "passes its first packet" + Happenings.AT_THE
                    + passes.side().text() + " after " + Time.format(passes.waited()) + " s; " + passes.dropped()
                    + " dropped before";
            return happening(fact, Kind.DEMAND, passes.tunnel(), text);
        } else if (fact instanceof ProbeDropped dropped) {
            lost[dropped.tunnel()] = (dropped.reply() ? "reply" : "probe") + " dropped at "
                    + names.actors().get(dropped.actor()) + " ("
                    + dropped.cause().text() + ")";
        }
        return Optional.empty();
    }

    private Optional<Happening> happening(Fact fact, Kind kind, int tunnel, String detail) {
        return Optional.of(Happening.of(fact.at(), kind, names.tunnels().get(tunnel), detail));
    }
}
