package dev.censim.proto.ikev1;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.IkeMode;
import dev.censim.proto.ike.Agreement;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeCloseCause;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Wire;
import dev.censim.wire.ike.IkeHeader;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A quick mode or a phase 1 that takes the place of an older one; nothing in its messages says so. */
class RekeyTest {

    private static final Duration SHORT = Duration.ofSeconds(40);

    private static Wire established(long seed, IkeMode mode) {
        return Wire.established(seed, Configs.ikev1(mode));
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aLifetimeOfZeroNeverEnds(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).with(Configs.noDpd()));
        wire.run(200_000 * SECOND);

        assertThat(wire.a.ike.deadline()).isEqualTo(Ike.NEVER);
        assertThat(wire.b.ike.deadline()).isEqualTo(Ike.NEVER);
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aPairIsReplacedBeforeItsLifetimeEnds(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withA(Configs.ipsecLifetime(SHORT)));
        ChildSa first = wire.a.last(IkeOutput.ChildInstalled.class).child();
        wire.run(39 * SECOND);

        ChildSa second = wire.a.last(IkeOutput.ChildInstalled.class).child();
        assertThat(second.replacesSpiIn()).hasValue(first.spiIn());
        assertThat(wire.a.lastAt(IkeOutput.ChildInstalled.class)).isBetween(26 * SECOND, 30 * SECOND + 200 * MILLIS);
        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSize(1);
        Agreement.assertAgreed(wire);
        wire.run(45 * SECOND);
        assertThat(wire.a.all(IkeOutput.ChildClosed.class))
                .containsExactly(new IkeOutput.ChildClosed(first, IkeCloseCause.REPLACED));
        assertThat(wire.b.inbound).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void eitherEndRekeysAPairWhoeverBegan(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withB(Configs.ipsecLifetime(SHORT)));
        wire.run(39 * SECOND);

        assertThat(wire.b.last(IkeOutput.ChildInstalled.class).child().replacesSpiIn())
                .isPresent();
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void quickModeIsRepeatedWithoutPerfectForwardSecrecyToo(IkeMode mode) {
        Wire wire = Wire.established(
                1, Configs.ikev1(mode).with(Configs.pfs(Optional.empty())).withB(Configs.ipsecLifetime(SHORT)));
        wire.run(50 * SECOND);

        assertThat(wire.a.all(IkeOutput.ChildInstalled.class)).hasSize(2);
        Agreement.assertAgreed(wire);
    }

