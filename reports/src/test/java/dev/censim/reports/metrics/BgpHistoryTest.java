package dev.censim.reports.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.BgpRouteReceived;
import dev.censim.facts.NetworkFact.BgpRouteWithdrawn;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.model.address.Prefix;
import dev.censim.reports.Hub;
import org.junit.jupiter.api.Test;

class BgpHistoryTest {

    private static final Prefix ONE = Prefix.of("172.16.0.0/24");
    private static final Prefix TWO = Prefix.of("172.16.1.0/24");

    @Test
    void theStateIsThatOfTheCloudsEnd() {
        BgpHistory session = history(
                moved(1, Side.CLOUD, BgpState.OPEN_CONFIRM, BgpState.ESTABLISHED),
                moved(2, Side.CUSTOMER, BgpState.ESTABLISHED, BgpState.IDLE));

        assertThat(session.state()).isEqualTo(BgpState.ESTABLISHED);
        assertThat(session.isUp()).isTrue();
    }

    @Test
    void aSessionThatNeverMovedIsIdle() {
        assertThat(history().state()).isEqualTo(BgpState.IDLE);
    }

    @Test
    void prefixesReceivedAreThoseThatTheCloudStillHas() {
        BgpHistory session = history(
                new BgpRouteReceived(1, 0, 0, Side.CLOUD, ONE, 1),
                new BgpRouteReceived(1, 0, 0, Side.CLOUD, TWO, 1),
                new BgpRouteReceived(2, 0, 0, Side.CLOUD, TWO, 2),
                new BgpRouteReceived(2, 0, 0, Side.CUSTOMER, Prefix.DEFAULT, 1),
                new BgpRouteWithdrawn(3, 0, 0, Side.CLOUD, ONE));

        assertThat(session.received()).containsExactly(TWO);
    }

    private static BgpHistory history(Fact... facts) {
        return BgpHistory.of(new Hub(1, 1).names(), Journal.of(facts)).get(0);
    }

    private static Fact moved(long at, Side side, BgpState from, BgpState to) {
        return new BgpMoved(at, 0, 0, side, from, to, BgpCause.PROGRESS);
    }
}
