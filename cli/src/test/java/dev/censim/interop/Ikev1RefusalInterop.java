package dev.censim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.live.Role;
import dev.censim.proto.ike.IkeExchange;
import dev.censim.proto.ike.IkeOutput.ChildInstalled;
import dev.censim.proto.ike.IkeOutput.Failed;
import dev.censim.proto.ike.IkeOutput.IkeSaEstablished;
import dev.censim.proto.ike.IkeRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Where the two ends disagree in IKEv1: what is wrong is found at both, as far as IKEv1 lets the other end know. */
final class Ikev1RefusalInterop extends LabTest {

    private static final String WRONG_KEY = "incorrect-horse";

    /** What strongSwan does with any word of ours while it waits for the third message of aggressive mode. */
    private static final String PUT_ASIDE = "queueing INFORMATIONAL_V1 request as tasks still active";

    private static IkeExchange phase1(Version version) {
        return version == Version.IKEV1_MAIN ? IkeExchange.MAIN_MODE : IkeExchange.AGGRESSIVE_MODE;
    }

    private void weAreRefused(IkeRefusal cause, IkeExchange exchange) {
        assertThat(peer.await(Failed.class)).isEqualTo(new Failed(cause, exchange, true));
    }

    private void weRefuse(IkeRefusal cause, IkeExchange exchange) {
        assertThat(peer.await(Failed.class)).isEqualTo(new Failed(cause, exchange, false));
    }

    /** The key encrypts message 5, so neither end can read the other: strongSwan's complaint does not reach us (RFC 2409 section 5.4). */
    @Test
    void aWrongKeyInMainModeIsUnreadableToStrongSwan() {
        start(new Setup(Version.IKEV1_MAIN).theirKey(WRONG_KEY), Role.INITIATOR);

        Lab.await("strongSwan to refuse", () -> lab.log().contains("decryption failed?"));
        assertThat(lab.log()).contains("could not decrypt payloads", "N(PLD_MAL)");
        weRefuse(IkeRefusal.NO_RESPONSE, IkeExchange.MAIN_MODE);
    }

    @Test
    void aWrongKeyInMainModeIsUnreadableToUs() {
        start(new Setup(Version.IKEV1_MAIN).theirKey(WRONG_KEY), Role.RESPONDER);

        assertThat(lab.initiate()).contains("establishing CHILD_SA 'net' failed");
        weRefuse(IkeRefusal.UNDECRYPTABLE, IkeExchange.MAIN_MODE);
    }

    /** HASH_R tells the initiator. strongSwan puts our notify aside for the time after phase 1, which does not come. */
    @Test
    void aWrongKeyInAggressiveModeIsFoundByUs() {
        start(new Setup(Version.IKEV1_AGGRESSIVE).theirKey(WRONG_KEY), Role.INITIATOR);

        weRefuse(IkeRefusal.AUTHENTICATION_FAILED, IkeExchange.AGGRESSIVE_MODE);
        Lab.await("our notify to come in", () -> lab.log().contains(PUT_ASIDE));
        assertThat(lab.sas()).doesNotContain("ESTABLISHED");
    }

