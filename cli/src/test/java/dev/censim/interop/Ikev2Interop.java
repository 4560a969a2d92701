package dev.censim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.live.Role;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.proto.ike.IkeCloseCause;
import dev.censim.proto.ike.IkeKeys;
import dev.censim.proto.ike.IkeOutput.Alive;
import dev.censim.proto.ike.IkeOutput.ChildClosed;
import dev.censim.proto.ike.IkeOutput.ChildInstalled;
import dev.censim.proto.ike.IkeOutput.Failed;
import dev.censim.proto.ike.IkeOutput.IkeKeysDerived;
import dev.censim.proto.ike.IkeOutput.IkeSaClosed;
import dev.censim.proto.ike.IkeOutput.IkeSaEstablished;
import dev.censim.proto.ike.IkeOutput.PeerDead;
import dev.censim.proto.ike.IkeRefusal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** IKEv2 as strongSwan judges it, which is not of our making. */
final class Ikev2Interop extends LabTest {

    /** Of the algorithms that strongSwan offers; {@link OfferedInterop} names the others. */
    static Stream<Arguments> everyCombination() {
        Offered offered = Offered.by(lab);
        return Arrays.stream(Role.values())
                .flatMap(role -> Arrays.stream(EncryptionAlgorithm.values())
                        .filter(offered::has)
                        .flatMap(cipher -> Arrays.stream(AuthenticationAlgorithm.values())
                                .filter(offered::has)
                                .flatMap(hash -> Arrays.stream(DhGroup.values())
                                        .filter(offered::has)
                                        .map(group -> Arguments.of(role, cipher, hash, group)))));
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}")
    @MethodSource("everyCombination")
    void everyCombinationIsNegotiatedToTheSameSpisAndKeys(
            Role role, EncryptionAlgorithm cipher, AuthenticationAlgorithm hash, DhGroup group) {
        establish(new Setup().with(cipher, hash, group), role);

        tunnel.sameSpis();
        sameKeys();
    }

    /** The keys that strongSwan writes to its log are those that this end has. */
    private void sameKeys() {
        IkeKeys keys = peer.last(IkeKeysDerived.class).keys();
        assertThat(List.of(
                        lab.secret("Sk_d secret"),
                        lab.secret("Sk_ei secret"),
                        lab.secret("Sk_er secret"),
                        lab.secret("Sk_ai secret"),
                        lab.secret("Sk_ar secret")))
                .isEqualTo(LabTunnel.hex(keys.skD(), keys.skEi(), keys.skEr(), keys.skAi(), keys.skAr()));
        tunnel.sameChildKeys(peer.last(IkeSaEstablished.class).initiator() ? Role.INITIATOR : Role.RESPONDER);
    }

    @Test
    void strongSwanTriesAgainWithTheGroupThatInvalidKePayloadNames() {
        establish(
                new Setup()
                        .with(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, DhGroup.GROUP2)
                        .theirIkeProposal("aes128-sha1-modp2048-modp1024"),
                Role.RESPONDER);

        assertThat(lab.log()).contains("N(INVAL_KE)").contains("it requested MODP_1024");
        sameKeys();
    }

    @ParameterizedTest
    @EnumSource
    void weAskWhetherStrongSwanLives(Role role) {
        establish(new Setup().probing(), role);

        peer.await(Alive.class, Alive::asked);
    }

    @ParameterizedTest
    @EnumSource
    void strongSwanAsksWhetherWeLive(Role role) {
        establish(new Setup().theirExtras("dpd_delay = 1s"), role);

        peer.await(Alive.class, alive -> !alive.asked());
        Lab.await("a second question", () -> peer.all(Alive.class).size() > 1);
        assertThat(lab.sas()).contains("ESTABLISHED");
    }

