package dev.censim.proto.ikev1;

import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.policy.IkeMode;
import dev.censim.model.policy.IkeVersion;
import dev.censim.proto.ike.Agreement;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.IkeExchange;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkeRefusal;
import dev.censim.proto.ike.Wire;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpMessage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two ends that were not configured alike: who finds it, in which exchange, and what the other one is told. */
class MismatchTest {

    private static IkeExchange phaseOne(IkeMode mode) {
        return mode == IkeMode.MAIN ? IkeExchange.MAIN_MODE : IkeExchange.AGGRESSIVE_MODE;
    }

    private static IkeOutput.Failed found(IkeRefusal cause, IkeExchange exchange) {
        return new IkeOutput.Failed(cause, exchange, false);
    }

    private static IkeOutput.Failed told(IkeRefusal cause, IkeExchange exchange) {
        return new IkeOutput.Failed(cause, exchange, true);
    }

    private static Wire run(IkeMode mode, Configs.Change ofB) {
        return Wire.established(1, Configs.ikev1(mode).withB(ofB));
    }

    private static Stream<Arguments> inBothModes(Stream<Configs.Change> changes) {
        return changes.flatMap(change -> Stream.of(IkeMode.values()).map(mode -> Arguments.of(mode, change)));
    }

    static Stream<Arguments> phaseOneAlgorithms() {
        Stream<Configs.Change> ciphers = Stream.of(EncryptionAlgorithm.values())
                .filter(cipher -> cipher != EncryptionAlgorithm.AES128)
                .map(Configs::ikeEncryption);
        Stream<Configs.Change> hashes = Stream.of(AuthenticationAlgorithm.values())
                .filter(hash -> hash != AuthenticationAlgorithm.SHA1)
                .map(Configs::ikeAuthentication);
        Stream<Configs.Change> groups = Stream.of(DhGroup.values())
                .filter(group -> group != DhGroup.GROUP1)
                .map(Configs::group);
        return inBothModes(Stream.of(ciphers, hashes, groups).flatMap(each -> each));
    }

    static Stream<Arguments> phaseTwoAlgorithms() {
        Stream<Configs.Change> ciphers = Stream.of(EncryptionAlgorithm.values())
                .filter(cipher -> cipher != EncryptionAlgorithm.AES128)
                .map(Configs::espEncryption);
        Stream<Configs.Change> hashes = Stream.of(AuthenticationAlgorithm.values())
                .filter(hash -> hash != AuthenticationAlgorithm.SHA1)
                .map(Configs::espAuthentication);
        Stream<Configs.Change> groups = Stream.of(
                        Optional.<DhGroup>empty(), Optional.of(DhGroup.GROUP2), Optional.of(DhGroup.GROUP14))
                .map(Configs::pfs);
        return inBothModes(Stream.of(ciphers, hashes, groups).flatMap(each -> each));
    }

    @ParameterizedTest
    @MethodSource("phaseOneAlgorithms")
    void anotherAlgorithmOfPhaseOneIsNoProposalChosenAtOnce(IkeMode mode, Configs.Change ofB) {
        Wire wire = run(mode, ofB);

        Agreement.assertNothingLeft(wire);
        assertThat(wire.b.last(IkeOutput.Failed.class)).isEqualTo(found(IkeRefusal.NO_PROPOSAL_CHOSEN, phaseOne(mode)));
        assertThat(wire.a.last(IkeOutput.Failed.class)).isEqualTo(told(IkeRefusal.NO_PROPOSAL_CHOSEN, phaseOne(mode)));
        assertThat(wire.b.all(IkeOutput.Ikev1KeysDerived.class)).isEmpty();
        assertThat(wire.sent).hasSize(2);
    }

