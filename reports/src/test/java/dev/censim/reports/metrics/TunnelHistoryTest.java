package dev.censim.reports.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.CloseCause;
import dev.censim.facts.NetworkFact.IkeSaClosed;
import dev.censim.facts.NetworkFact.IkeSaEstablished;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.reports.Hub;
import dev.censim.reports.metrics.TunnelHistory.Change;
import dev.censim.reports.metrics.TunnelHistory.State;
import org.junit.jupiter.api.Test;

class TunnelHistoryTest {

    @Test
    void aTunnelIsUpOnlyWhenBothEndsAre() {
        TunnelHistory tunnel = history(moved(5, Side.CUSTOMER, true), moved(7, Side.CLOUD, true));

        assertThat(tunnel.changes())
                .containsExactly(new Change(0, State.DOWN), new Change(5, State.ONE_SIDED), new Change(7, State.UP));
        assertThat(tunnel.firstUp()).hasValue(7);
        assertThat(tunnel.state()).isEqualTo(State.UP);
    }

    @Test
    void aTunnelThatOneEndHasGivenUpIsOneSided() {
        TunnelHistory tunnel =
                history(moved(5, Side.CUSTOMER, true), moved(7, Side.CLOUD, true), moved(60, Side.CLOUD, false));

        assertThat(tunnel.state().text()).isEqualTo("one-sided");
    }

    @Test
    void aStateThatLastedNoTimeIsLeftOut() {
        TunnelHistory tunnel = history(
                moved(5, Side.CUSTOMER, true),
                moved(5, Side.CLOUD, true),
                moved(9, Side.CLOUD, false),
                moved(9, Side.CLOUD, true));

        assertThat(tunnel.changes()).containsExactly(new Change(0, State.DOWN), new Change(5, State.UP));
    }

    @Test
    void anSaThatBothEndsNoteIsOneSetUp() {
        TunnelHistory tunnel = history(established(1, Side.CLOUD, 10), established(2, Side.CUSTOMER, 10));

        assertThat(tunnel.ikeSetups()).isEqualTo(1);
    }

    @Test
    void aRekeyingIsNoSetUp() {
        TunnelHistory tunnel = history(
                established(1, Side.CLOUD, 10),
                established(2, Side.CUSTOMER, 10),
                established(50, Side.CLOUD, 11),
                established(51, Side.CUSTOMER, 11),
                closed(52, Side.CLOUD, 10),
                closed(53, Side.CUSTOMER, 10));

        assertThat(tunnel.ikeSetups()).isEqualTo(1);
    }

    @Test
    void aSetUpAfterACrashCountsAlthoughTheOtherEndHasNotNoticed() {
        TunnelHistory tunnel = history(
                established(1, Side.CLOUD, 10),
                established(2, Side.CUSTOMER, 10),
                closed(50, Side.CUSTOMER, 10),
                established(70, Side.CUSTOMER, 11),
                established(71, Side.CLOUD, 11));

        assertThat(tunnel.ikeSetups()).isEqualTo(2);
    }

    @Test
    void everyEndThatGivesUpItsPeerIsADpdTimeout() {
        TunnelHistory tunnel = history(
                new PeerDead(90, 0, 0, Side.CLOUD),
                new PeerDead(91, 0, 0, Side.CUSTOMER),
                new PeerDead(91, 0, 1, Side.CLOUD));

        assertThat(tunnel.dpdTimeouts()).isEqualTo(2);
    }

    private static TunnelHistory history(Fact... facts) {
        return TunnelHistory.of(new Hub(1, 1).names(), Journal.of(facts)).get(0);
    }

    private static Fact moved(long at, Side side, boolean up) {
        return new TunnelMoved(at, 0, 0, side, up);
    }

    private static Fact established(long at, Side side, long spi) {
        return new IkeSaEstablished(at, 0, 0, side, spi, spi, side == Side.CUSTOMER);
    }

    private static Fact closed(long at, Side side, long spi) {
        return new IkeSaClosed(at, 0, 0, side, spi, spi, CloseCause.REPLACED);
    }
}