    /** Unlike IKEv2, phase 1 is rekeyed by another phase 1, with keys that have nothing to do with the old ones. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void anIsakmpSaIsReplacedAndItsPairLivesOn(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withB(Configs.ikeLifetime(SHORT)));
        ChildSa child = wire.a.last(IkeOutput.ChildInstalled.class).child();
        wire.run(50 * SECOND);

        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSize(2);
        assertThat(wire.a.all(IkeOutput.ChildClosed.class)).isEmpty();
        assertThat(wire.a.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);
        assertThat(wire.b.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);
        assertThat(wire.b.last(IkeOutput.IkeSaEstablished.class).initiator()).isTrue();
        assertThat(wire.a.outbound).isEqualTo(child);
        wire.run(300 * SECOND);
        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSizeGreaterThan(5);
        assertThat(wire.a.all(IkeOutput.ChildClosed.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aPairIsRekeyedUnderTheNewestIsakmpSa(IkeMode mode) {
        Wire wire = established(1, mode);
        Provoked.phaseOne(wire, wire.b);
        wire.run(20 * SECOND);
        Provoked.phaseTwo(wire, wire.a);
        byte[] quick = wire.sent.get(wire.sent.size() - 1);
        wire.run(22 * SECOND);
        byte[] last = wire.sent.stream()
                .filter(message -> IkeHeader.exchangeType(message, 0) == 32)
                .reduce(quick, (one, next) -> next);

        assertThat(IkeHeader.spiInitiator(last, 0))
                .isEqualTo(wire.a.last(IkeOutput.IkeSaEstablished.class).spiInitiator());
        assertThat(wire.a.all(IkeOutput.ChildInstalled.class)).hasSize(2);
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void anIsakmpSaThatEndsLeavesItsPairAndIsMadeAnewWhenThePairNeedsIt(IkeMode mode) {
        Wire wire = Wire.established(
                1,
                Configs.ikev1(mode)
                        .with(Configs.noDpd())
                        .withA(Configs.ikeLifetime(SHORT))
                        .withA(Configs.ipsecLifetime(Duration.ofSeconds(400))));
        wire.cut();
        wire.run(60 * SECOND);
        assertThat(wire.a.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.EXPIRED);
        assertThat(wire.a.outbound).isNotNull();
        wire.mend();
        wire.runWithTraffic(420 * SECOND, 100 * MILLIS);

        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSizeGreaterThan(1);
        assertThat(wire.a.all(IkeOutput.ChildInstalled.class)).hasSize(2);
        assertThat(wire.a.espLost + wire.b.espLost).isZero();
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void rekeyingLosesNoPacketEvenWhenTheWireReorders(IkeMode mode) {
        for (int seed = 0; seed < 3; seed++) {
            Wire wire = Wire.established(
                    seed,
                    Configs.ikev1(mode)
                            .with(Configs.ipsecLifetime(Duration.ofSeconds(20)))
                            .with(Configs.ikeLifetime(Duration.ofSeconds(33)))
                            .withB(Configs.ipsecLifetime(Duration.ofSeconds(21))));
            wire.jitter = 15 * MILLIS;
            wire.runWithTraffic(150 * SECOND, 5 * MILLIS);

            assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class))
                    .as("seed " + seed)
                    .hasSizeGreaterThan(4);
            assertThat(wire.a.all(IkeOutput.ChildInstalled.class))
                    .as("seed " + seed)
                    .hasSizeGreaterThan(6);
            assertThat(wire.a.espLost + wire.b.espLost).as("seed " + seed).isZero();
            assertThat(wire.a.espReceived).isGreaterThan(29_000);
        }
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void twoEndsThatRekeyOnePairAtOnceEndWithOnePair(IkeMode mode) {
        for (int seed = 0; seed < 30; seed++) {
            Wire wire = established(seed, mode);
            wire.jitter = seed % 2 * 5 * MILLIS;
            Provoked.phaseTwo(wire, wire.a);
            wire.runWithTraffic(wire.now + seed * MILLIS, MILLIS);
            Provoked.phaseTwo(wire, wire.b);
            wire.runWithTraffic(wire.now + 2 * SECOND, 5 * MILLIS);
            Agreement.assertAgreed(wire);
            wire.runWithTraffic(wire.now + 20 * SECOND, 5 * MILLIS);

            assertThat(wire.a.inbound).as("seed " + seed).hasSize(1);
            assertThat(wire.b.inbound).as("seed " + seed).hasSize(1);
            assertThat(wire.a.espLost + wire.b.espLost).as("seed " + seed).isZero();
            assertThat(wire.a.espUnsent + wire.b.espUnsent).as("seed " + seed).isZero();
            Agreement.assertAgreed(wire);
        }
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void twoEndsThatRekeyPhaseOneAtOnceEndWithOneIsakmpSa(IkeMode mode) {
        for (int seed = 0; seed < 30; seed++) {
            Wire wire = established(seed, mode);
            wire.jitter = seed % 2 * 5 * MILLIS;
            Provoked.phaseOne(wire, wire.a);
            wire.run(wire.now + 2 * seed * MILLIS);
            if (wire.b.all(IkeOutput.IkeSaEstablished.class).size() == 1) { // whose time has come
                Provoked.phaseOne(wire, wire.b);
            }
            wire.runWithTraffic(wire.now + 36 * SECOND, 50 * MILLIS);

            assertThat(Agreement.openIkeSas(wire.a)).as("seed " + seed).hasSize(1);
            assertThat(wire.a.all(IkeOutput.ChildClosed.class))
                    .as("seed " + seed)
                    .isEmpty();
            assertThat(wire.a.espLost + wire.b.espLost).as("seed " + seed).isZero();
            Agreement.assertAgreed(wire);
            Provoked.phaseTwo(wire, wire.b);
            wire.run(wire.now + 2 * SECOND);
            assertThat(wire.b.all(IkeOutput.ChildInstalled.class))
                    .as("seed " + seed)
                    .hasSize(2);
            Agreement.assertAgreed(wire);
        }
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void rekeyingsOfBothPhasesThatCrossBothSucceed(IkeMode mode) {
        for (int seed = 0; seed < 20; seed++) {
            Wire wire = established(seed, mode);
            Provoked.phaseOne(wire, wire.a);
            wire.run(wire.now + 4 * seed * MILLIS);
            Provoked.phaseTwo(wire, wire.b);
            wire.runWithTraffic(wire.now + 40 * SECOND, 50 * MILLIS);

            assertThat(Agreement.openIkeSas(wire.a)).as("seed " + seed).hasSize(1);
            assertThat(wire.a.all(IkeOutput.ChildInstalled.class))
                    .as("seed " + seed)
                    .hasSize(2);
            assertThat(wire.a.all(IkeOutput.Failed.class)).isEmpty();
            assertThat(wire.b.all(IkeOutput.Failed.class)).isEmpty();
            assertThat(wire.a.espLost + wire.b.espLost).as("seed " + seed).isZero();
            Agreement.assertAgreed(wire);
        }
    }

    /** The peer has not heard the third message for long: what it still sends through the old pair must get through. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void theOldPairStaysOpenWhileThePeerAsksForTheThirdMessage(IkeMode mode) {
        Wire wire = established(1, mode);
        wire.cutToB = bytes -> bytes.length == 60; // HASH(3) of SHA1 under AES
        Provoked.phaseTwo(wire, wire.a);
        wire.runWithTraffic(40 * SECOND, 50 * MILLIS);
        assertThat(wire.b.all(IkeOutput.OutboundSwitched.class)).hasSize(1);
        wire.mend();
        wire.runWithTraffic(200 * SECOND, 50 * MILLIS);

        assertThat(wire.b.all(IkeOutput.OutboundSwitched.class)).hasSize(2);
        assertThat(wire.a.espLost + wire.b.espLost).isZero();
        assertThat(wire.a.inbound).hasSize(1);
        Agreement.assertAgreed(wire);
    }

    /** B's quick mode gets no answer; that B deletes what A's quick mode has replaced is no sign that it got one. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aPairIsNotTakenForCompleteBecauseAnOlderOneIsDeleted(IkeMode mode) {
        Wire wire = established(1, mode);
        Provoked.phaseTwo(wire, wire.b);
        wire.runWithTraffic(wire.now + SECOND, 50 * MILLIS);
        Provoked.phaseTwo(wire, wire.a);
        wire.runWithTraffic(wire.now + SECOND, 50 * MILLIS);
        byte[] question = startOfAQuickModeOf(wire);
        wire.cutToB = bytes -> bytes.length > 1
                && IkeHeader.exchangeType(bytes, 0) == 32
                && IkeHeader.messageId(bytes, 0) == IkeHeader.messageId(question, 0);
        wire.runWithTraffic(wire.now + 12 * SECOND, 50 * MILLIS);

        assertThat(wire.b.all(IkeOutput.ChildClosed.class)).isNotEmpty();
        assertThat(wire.a.espLost + wire.b.espLost).isZero();
        wire.mend();
        wire.runWithTraffic(wire.now + 100 * SECOND, 50 * MILLIS);
        assertThat(wire.a.espLost + wire.b.espLost).isZero();
        Agreement.assertAgreed(wire);
    }

    private static byte[] startOfAQuickModeOf(Wire wire) {
        Provoked.phaseTwo(wire, wire.b);
        wire.run(wire.now);
        return wire.sent.get(wire.sent.size() - 1);
    }
}
