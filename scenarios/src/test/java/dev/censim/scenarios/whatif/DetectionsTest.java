package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BfdCause;
import dev.censim.facts.BfdState;
import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.CircuitFact.BfdMoved;
import dev.censim.facts.CloseCause;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.HealthCheckMoved;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.NetworkFact.TunnelReset;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Actor 0 is the cloud's end of a tunnel, actor 1 the customer's, actor 2 a VBR. */
class DetectionsTest {

    private static final Names NAMES = new Names(
            List.of("vpn", "cgw", "vbr"), List.of("vpn.tunnel1"), List.of("vpn.tunnel1", "vbr"), List.of(), List.of());

    private static List<Detection> of(Fact... facts) {
        Detections detections = new Detections(NAMES);
        Stream.of(facts).forEach(detections::take);
        return detections.all();
    }

    private static Fact closed(long at, CloseCause cause) {
        return new ChildSaClosed(at, 0, 0, Side.CLOUD, 1, 2, cause);
    }

    private static Fact down(long at) {
        return new TunnelMoved(at, 0, 0, Side.CLOUD, false);
    }

    private static Fact sessionDown(long at, BgpCause cause) {
        return new BgpMoved(at, 0, 0, Side.CLOUD, BgpState.ESTABLISHED, BgpState.IDLE, cause);
    }

    private static Detection tunnel(long at, Detector by) {
        return new Detection(at, 0, Names.hopInto(0), by);
    }

    @Test
    void whatFollowsFromADeadPeerIsNoDetectionOfItsOwn() {
        assertThat(of(
                        new PeerDead(30, 0, 0, Side.CLOUD),
                        closed(30, CloseCause.PEER_DEAD),
                        down(30),
                        sessionDown(30, BgpCause.DEVICE_LOST)))
                .containsExactly(tunnel(30, Detector.DPD));
    }

    @Test
    void tunnelThatGoesDownWithItsSasSaysWhatTookThem() {
        assertThat(of(closed(5, CloseCause.PEER_DEAD), down(5))).containsExactly(tunnel(5, Detector.DPD));
        assertThat(of(closed(5, CloseCause.PEER_DELETED), down(5))).containsExactly(tunnel(5, Detector.SESSION_CLOSED));
        assertThat(of(closed(5, CloseCause.LOST), down(5))).containsExactly(tunnel(5, Detector.LINK));
        assertThat(of(closed(5, CloseCause.EXPIRED), down(5))).isEmpty();
    }

    @Test
    void tunnelThatGoesDownWithItsSasInPlaceHasLostItsLink() {
        assertThat(of(closed(4, CloseCause.PEER_DEAD), down(5))).containsExactly(tunnel(5, Detector.LINK));
        assertThat(of(new ChildSaClosed(5, 1, 0, Side.CUSTOMER, 2, 1, CloseCause.PEER_DEAD), down(5)))
                .containsExactly(tunnel(5, Detector.LINK));
    }

    @Test
    void resetByAHealthCheckIsFoundByTheHealthCheck() {
        assertThat(of(
                        new HealthCheckMoved(9, 0, 0, false, 3),
                        new TunnelReset(9, 0, 0, Side.CLOUD),
                        closed(9, CloseCause.CLOSED),
                        down(9)))
                .containsExactly(tunnel(9, Detector.HEALTH_CHECK));
    }

    @Test
    void sessionSaysWhetherItHeardNothingOrWasTold() {
        assertThat(of(sessionDown(3, BgpCause.HOLD_TIMER_EXPIRED))).containsExactly(tunnel(3, Detector.HOLD_TIMER));
        assertThat(of(sessionDown(3, BgpCause.NOTIFICATION_RECEIVED)))
                .containsExactly(tunnel(3, Detector.SESSION_CLOSED));
        assertThat(of(new BgpMoved(3, 0, 0, Side.CLOUD, BgpState.CONNECT, BgpState.IDLE, BgpCause.CONNECTION_LOST)))
                .as("a session that was not established has found nothing")
                .isEmpty();
    }

    @Test
    void sessionOfACircuitConcernsItsVbr() {
        assertThat(of(
                        new BfdMoved(
                                3, 2, 1, Side.CLOUD, BfdState.UP, BfdState.DOWN, BfdCause.DETECTION_TIME_EXPIRED, 3),
                        new BgpMoved(3, 2, 1, Side.CLOUD, BgpState.ESTABLISHED, BgpState.IDLE, BgpCause.BFD_DOWN)))
                .containsExactly(new Detection(3, 2, 2, Detector.BFD));
    }

    @Test
    void twoDevicesMayFindOutAtOneInstant() {
        assertThat(of(new PeerDead(7, 0, 0, Side.CLOUD), new PeerDead(7, 1, 0, Side.CUSTOMER)))
                .extracting(Detection::actor)
                .containsExactly(0, 1);
    }

    @Test
    void detectionConcernsWhatPassesItsDeviceAndItsTunnel() {
        Detection found = tunnel(1, Detector.DPD);

        assertThat(found.isOn(new int[] {5, 0, Names.hopInto(0), 1})).isTrue();
        assertThat(found.isOn(new int[] {5, 0, Names.hopInto(1), 1})).isFalse();
        assertThat(found.isOn(new int[] {Names.hopInto(0), 1})).isFalse();
    }
}
