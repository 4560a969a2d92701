package dev.censim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.live.Role;
import dev.censim.proto.ike.IkeCloseCause;
import dev.censim.proto.ike.IkeOutput.Alive;
import dev.censim.proto.ike.IkeOutput.ChildClosed;
import dev.censim.proto.ike.IkeOutput.ChildInstalled;
import dev.censim.proto.ike.IkeOutput.EspPath;
import dev.censim.proto.ike.IkeOutput.Failed;
import dev.censim.proto.ike.IkeOutput.IkeSaClosed;
import dev.censim.proto.ike.IkeOutput.IkeSaEstablished;
import dev.censim.proto.ike.IkeOutput.PeerDead;
import dev.censim.proto.ike.UdpPath;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of IKEv1's SAs in both modes, as strongSwan judges it: liveness, rekeying, DELETE, the float to port 4500. */
final class Ikev1Interop extends LabTest {

    static Stream<Arguments> bothModesAndRoles() {
        return Stream.of(Version.IKEV1_MAIN, Version.IKEV1_AGGRESSIVE)
                .flatMap(version -> Arrays.stream(Role.values()).map(role -> Arguments.of(version, role)));
    }

    /** strongSwan says that it is behind a NAT, for its user-space ESP wants UDP around it (RFC 3947 section 4). */
    @ParameterizedTest
    @MethodSource("bothModesAndRoles")
    void bothEndsGoOnToPort4500(Version version, Role role) {
        establish(new Setup(version), role);

        UdpPath path = peer.last(EspPath.class).path().orElseThrow();
        assertThat(path.localPort()).isEqualTo(4500);
        assertThat(path.remotePort()).isEqualTo(4500);
        assertThat(lab.sas())
                .contains("@ " + lab.ours + "[4500]", "@ " + lab.theirs + "[4500]")
                .contains("TUNNEL-in-UDP");
    }