    @Test
    void aWrongKeyInAggressiveModeIsFoundByStrongSwan() {
        start(new Setup(Version.IKEV1_AGGRESSIVE).theirKey(WRONG_KEY), Role.RESPONDER);

        assertThat(lab.initiate()).contains("calculated HASH does not match HASH payload");
        assertThat(peer.all(IkeSaEstablished.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void aProposalOfPhase1IsRefusedByStrongSwan(Version version) {
        start(new Setup(version).theirIkeProposal("aes256-sha512-modp2048"), Role.INITIATOR);

        weAreRefused(IkeRefusal.NO_PROPOSAL_CHOSEN, phase1(version));
        assertThat(lab.log()).contains("no proposal found", "N(NO_PROP)");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void aProposalOfPhase1IsRefusedByUs(Version version) {
        start(new Setup(version).theirIkeProposal("aes256-sha512-modp2048"), Role.RESPONDER);

        assertThat(lab.initiate()).contains("received NO_PROPOSAL_CHOSEN error notify");
        weRefuse(IkeRefusal.NO_PROPOSAL_CHOSEN, phase1(version));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void aProposalOfPhase2IsRefusedByStrongSwan(Version version) {
        start(new Setup(version).theirChildProposal("aes256-sha512"), Role.INITIATOR);

        peer.await(IkeSaEstablished.class);
        weAreRefused(IkeRefusal.NO_PROPOSAL_CHOSEN, IkeExchange.QUICK_MODE);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void aProposalOfPhase2IsRefusedByUs(Version version) {
        start(new Setup(version).theirChildProposal("aes256-sha512"), Role.RESPONDER);

        assertThat(lab.initiate()).contains("received NO_PROPOSAL_CHOSEN error notify");
        weRefuse(IkeRefusal.NO_PROPOSAL_CHOSEN, IkeExchange.QUICK_MODE);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void perfectForwardSecrecyOnOneSideIsRefusedByStrongSwan(Version version) {
        start(new Setup(version).theirChildProposal("aes128-sha256"), Role.INITIATOR);

        weAreRefused(IkeRefusal.NO_PROPOSAL_CHOSEN, IkeExchange.QUICK_MODE);
    }

    /** One end wants perfect forward secrecy and the other has none: the group is a part of the proposal (RFC 2407 section 4.5). */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void perfectForwardSecrecyOnOneSideIsRefusedByUs(Version version) {
        start(new Setup(version).theirChildProposal("aes128-sha256"), Role.RESPONDER);

        assertThat(lab.initiate()).contains("received NO_PROPOSAL_CHOSEN error notify");
        weRefuse(IkeRefusal.NO_PROPOSAL_CHOSEN, IkeExchange.QUICK_MODE);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void strongSwanExpectsAnotherIdentity(Version version) {
        start(new Setup(version).theyExpect(another(version)), Role.INITIATOR);

        weAreRefused(IkeRefusal.AUTHENTICATION_FAILED, phase1(version));
        assertThat(lab.log()).contains("no peer config found");
    }

    /** strongSwan says DELETE in main mode, after its ISAKMP SA is up at our end, and INVALID_ID_INFORMATION in aggressive mode. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void strongSwanBeginsAndExpectsAnotherIdentity(Version version) {
        start(new Setup(version).theyExpect(another(version)), Role.RESPONDER);

        assertThat(lab.initiate()).contains("does not match to");
        assertThat(peer.all(ChildInstalled.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void weExpectAnotherIdentity(Version version) {
        start(new Setup(version).theyAre(another(version)), Role.INITIATOR);

        weRefuse(IkeRefusal.INVALID_ID, phase1(version));
        String heard = version == Version.IKEV1_MAIN ? "received INVALID_ID_INFORMATION error notify" : PUT_ASIDE;
        Lab.await("our notify to come in", () -> lab.log().contains(heard));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void strongSwanBeginsAndWeExpectAnotherIdentity(Version version) {
        start(new Setup(version).theyAre(another(version)), Role.RESPONDER);

        assertThat(lab.initiate()).contains("received INVALID_ID_INFORMATION error notify");
        weRefuse(IkeRefusal.INVALID_ID, phase1(version));
    }

    private static String another(Version version) {
        return version == Version.IKEV1_MAIN ? "192.0.2.77" : "another.example";
    }

    /** strongSwan answers with less than it was asked for, which quick mode has no room for (RFC 2409 section 5.5). */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void strongSwanNarrowsTheProxyIdsAndWeRefuse(Version version) {
        start(new Setup(version).behindThem("10.0.0.0/16", "0.0.0.0/0"), Role.INITIATOR);

        weRefuse(IkeRefusal.TS_UNACCEPTABLE, IkeExchange.QUICK_MODE);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void foreignProxyIdsAreRefusedByStrongSwan(Version version) {
        start(new Setup(version).behindThem("10.0.0.0/16", "10.99.0.0/16"), Role.INITIATOR);

        weAreRefused(IkeRefusal.TS_UNACCEPTABLE, IkeExchange.QUICK_MODE);
        assertThat(lab.log()).contains("no matching CHILD_SA config found");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void foreignProxyIdsAreRefusedByUs(Version version) {
        start(new Setup(version).behindThem("10.0.0.0/16", "10.99.0.0/16"), Role.RESPONDER);

        assertThat(lab.initiate()).contains("received INVALID_ID_INFORMATION error notify");
        weRefuse(IkeRefusal.TS_UNACCEPTABLE, IkeExchange.QUICK_MODE);
    }

    /** strongSwan finds the configuration by the names, and sees that it is of the other mode. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void anotherModeIsRefusedByStrongSwan(Version version) {
        start(new Setup(version).theySpeak(otherMode(version)), Role.INITIATOR);

        weAreRefused(IkeRefusal.AUTHENTICATION_FAILED, phase1(version));
        assertThat(lab.log()).contains("but none allows pre-shared key authentication using");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void anotherModeIsRefusedByUs(Version version) {
        Version other = otherMode(version);
        start(new Setup(version).theySpeak(other), Role.RESPONDER);

        assertThat(lab.initiate()).contains("error notify");
        weRefuse(IkeRefusal.INVALID_EXCHANGE_TYPE, phase1(other));
    }

    private static Version otherMode(Version version) {
        return version == Version.IKEV1_MAIN ? Version.IKEV1_AGGRESSIVE : Version.IKEV1_MAIN;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void anotherVersionIsRefusedByStrongSwan(Version version) {
        start(new Setup(version).theySpeak(Version.IKEV2), Role.INITIATOR);

        weAreRefused(IkeRefusal.NO_PROPOSAL_CHOSEN, phase1(version));
        assertThat(lab.log()).contains("no IKE config found");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void ikev1IsRefusedByUsWhoSpeakIkev2(Version version) {
        start(new Setup(Version.IKEV2).theySpeak(version), Role.RESPONDER);

        assertThat(lab.initiate()).contains("establishing CHILD_SA 'net' failed");
        weRefuse(IkeRefusal.INVALID_MAJOR_VERSION, phase1(version));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "IKEV2")
    void anotherVersionIsRefusedByUs(Version version) {
        start(new Setup(version).theySpeak(Version.IKEV2), Role.RESPONDER);

        assertThat(lab.initiate()).contains("establishing CHILD_SA 'net' failed");
        weRefuse(IkeRefusal.INVALID_MAJOR_VERSION, IkeExchange.IKE_SA_INIT);
    }
}
