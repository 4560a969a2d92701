package dev.censim.reports.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.IkeExchange;
import dev.censim.facts.IkeFailure;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.address.Prefix;
import dev.censim.model.traffic.Flow;
import dev.censim.reports.Hub;
import dev.censim.reports.metrics.RunFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Hub HUB = new Hub(1, 20);

    @Test
    void bothEndsWithinASecondAreOneThing() {
        assertThat(told(up(1000, 0, Side.CUSTOMER), up(1040, 0, Side.CLOUD)))
                .containsExactly("1.040 s vpn-1.tunnel1 up");
    }

    @Test
    void oneEndAloneIsNamed() {
        assertThat(told(up(1000, 0, Side.CUSTOMER), down(5000, 0, Side.CUSTOMER)))
                .containsExactly(
                        "1.000 s vpn-1.tunnel1 up at the customer", "5.000 s vpn-1.tunnel1 down at the customer");
    }

    @Test
    void endsThatMoveFarApartAreTwoThings() {
        assertThat(told(
                        up(1000, 0, Side.CUSTOMER),
                        up(1000, 0, Side.CLOUD),
                        down(9000, 0, Side.CLOUD),
                        down(20_000, 0, Side.CUSTOMER)))
                .containsExactly(
                        "1.000 s vpn-1.tunnel1 up",
                        "9.000 s vpn-1.tunnel1 down at the cloud",
                        "20.000 s vpn-1.tunnel1 down at the customer");
    }

    @Test
    void manyLikeThingsOfOneMomentAreOneLine() {
        List<Fact> facts = new ArrayList<>();
        for (int tunnel = 0; tunnel < 10; tunnel++) {
            facts.add(up(1000 + 50 * tunnel, tunnel, Side.CUSTOMER));
            facts.add(up(1000 + 50 * tunnel, tunnel, Side.CLOUD));
        }

        assertThat(told(facts.toArray(Fact[]::new))).containsExactly("1.0-1.5 s 10 tunnels up");
    }

    @Test
    void aPingIsToldThereAndBack() {
        Hub hub = new Hub(1, 1).flow("ping", Flow.Kind.PING, 0, 50).flow("app", Flow.Kind.UDP, 0, 50);
        int[] hops = {0, -1, 3, -2, 0};

        assertThat(timeline(hub, 60, new PathTaken(1, 0, 0, 0, hops), new PathTaken(1, 0, 1, 0, hops))
                        .entries())
                .extracting(Entry::text)
                .containsExactly(
                        "ping arriving via vpn-1.tunnel1, back via tunnel2",
                        "app arriving via vpn-1.tunnel1 and vpn-1.tunnel2");
    }

    @Test
    void causesOfBgpAreTold() {
        assertThat(told(
                        bgp(1000, Side.CLOUD, BgpState.OPEN_CONFIRM, BgpState.ESTABLISHED, BgpCause.PROGRESS),
                        bgp(9000, Side.CLOUD, BgpState.ESTABLISHED, BgpState.IDLE, BgpCause.HOLD_TIMER_EXPIRED),
                        bgp(9100, Side.CLOUD, BgpState.IDLE, BgpState.CONNECT, BgpCause.PROGRESS)))
                .containsExactly(
                        "1.000 s BGP vpn-1.tunnel1 up at the cloud",
                        "9.000 s BGP vpn-1.tunnel1 down at the cloud: hold timer expired");
    }

    @Test
    void failedNegotiationsHaveTheirCause() {
        assertThat(told(new IkeFailed(
                        5 * Time.SECOND,
                        0,
                        3,
                        Side.CUSTOMER,
                        IkeFailure.AUTHENTICATION_FAILED,
                        IkeExchange.IKE_AUTH,
                        true)))
                .containsExactly(
                        "5.000 s IKE negotiation failed on vpn-2.tunnel2: AUTHENTICATION_FAILED in IKE_AUTH at the customer");
    }

    @Test
    void failuresOfManyTunnelsInOneLineKeepTheirCauses() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Side side = i % 2 == 0 ? Side.CLOUD : Side.CUSTOMER;
            IkeFailure cause = i % 2 == 0 ? IkeFailure.NO_RESPONSE : IkeFailure.AUTHENTICATION_FAILED;
            facts.add(new IkeFailed(i * 2 * Time.SECOND, 0, i % 4, side, cause, IkeExchange.IKE_AUTH, false));
        }

        assertThat(told(facts.toArray(Fact[]::new)))
                .isNotEmpty()
                .allMatch(line ->
                        line.endsWith("on 4 tunnels: AUTHENTICATION_FAILED in IKE_AUTH, no response in IKE_AUTH"));
    }

    @Test
    void whatDoesNotFitIsCountedAndTheLightestIsLeftOut() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            facts.add(new RouteRemoved(i * 1000 * Time.SECOND, 0, 0, Prefix.DEFAULT));
        }
        facts.add(up(5_500_000, 0, Side.CLOUD));

        Timeline timeline = timeline(HUB, 4, facts.toArray(Fact[]::new));

        assertThat(timeline.entries()).hasSize(4);
        assertThat(timeline.leftOut()).isEqualTo(7);
        assertThat(timeline.entries().get(3).kind()).isEqualTo(Kind.TUNNEL_UP);
    }

    @Test
    void whatHappenedBeforeIsKnownAndNotTold() {
        Timeline timeline = Timeline.of(
                figures(HUB, up(1000, 0, Side.CUSTOMER), up(1000, 0, Side.CLOUD), down(9000, 0, Side.CLOUD)),
                5 * Time.SECOND,
                60);

        assertThat(timeline.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.text()).isEqualTo("vpn-1.tunnel1 down at the cloud"));
    }

    private static List<String> told(Fact... facts) {
        return timeline(HUB, 60, facts).entries().stream()
                .map(entry -> entry.when() + " " + entry.text())
                .toList();
    }

    private static Timeline timeline(Hub hub, int lines, Fact... facts) {
        return Timeline.of(figures(hub, facts), lines);
    }

    private static RunFigures figures(Hub hub, Fact... facts) {
        return RunFigures.of(
                hub.scenario(),
                hub.names(),
                Journal.of(Arrays.asList(facts)),
                0,
                100 * Time.SECOND,
                "0.1.0",
                List.of());
    }

    private static Fact up(long millis, int tunnel, Side side) {
        return new TunnelMoved(millis * Time.MILLISECOND, 0, tunnel, side, true);
    }

    private static Fact down(long millis, int tunnel, Side side) {
        return new TunnelMoved(millis * Time.MILLISECOND, 0, tunnel, side, false);
    }

    private static Fact bgp(long millis, Side side, BgpState from, BgpState to, BgpCause cause) {
        return new BgpMoved(millis * Time.MILLISECOND, 0, 0, side, from, to, cause);
    }
}
