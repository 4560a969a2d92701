package dev.censim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.live.Inside;
import dev.censim.cli.live.Role;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.ike.IkeOutput.ChildInstalled;
import dev.censim.proto.ike.IkeOutput.IkeSaEstablished;
import dev.censim.proto.ike.IkeOutput.PeerDead;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets through tunnels between our live end and strongSwan's user-space ESP: pings both ways, while SAs change and peers die. */
final class TrafficInterop extends LabTest {

    private static final Ipv4 OURS_INSIDE = Ipv4.of("192.168.7.1");
    private static final Ipv4 THEIRS_INSIDE = Ipv4.of(Lab.INSIDE);

    static Stream<Arguments> everyVersionAndRole() {
        return Arrays.stream(Version.values())
                .flatMap(version -> Arrays.stream(Role.values()).map(role -> Arguments.of(version, role)));
    }

    @BeforeAll
    static void route() {
        lab.routeIntoTunnel(OURS_INSIDE + "/32");
    }

    /** The host behind our end sends so many pings, one a second. */
    private void establish(Setup setup, Role role, int pings) {
        establish(setup, role, new Inside(Optional.of(OURS_INSIDE), Optional.of(THEIRS_INSIDE), pings));
    }

    private static String theyPing(int count, String interval) {
        return lab.inside(
                "ping", "-n", "-q", "-c", "" + count, "-i", interval, "-W", "3", "-I", Lab.INSIDE, "" + OURS_INSIDE);
    }

    private void weAreAnswered(int pings) {
        Lab.await("answers to our pings; dropped: " + peer.drops(), () -> peer.answered() >= pings);
    }

    @ParameterizedTest
    @MethodSource("everyVersionAndRole")
    void pingsAreAnsweredInBothDirections(Version version, Role role) {
        establish(new Setup(version), role, 2);

        assertThat(theyPing(5, "0.1")).contains("5 packets transmitted, 5 received, 0% packet loss");
        weAreAnswered(2);
    }

    @ParameterizedTest
    @MethodSource("everyVersionAndRole")
    void noPingIsLostWhileStrongSwanRekeysTheChildAndTheIkeSa(Version version, Role role) {
        establish(new Setup(version), role, 6);
        CompletableFuture<String> pings = CompletableFuture.supplyAsync(() -> theyPing(300, "0.02"));

        lab.swanctl("--rekey", "--child", "net");
        lab.swanctl("--rekey", "--ike", "lab");
        Lab.await("a second IKE SA", () -> peer.all(IkeSaEstablished.class).size() > 1);
        tunnel.awaitChildUnderNewestIkeSa();
        lab.swanctl("--rekey", "--child", "net");
        Lab.await("a third child SA", () -> peer.all(ChildInstalled.class).size() >= 3);

        assertThat(pings.join()).contains("300 packets transmitted, 300 received, 0% packet loss");
        weAreAnswered(6);
        assertThat(peer.unanswered()).isZero();
        assertThat(peer.drops()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyVersionAndRole")
    void noPingIsLostWhileWeRekeyTheChildAndTheIkeSa(Version version, Role role) {
        establish(new Setup(version).lifetimes(Duration.ofSeconds(8), Duration.ofSeconds(7)), role, 6);

        assertThat(theyPing(500, "0.02")).contains("500 packets transmitted, 500 received, 0% packet loss");

        assertThat(peer.all(ChildInstalled.class)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(peer.all(IkeSaEstablished.class)).hasSizeGreaterThanOrEqualTo(2);
        weAreAnswered(6);
        assertThat(peer.unanswered()).isZero();
        assertThat(peer.drops()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void noPingIsLostWhileTheChildIsRekeyedWithoutPerfectForwardSecrecy(Version version) {
        establish(new Setup(version).withoutPfs(), Role.RESPONDER, 2);
        CompletableFuture<String> pings = CompletableFuture.supplyAsync(() -> theyPing(100, "0.02"));

        lab.swanctl("--rekey", "--child", "net");

        assertThat(pings.join()).contains("100 packets transmitted, 100 received, 0% packet loss");
        assertThat(peer.all(ChildInstalled.class)).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aStrongSwanKilledSilentlyIsFoundDeadAndTheTunnelComesBackWithIt(Version version) {
        establish(new Setup(version).probing(), Role.INITIATOR, 60);
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

    @ParameterizedTest
    @EnumSource
    void weFallSilentAreFoundDeadAndStrongSwanBringsTheTunnelBack(Version version) {
        establish(
                new Setup(version)
                        .theirExtras("dpd_delay = 1s\n    dpd_timeout = 3s")
                        .theirChildExtras("dpd_action = restart"),
                Role.RESPONDER,
                1);
        weAreAnswered(1);

        peer.freeze(true);
        Lab.await("strongSwan to give up", () -> lab.log().contains(version.theirVerdict()));
        peer.freeze(false);

        Lab.await("a second IKE SA", () -> peer.all(IkeSaEstablished.class).size() > 1);
        Lab.await("the tunnel to come back", () -> lab.sas().contains("INSTALLED"));
        assertThat(theyPing(3, "0.1")).contains(" 0% packet loss");
    }
}