    @Test
    void aStrongSwanThatHangsIsFoundDead() {
        establish(new Setup().probing(), Role.RESPONDER);
        lab.freeze(true);
        try {
            peer.await(PeerDead.class);
            assertThat(peer.await(IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DEAD);
        } finally {
            lab.freeze(false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void weRekeyTheChild(Role role) {
        establish(new Setup().lifetimes(Duration.ZERO, Duration.ofSeconds(4)), role);
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

    @ParameterizedTest
    @EnumSource
    void strongSwanRekeysTheChild(Role role) {
        establish(new Setup(), role);
        int first = peer.await(ChildInstalled.class).child().spiIn();

        lab.swanctl("--rekey", "--child", "net");

        peer.await(
                ChildInstalled.class,
                installed -> installed.child().replacesSpiIn().equals(OptionalInt.of(first)));
        peer.await(ChildClosed.class, closed -> closed.child().spiIn() == first);
        Lab.await("one child", () -> lab.sas().split("INSTALLED", -1).length == 2);
        tunnel.sameSpis();
    }

    @Test
    void strongSwanRekeysTheChildWithAnotherGroupAndIsToldOurs() {
        establish(
                new Setup()
                        .with(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, DhGroup.GROUP2)
                        .theirChildProposal("aes128-sha1-modp2048-modp1024"),
                Role.RESPONDER);

        lab.swanctl("--rekey", "--child", "net");

        peer.await(
                ChildInstalled.class,
                installed -> installed.child().replacesSpiIn().isPresent());
        assertThat(lab.log()).contains("N(INVAL_KE)");
    }

    @ParameterizedTest
    @EnumSource
    void aChildIsRekeyedWithoutPerfectForwardSecrecy(Role role) {
        establish(new Setup().withoutPfs(), role);

        lab.swanctl("--rekey", "--child", "net");

        peer.await(
                ChildInstalled.class,
                installed -> installed.child().replacesSpiIn().isPresent());
        Lab.await("one child", () -> lab.sas().split("INSTALLED", -1).length == 2);
        tunnel.sameSpis();
    }

    @ParameterizedTest
    @EnumSource
    void weRekeyTheIkeSa(Role role) {
        establish(new Setup().lifetimes(Duration.ofSeconds(4), Duration.ZERO), role);

        Lab.await("a second IKE SA", () -> peer.all(IkeSaEstablished.class).size() > 1);
        assertThat(peer.await(IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);

        Lab.await("one IKE SA", () -> lab.sas().split("lab: #", -1).length == 2);
        assertThat(peer.all(ChildClosed.class)).isEmpty();
        assertThat(lab.sas()).contains("INSTALLED");
        tunnel.sameSpis();
    }

    @ParameterizedTest
    @EnumSource
    void strongSwanRekeysTheIkeSaAndThenTheChild(Role role) {
        establish(new Setup(), role);

        lab.swanctl("--rekey", "--ike", "lab");

        Lab.await("a second IKE SA", () -> peer.all(IkeSaEstablished.class).size() > 1);
        assertThat(peer.await(IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);
        Lab.await("one IKE SA", () -> lab.sas().split("lab: #", -1).length == 2);
        tunnel.sameSpis();

        lab.swanctl("--rekey", "--child", "net");
        peer.await(
                ChildInstalled.class,
                installed -> installed.child().replacesSpiIn().isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void weDelete(Role role) {
        establish(new Setup(), role);

        peer.part();

        Lab.await("strongSwan to forget the tunnel", () -> lab.sas().isEmpty());
        assertThat(lab.log()).contains("received DELETE for IKE_SA");
        assertThat(peer.await(IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void strongSwanDeletes(Role role) {
        establish(new Setup(), role);

        assertThat(lab.attempt("--terminate", "--ike", "lab", "--timeout", "10"))
                .contains("completed successfully");

        assertThat(peer.await(IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
    }

    @Test
    void strongSwanDeletesTheChildAlone() {
        establish(new Setup(), Role.RESPONDER);

        assertThat(lab.attempt("--terminate", "--child", "net", "--timeout", "10"))
                .contains("completed successfully");

        assertThat(peer.await(ChildClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
        assertThat(peer.all(IkeSaClosed.class)).isEmpty();
        assertThat(lab.initiate()).contains("initiate completed successfully");
        Lab.await("a second child", () -> peer.all(ChildInstalled.class).size() == 2);
    }

    @Test
    void aWrongKeyIsRefusedByStrongSwan() {
        start(new Setup().theirKey("incorrect-horse"), Role.INITIATOR);

        assertThat(peer.await(Failed.class).cause()).isEqualTo(IkeRefusal.AUTHENTICATION_FAILED);
        assertThat(lab.log()).contains("MAC mismatched").contains("N(AUTH_FAILED)");
    }

    @Test
    void aWrongKeyIsRefusedByUs() {
        start(new Setup().theirKey("incorrect-horse"), Role.RESPONDER);

        assertThat(lab.initiate()).contains("received AUTHENTICATION_FAILED notify error");
        assertThat(peer.await(Failed.class).cause()).isEqualTo(IkeRefusal.AUTHENTICATION_FAILED);
    }

    @Test
    void aProposalOfPhase1IsRefusedByStrongSwan() {
        start(new Setup().theirIkeProposal("aes256-sha512-modp2048"), Role.INITIATOR);

        assertThat(peer.await(Failed.class).cause()).isEqualTo(IkeRefusal.NO_PROPOSAL_CHOSEN);
        assertThat(lab.log()).contains("N(NO_PROP)");
    }

    @Test
    void aProposalOfPhase1IsRefusedByUs() {
        start(new Setup().theirIkeProposal("aes256-sha512-modp2048"), Role.RESPONDER);

        assertThat(lab.initiate()).contains("received NO_PROPOSAL_CHOSEN notify error");
        assertThat(peer.await(Failed.class).cause()).isEqualTo(IkeRefusal.NO_PROPOSAL_CHOSEN);
    }

    @Test
    void aProposalOfPhase2IsRefusedByStrongSwanWhileTheIkeSaStays() {
        start(new Setup().theirChildProposal("aes256-sha512"), Role.INITIATOR);

        peer.await(IkeSaEstablished.class);
        assertThat(peer.await(Failed.class).cause()).isEqualTo(IkeRefusal.NO_PROPOSAL_CHOSEN);
    }

    @Test
    void aProposalOfPhase2IsRefusedByUs() {
        start(new Setup().theirChildProposal("aes256-sha512"), Role.RESPONDER);

        assertThat(lab.initiate()).contains("received NO_PROPOSAL_CHOSEN notify");
        assertThat(peer.await(Failed.class).cause()).isEqualTo(IkeRefusal.NO_PROPOSAL_CHOSEN);
    }

    @ParameterizedTest
    @EnumSource
    void trafficSelectorsAreNarrowedByWhoeverAnswers(Role role) {
        boolean areWeAsking = role == Role.INITIATOR;
        establish(
                areWeAsking
                        ? new Setup().behindThem("10.0.0.0/16", "0.0.0.0/0")
                        : new Setup().behindThem("0.0.0.0/0", "10.0.0.0/16"),
                role);

        assertThat(peer.last(ChildInstalled.class).child().remoteSelectors()).hasToString("[10.0.0.0-10.0.255.255]");
        assertThat(lab.sas()).contains("local  10.0.0.0/16");
    }

    @Test
    void foreignSelectorsAreRefusedByStrongSwan() {
        start(new Setup().behindThem("10.0.0.0/16", "10.99.0.0/16"), Role.INITIATOR);

        assertThat(peer.await(Failed.class).cause()).isEqualTo(IkeRefusal.TS_UNACCEPTABLE);
    }

    @Test
    void foreignSelectorsAreRefusedByUs() {
        start(new Setup().behindThem("10.0.0.0/16", "10.99.0.0/16"), Role.RESPONDER);

        assertThat(lab.initiate()).contains("received TS_UNACCEPTABLE notify");
        assertThat(peer.await(Failed.class).cause()).isEqualTo(IkeRefusal.TS_UNACCEPTABLE);
    }
}