    /** Unlike IKEv2, also a group of perfect forward secrecy that differs shows at once. */
    @ParameterizedTest
    @MethodSource("phaseTwoAlgorithms")
    void anotherAlgorithmOfPhaseTwoIsNoProposalChosenInQuickMode(IkeMode mode, Configs.Change ofB) {
        Wire wire = run(mode, ofB);

        assertThat(wire.a.ike.isEstablished()).isTrue();
        assertThat(wire.b.ike.isEstablished()).isTrue();
        assertThat(wire.a.inbound).isEmpty();
        assertThat(wire.b.inbound).isEmpty();
        assertThat(wire.b.last(IkeOutput.Failed.class))
                .isEqualTo(found(IkeRefusal.NO_PROPOSAL_CHOSEN, IkeExchange.QUICK_MODE));
        assertThat(wire.a.last(IkeOutput.Failed.class))
                .isEqualTo(told(IkeRefusal.NO_PROPOSAL_CHOSEN, IkeExchange.QUICK_MODE));
    }

    /** RFC 2409 section 5.4: the key is part of SKEYID, so message 5 is not readable. */
    @Test
    void anotherPreSharedKeyMakesMainModesFifthMessageUndecryptable() {
        Wire wire = run(IkeMode.MAIN, Configs.psk("another"));

        Agreement.assertNothingOpen(wire.b);
        assertThat(wire.a.ike.isEstablished()).isFalse();
        assertThat(wire.b.last(IkeOutput.Failed.class))
                .isEqualTo(found(IkeRefusal.UNDECRYPTABLE, IkeExchange.MAIN_MODE));
        assertThat(wire.a.all(IkeOutput.Ikev1KeysDerived.class)).hasSize(1);
    }

    @Test
    void theRepetitionsOfAnUnreadableMessageAreNoFurtherFailures() {
        Configs configs = Configs.ikev1(IkeMode.MAIN).withB(Configs.psk("another"));
        Wire wire = new Wire(1, configs);
        wire.cutToA = bytes ->
                ExchangeType.of(IkeHeader.exchangeType(bytes, 0)).equals(Optional.of(ExchangeType.INFORMATIONAL));
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(20 * SECOND);

        assertThat(wire.a.all(IkeOutput.Retransmitted.class)).hasSizeGreaterThan(1);
        assertThat(wire.b.all(IkeOutput.Failed.class))
                .containsExactly(found(IkeRefusal.UNDECRYPTABLE, IkeExchange.MAIN_MODE));
    }

    @Test
    void theInitiatorOfMainModeGivesUpWhenItsKeyIsAnother() {
        Wire wire = run(IkeMode.MAIN, Configs.psk("another"));
        wire.run(400 * SECOND);

        Agreement.assertNothingLeft(wire);
        assertThat(wire.a.all(IkeOutput.Failed.class)).isNotEmpty();
    }

