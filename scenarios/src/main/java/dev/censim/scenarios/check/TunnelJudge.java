package dev.censim.scenarios.check;

import dev.censim.kernel.Time;
import dev.censim.model.intent.Expectation.TunnelUpBy;
import dev.censim.reports.metrics.TunnelHistory;
import java.util.OptionalLong;

/** Judges what is expected of a tunnel. */
final class TunnelJudge {

    private TunnelJudge() {}

    /** Holds when there is an instant, not later than the given one, at which both ends were up. */
    static Finding judge(TunnelHistory tunnel, TunnelUpBy expected) {
        OptionalLong up = tunnel.firstUp();
        if (up.isPresent()) {
            return new Finding(up.getAsLong() <= Time.of(expected.by()), "up at " + Finding.seconds(up.getAsLong()));
        }
        TunnelHistory.State best = tunnel.changes().stream()
                .map(TunnelHistory.Change::state)
                .max(Enum::compareTo)
                .orElse(TunnelHistory.State.DOWN);
        return new Finding(
                false, best == TunnelHistory.State.DOWN ? "never up at either end" : "never up at both ends");
    }
}