    @ParameterizedTest
    @MethodSource("bothModesAndRoles")
    void weAskWhetherStrongSwanLives(Version version, Role role) {
        establish(new Setup(version).probing(), role);

        peer.await(Alive.class, Alive::asked);
        Lab.await("a second answer", () -> peer.all(Alive.class).size() > 1);
        assertThat(lab.log()).contains("N(DPD)", "N(DPD_ACK)");
        assertThat(peer.all(PeerDead.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bothModesAndRoles")
    void strongSwanAsksWhetherWeLive(Version version, Role role) {
        establish(new Setup(version).theirExtras("dpd_delay = 1s\n    dpd_timeout = 10s"), role);

        peer.await(Alive.class, alive -> !alive.asked());
        Lab.await("a second question", () -> peer.all(Alive.class).size() > 1);
        assertThat(lab.sas()).contains("ESTABLISHED");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void aStrongSwanThatHangsIsFoundDead(Version version) {
        establish(new Setup(version).probing(), Role.RESPONDER);
        lab.freeze(true);
        try {
            peer.await(PeerDead.class);
            assertThat(peer.await(IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DEAD);
        } finally {
            lab.freeze(false);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void weHangAndAreFoundDead(Version version) {
        establish(new Setup(version).theirExtras("dpd_delay = 1s\n    dpd_timeout = 3s"), Role.RESPONDER);

        peer.freeze(true);

        Lab.await("strongSwan to give up", () -> lab.log().contains(version.theirVerdict()));
        Lab.await("strongSwan to forget the tunnel", () -> lab.sas().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("bothModesAndRoles")
    void weRekeyTheChild(Version version, Role role) {
        establish(new Setup(version).lifetimes(Duration.ZERO, Duration.ofSeconds(4)), role);
        int first = peer.await(ChildInstalled.class).child().spiIn();

        peer.await(
                ChildInstalled.class,
                installed -> installed.child().replacesSpiIn().equals(OptionalInt.of(first)));

        Lab.await(
                "strongSwan to drop the old child",
                () -> !lab.sas().contains(String.format(Locale.ROOT, "out %08x", first)));
        assertThat(peer.all(Failed.class)).isEmpty();
        Lab.await("a child that is not being rekeyed again", () -> lab.sas().contains("INSTALLED"));
    }

    /** strongSwan keeps the old child until its lifetime is over, and takes packets through either. */
    @ParameterizedTest
    @MethodSource("bothModesAndRoles")
    void strongSwanRekeysTheChild(Version version, Role role) {
        establish(new Setup(version), role);

        lab.swanctl("--rekey", "--child", "net");

        Lab.await("a second child", () -> peer.all(ChildInstalled.class).size() == 2);
        Lab.await("strongSwan to have it", () -> lab.sas().contains("REKEYED"));
        tunnel.sameSpis();
        tunnel.sameChildKeys(Role.RESPONDER);
    }

    @ParameterizedTest
    @MethodSource("bothModesAndRoles")
    void aChildIsRekeyedWithoutPerfectForwardSecrecy(Version version, Role role) {
        establish(new Setup(version).withoutPfs(), role);

        lab.swanctl("--rekey", "--child", "net");

        Lab.await("a second child", () -> peer.all(ChildInstalled.class).size() == 2);
        Lab.await("strongSwan to have it", () -> lab.sas().contains("REKEYED"));
        tunnel.sameSpis();
        tunnel.sameChildKeys(Role.RESPONDER);
    }

    /** A new phase 1 (RFC 2408 section 4.3); the children live on. */
    @ParameterizedTest
    @MethodSource("bothModesAndRoles")
    void weReplaceTheIsakmpSa(Version version, Role role) {
        establish(new Setup(version).lifetimes(Duration.ofSeconds(6), Duration.ZERO), role);

        Lab.await("a second ISAKMP SA", () -> peer.all(IkeSaEstablished.class).size() > 1);

        peer.await(IkeSaClosed.class);
        assertThat(peer.all(ChildClosed.class)).isEmpty();
        assertThat(lab.sas()).contains("INSTALLED");
        assertThat(peer.all(Failed.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bothModesAndRoles")
    void strongSwanReplacesTheIsakmpSaAndThenTheChild(Version version, Role role) {
        establish(new Setup(version), role);

        lab.swanctl("--rekey", "--ike", "lab");

        Lab.await("a second ISAKMP SA", () -> peer.all(IkeSaEstablished.class).size() > 1);
        tunnel.awaitChildUnderNewestIkeSa();
        assertThat(peer.all(ChildClosed.class)).isEmpty();
        tunnel.sameSpis();

        lab.swanctl("--rekey", "--child", "net");
        Lab.await("a second child", () -> peer.all(ChildInstalled.class).size() == 2);
        Lab.await("strongSwan to have it", () -> lab.sas().contains("REKEYED"));
        tunnel.sameSpis();
    }

    @ParameterizedTest
    @MethodSource("bothModesAndRoles")
    void weDelete(Version version, Role role) {
        establish(new Setup(version), role);

        peer.part();

        Lab.await("strongSwan to forget the tunnel", () -> lab.sas().isEmpty());
        assertThat(lab.log()).contains("received DELETE for IKE_SA");
        assertThat(peer.await(IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.CLOSED);
    }

    @ParameterizedTest
    @MethodSource("bothModesAndRoles")
    void strongSwanDeletes(Version version, Role role) {
        establish(new Setup(version), role);

        assertThat(lab.attempt("--terminate", "--ike", "lab", "--timeout", "10"))
                .contains("completed successfully");

        assertThat(peer.await(ChildClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
        assertThat(peer.await(IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void strongSwanDeletesTheChildAlone(Version version) {
        establish(new Setup(version), Role.RESPONDER);

        assertThat(lab.attempt("--terminate", "--child", "net", "--timeout", "10"))
                .contains("completed successfully");

        assertThat(peer.await(ChildClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
        assertThat(peer.all(IkeSaClosed.class)).isEmpty();
        assertThat(lab.initiate()).contains("initiate completed successfully");
        Lab.await("a second child", () -> peer.all(ChildInstalled.class).size() == 2);
    }
}