    @Test
    void anotherPreSharedKeyShowsToTheInitiatorOfAggressiveMode() {
        Wire wire = run(IkeMode.AGGRESSIVE, Configs.psk("another"));

        assertThat(wire.a.last(IkeOutput.Failed.class))
                .isEqualTo(found(IkeRefusal.AUTHENTICATION_FAILED, IkeExchange.AGGRESSIVE_MODE));
        wire.run(400 * SECOND);
        Agreement.assertNothingLeft(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void anInitiatorWithAnUnexpectedNameIsRefused(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withA(Configs.ids("stranger.example", "203.0.113.20")));

        assertThat(wire.b.last(IkeOutput.Failed.class)).isEqualTo(found(IkeRefusal.INVALID_ID, phaseOne(mode)));
        Agreement.assertNothingOpen(wire.b);
        wire.run(400 * SECOND);
        Agreement.assertNothingLeft(wire);
    }

    /** strongSwan passes over what is in the clear once it has the keys, and would wait for message 6. */
    @Test
    void theInitiatorOfMainModeIsToldOfItsNameUnderTheKeys() {
        Wire wire =
                Wire.established(1, Configs.ikev1(IkeMode.MAIN).withA(Configs.ids("stranger.example", "203.0.113.20")));

        assertThat(wire.a.last(IkeOutput.Failed.class)).isEqualTo(told(IkeRefusal.INVALID_ID, IkeExchange.MAIN_MODE));
        IsakmpMessage refusal = decode(wire.sent.get(wire.sent.size() - 1));
        assertThat(refusal.exchange()).isEqualTo(ExchangeType.INFORMATIONAL);
        assertThat(refusal.isEncrypted()).isTrue();
    }

    private static IsakmpMessage decode(byte[] message) {
        try {
            return IsakmpCodec.decode(message, 0, message.length);
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aResponderWithAnUnexpectedNameIsRefused(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withB(Configs.ids("stranger.example", "198.51.100.10")));

        assertThat(wire.a.last(IkeOutput.Failed.class)).isEqualTo(found(IkeRefusal.INVALID_ID, phaseOne(mode)));
        assertThat(wire.a.inbound).isEmpty();
        Agreement.assertNothingOpen(wire.a);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void otherClientsAreUnacceptableTrafficSelectors(IkeMode mode) {
        Wire wire = run(mode, Configs.selectors(List.of(Prefix.of("10.0.0.0/8")), List.of(Configs.NET_A)));

        assertThat(wire.a.ike.isEstablished()).isTrue();
        assertThat(wire.b.ike.isEstablished()).isTrue();
        assertThat(wire.a.inbound).isEmpty();
        assertThat(wire.b.inbound).isEmpty();
        assertThat(wire.b.last(IkeOutput.Failed.class))
                .isEqualTo(found(IkeRefusal.TS_UNACCEPTABLE, IkeExchange.QUICK_MODE));
        assertThat(wire.a.last(IkeOutput.Failed.class))
                .isEqualTo(told(IkeRefusal.TS_UNACCEPTABLE, IkeExchange.QUICK_MODE));
    }

    /** IKEv1 has no narrowing: a wider prefix is another pair of clients. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aPrefixIsNotNarrowed(IkeMode mode) {
        Wire wire = run(mode, Configs.selectors(List.of(Prefix.of("172.16.4.0/24")), List.of(Configs.NET_A)));

        assertThat(wire.b.last(IkeOutput.Failed.class).cause()).isEqualTo(IkeRefusal.TS_UNACCEPTABLE);
        assertThat(wire.a.inbound).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void theOtherModeIsAnExchangeThatIsNotConfigured(IkeMode mode) {
        IkeMode other = mode == IkeMode.MAIN ? IkeMode.AGGRESSIVE : IkeMode.MAIN;
        Wire wire = run(mode, Configs.mode(other));

        assertThat(wire.b.last(IkeOutput.Failed.class))
                .isEqualTo(found(IkeRefusal.INVALID_EXCHANGE_TYPE, phaseOne(mode)));
        wire.run(400 * SECOND);
        assertThat(wire.a.all(IkeOutput.Failed.class)).isNotEmpty();
        Agreement.assertNothingLeft(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void anEndOfTheOtherVersionIsNotUnderstood(IkeMode mode) {
        for (boolean begins : new boolean[] {true, false}) {
            Wire wire = new Wire(1, Configs.ikev1(mode).withB(Configs.version(IkeVersion.IKEV2)));
            Wire.End initiator = begins ? wire.a : wire.b;
            Wire.End responder = begins ? wire.b : wire.a;
            initiator.ike.initiate(0, initiator.out);
            wire.run(SECOND);
            if (!begins) {
                assertThat(responder.last(IkeOutput.Failed.class).cause()).isEqualTo(IkeRefusal.INVALID_MAJOR_VERSION);
            }
            wire.run(400 * SECOND);

            assertThat(initiator.all(IkeOutput.Failed.class)).isNotEmpty();
            Agreement.assertNothingLeft(wire);
        }
    }

    @ParameterizedTest
    @MethodSource("phaseTwoAlgorithms")
    void aRefusedChildIsTriedAgainAfterAPauseForEver(IkeMode mode, Configs.Change ofB) {
        Wire wire =
                Wire.established(1, Configs.ikev1(mode).with(Configs.keepsUp()).withB(ofB));
        wire.run(300 * SECOND);

        assertThat(wire.a.inbound).isEmpty();
        assertThat(wire.a.all(IkeOutput.Failed.class)).hasSizeBetween(20, 150);
    }
}
