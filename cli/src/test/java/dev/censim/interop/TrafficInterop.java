package dev.censim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.live.Inside;
import dev.censim.cli.live.Role;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.ike.IkeOutput.ChildInstalled;
import dev.censim.proto.ike.IkeOutput.IkeSaEstablished;
import dev.censim.proto.ike.IkeOutput.PeerDead;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets through tunnels between our live end and strongSwan's user-space ESP: pings both ways, while SAs change and peers die. */
final class TrafficInterop {

    private static final Ipv4 OURS_INSIDE = Ipv4.of("192.168.7.1");
    private static final Ipv4 THEIRS_INSIDE = Ipv4.of(Lab.INSIDE);

    private static Lab lab;
    private Peer peer;

    @BeforeAll
    static void open() {
        Lab.require();
        lab = new Lab();
        lab.routeIntoTunnel(OURS_INSIDE + "/32");
    }

    @AfterAll
    static void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @AfterEach
    void part() {
        if (peer != null) {
            peer.close();
        }
        if (lab != null) {
            lab.forget();
        }
    }

    private void establish(Setup setup, Role role, int pings) {
        lab.load(setup.theirs(lab));
        peer = new Peer(
                setup.ours(lab, role == Role.INITIATOR),
                role,
                new Inside(Optional.of(OURS_INSIDE), Optional.of(THEIRS_INSIDE), pings));
        if (role == Role.RESPONDER) {
            assertThat(lab.initiate()).contains("initiate completed successfully");
        }
        peer.await(IkeSaEstablished.class);
        peer.await(ChildInstalled.class);
        Lab.await("strongSwan to have the child SA", () -> lab.sas().contains("INSTALLED"));
    }

    private static String theyPing(int count, String interval) {
        return lab.inside(
                "ping", "-n", "-q", "-c", "" + count, "-i", interval, "-W", "3", "-I", Lab.INSIDE, "" + OURS_INSIDE);
    }

    private void weAreAnswered(int pings) {
        Lab.await("answers to our pings; dropped: " + peer.drops(), () -> peer.answered() >= pings);
    }

    @ParameterizedTest
    @EnumSource
    void pingsAreAnsweredInBothDirections(Role role) {
        establish(new Setup(), role, 2);

        assertThat(theyPing(5, "0.1")).contains("5 packets transmitted, 5 received, 0% packet loss");
        weAreAnswered(2);
    }

    @ParameterizedTest
    @EnumSource
    void noPingIsLostWhileStrongSwanRekeysTheChildAndTheIkeSa(Role role) {
        establish(new Setup(), role, 6);
        CompletableFuture<String> pings = CompletableFuture.supplyAsync(() -> theyPing(300, "0.02"));

        lab.swanctl("--rekey", "--child", "net");
        lab.swanctl("--rekey", "--ike", "lab");
        Lab.await("a second IKE SA", () -> peer.all(IkeSaEstablished.class).size() > 1);
        lab.swanctl("--rekey", "--child", "net");

        assertThat(pings.join()).contains("300 packets transmitted, 300 received, 0% packet loss");
        assertThat(peer.all(ChildInstalled.class)).hasSizeGreaterThanOrEqualTo(3);
        weAreAnswered(6);
        assertThat(peer.unanswered()).isZero();
        assertThat(peer.drops()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noPingIsLostWhileWeRekeyTheChildAndTheIkeSa(Role role) {
        establish(new Setup().lifetimes(Duration.ofSeconds(5), Duration.ofSeconds(4)), role, 6);

        assertThat(theyPing(400, "0.02")).contains("400 packets transmitted, 400 received, 0% packet loss");

        assertThat(peer.all(ChildInstalled.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(peer.all(IkeSaEstablished.class)).hasSizeGreaterThanOrEqualTo(2);
        weAreAnswered(6);
        assertThat(peer.unanswered()).isZero();
        assertThat(peer.drops()).isEmpty();
    }

    @Test
    void noPingIsLostWhileTheChildIsRekeyedWithoutPerfectForwardSecrecy() {
        establish(new Setup().withoutPfs(), Role.RESPONDER, 2);
        CompletableFuture<String> pings = CompletableFuture.supplyAsync(() -> theyPing(100, "0.02"));

        lab.swanctl("--rekey", "--child", "net");

        assertThat(pings.join()).contains("100 packets transmitted, 100 received, 0% packet loss");
        assertThat(peer.all(ChildInstalled.class)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aStrongSwanKilledSilentlyIsFoundDeadAndTheTunnelComesBackWithIt() {
        establish(new Setup().probing(), Role.INITIATOR, 60);
        weAreAnswered(1);

        lab.crash();
        peer.await(PeerDead.class);
        lab.restart();
        lab.routeIntoTunnel(OURS_INSIDE + "/32");
        lab.reload();

        Lab.await("the tunnel to come back", () -> lab.sas().contains("INSTALLED"));
        int before = peer.answered();
        Lab.await("an answer through the new tunnel", () -> peer.answered() > before);
        assertThat(theyPing(3, "0.1")).contains(" 0% packet loss");
    }

    @Test
    void weFallSilentAreFoundDeadAndStrongSwanBringsTheTunnelBack() {
        establish(
                new Setup().theirExtras("dpd_delay = 1s").theirChildExtras("dpd_action = restart"), Role.RESPONDER, 1);
        weAreAnswered(1);

        peer.freeze(true);
        Lab.await("strongSwan to give up", () -> lab.log().contains("giving up after 3 retransmits"));
        peer.freeze(false);

        Lab.await("a second IKE SA", () -> peer.all(IkeSaEstablished.class).size() > 1);
        Lab.await("the tunnel to come back", () -> lab.sas().contains("INSTALLED"));
        assertThat(theyPing(3, "0.1")).contains(" 0% packet loss");
    }
}
