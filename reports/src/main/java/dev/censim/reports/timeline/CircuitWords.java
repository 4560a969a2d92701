package dev.censim.reports.timeline;

import dev.censim.facts.BfdCause;
import dev.censim.facts.CircuitFact.VbrHealthCheckMoved;
import dev.censim.facts.CircuitFact.VbrProbeDropped;
import dev.censim.facts.CircuitFact.VbrRoutesSwitched;
import dev.censim.facts.Names;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Time;
import dev.censim.model.address.Prefix;
import dev.censim.reports.metrics.BfdHistory;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The words for what watches over circuits, and what it does to routes. */
final class CircuitWords {

    private final Names names;

    /** Where the last probe or reply of each VBR was lost, by VBR. */
    private final Map<Integer, String> lost = new TreeMap<>();

    CircuitWords(Names names) {
        this.names = names;
    }

    /** Empty when the fact is of another kind, or tells nothing by itself. */
    Optional<Happening> of(Fact fact) {
        if (fact instanceof VbrHealthCheckMoved moved) {
            String cause = lost.remove(moved.actor());
            String failure =
                    "health check failed: " + (cause == null ? "" : cause + ", ") + moved.unanswered() + " unanswered";
            return moved.healthy()
                    ? happening(fact, Kind.VBR_RECOVERED, moved.actor(), "health check answered again")
                    : happening(fact, Kind.VBR_FAILED, moved.actor(), failure);
        } else if (fact instanceof VbrRoutesSwitched moved) {
            String what = moved.prefixes().stream().map(Prefix::toString).collect(Collectors.joining(", ")) + " ("
                    + moved.cause().text() + ")";
            return moved.withdrawn()
                    ? happening(fact, Kind.VBR_FAILED, moved.actor(), "withdraws " + what)
                    : happening(fact, Kind.VBR_RECOVERED, moved.actor(), "returns " + what);
        } else if (fact instanceof VbrProbeDropped dropped) {
            lost.put(
                    dropped.vbr(),
                    (dropped.reply() ? "reply" : "probe") + " dropped at "
                            + names.actors().get(dropped.actor()) + " ("
                            + dropped.cause().text() + ")");
        }
        return Optional.empty();
    }

    private Optional<Happening> happening(Fact fact, Kind kind, int vbr, String detail) {
        return Optional.of(Happening.of(fact.at(), kind, names.actors().get(vbr), detail));
    }

    /** Why BFD went down. */
    static String cause(BfdHistory.Move move) {
        return move.cause() == BfdCause.DETECTION_TIME_EXPIRED
                ? "nothing heard for " + Time.format(move.detection()) + " s"
                : move.cause().text();
    }
}
