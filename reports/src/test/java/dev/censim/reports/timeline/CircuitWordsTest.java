package dev.censim.reports.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BfdCause;
import dev.censim.facts.BfdState;
import dev.censim.facts.CircuitFact.VbrHealthCheckMoved;
import dev.censim.facts.CircuitFact.VbrProbeDropped;
import dev.censim.facts.CircuitFact.VbrRoutesSwitched;
import dev.censim.facts.DropCause;
import dev.censim.facts.Names;
import dev.censim.facts.Side;
import dev.censim.facts.VbrSwitchCause;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Prefix;
import dev.censim.reports.metrics.BfdHistory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the timeline says of a circuit's watchers. */
class CircuitWordsTest {

    private final CircuitWords words =
            new CircuitWords(new Names(List.of("vbr", "dc"), List.of(), List.of("vbr"), List.of(), List.of()));

    private String text(Fact fact) {
        return words.of(fact).orElseThrow().detail();
    }

    @Test
    void failedHealthCheckNamesWhereTheReplyWasLost() {
        assertThat(words.of(new VbrProbeDropped(7, 1, 0, 3, true, DropCause.NO_ROUTE)))
                .isEmpty();

        assertThat(text(new VbrHealthCheckMoved(9, 0, false, 8)))
                .isEqualTo("health check failed: reply dropped at dc (no route), 8 unanswered");
        assertThat(text(new VbrHealthCheckMoved(18, 0, true, 0))).isEqualTo("health check answered again");
    }

    @Test
    void routesAreWithdrawnAndReturnedByWhomever() {
        List<Prefix> prefixes = List.of(Prefix.of("172.16.0.0/16"));

        assertThat(text(new VbrRoutesSwitched(9, 0, true, VbrSwitchCause.FAILOVER_GROUP, prefixes)))
                .isEqualTo("withdraws 172.16.0.0/16 (failover group)");
        assertThat(text(new VbrRoutesSwitched(9, 0, false, VbrSwitchCause.HEALTH_CHECK, prefixes)))
                .isEqualTo("returns 172.16.0.0/16 (health check)");
    }

    @Test
    void silenceIsToldWithItsLength() {
        assertThat(CircuitWords.cause(down(BfdCause.DETECTION_TIME_EXPIRED))).isEqualTo("nothing heard for 0.900 s");
        assertThat(CircuitWords.cause(down(BfdCause.NEIGHBOR_DOWN))).isEqualTo("neighbor signaled session down");
    }

    private static BfdHistory.Move down(BfdCause cause) {
        return new BfdHistory.Move(1, Side.CLOUD, BfdState.UP, BfdState.DOWN, cause, 900_000_000);
    }
}
