package dev.censim.reports.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.HealthCheckMoved;
import dev.censim.facts.NetworkFact.ProbeDropped;
import dev.censim.facts.NetworkFact.RoutesSwitched;
import dev.censim.facts.NetworkFact.TrafficPasses;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the timeline says of health checks and of traffic that waits. */
class TunnelWordsTest {

    private final TunnelWords words =
            new TunnelWords(new Names(List.of("vpn", "dc"), List.of("vpn.tunnel1"), List.of(), List.of(), List.of()));

    private String text(Fact fact) {
        return words.of(fact).orElseThrow().detail();
    }

    @Test
    void failedHealthCheckNamesWhereTheReplyWasLost() {
        assertThat(words.of(new ProbeDropped(7, 1, 0, 3, true, DropCause.NO_ROUTE)))
                .isEmpty();

        assertThat(text(new HealthCheckMoved(9, 0, 0, false, 3)))
                .isEqualTo("health check failed: reply dropped at dc (no route), 3 unanswered");
        assertThat(text(new HealthCheckMoved(18, 0, 0, false, 3))).isEqualTo("health check failed: 3 unanswered");
    }

    @Test
    void routesAreWithdrawnAndReturned() {
        List<Prefix> prefixes = List.of(Prefix.of("172.16.0.0/16"));

        assertThat(text(new RoutesSwitched(9, 0, 0, true, prefixes))).isEqualTo("withdraws 172.16.0.0/16");
        assertThat(text(new RoutesSwitched(9, 0, 0, false, prefixes))).isEqualTo("returns 172.16.0.0/16");
    }

    @Test
    void firstPacketThatPassesTellsOfThoseThatDidNot() {
        assertThat(text(new TrafficPasses(9, 0, 0, Side.CUSTOMER, 2, 100_000_000)))
                .isEqualTo("passes its first packet at the customer after 0.100 s; 2 dropped before");
    }
}
