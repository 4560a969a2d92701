package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.DhGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Child SAs and IKE SAs that take the place of older ones: RFC 7296 sections 2.8, 2.18 and 2.25. */
class RekeyTest {

    private static final Duration SHORT = Duration.ofSeconds(40);

    @Test
    void aLifetimeOfZeroNeverEnds() {
        Wire wire = Wire.established(1, Configs.both().with(Configs.noDpd()));

        assertThat(wire.a.ike.deadline()).isEqualTo(IkeEndpoint.NEVER);
        assertThat(wire.b.ike.deadline()).isEqualTo(IkeEndpoint.NEVER);
    }

    @Test
    void aChildIsReplacedBeforeItsLifetimeEnds() {
        Wire wire = Wire.established(1, Configs.both().withA(Configs.ipsecLifetime(SHORT)));
        ChildSa first = wire.a.last(IkeOutput.ChildInstalled.class).child();
        wire.run(39 * SECOND);

        ChildSa second = wire.a.last(IkeOutput.ChildInstalled.class).child();
        assertThat(second.replacesSpiIn()).hasValue(first.spiIn());
        assertThat(wire.a.lastAt(IkeOutput.ChildInstalled.class)).isBetween(26 * SECOND, 30 * SECOND + 100 * MILLIS);
        assertThat(wire.b.last(IkeOutput.ChildInstalled.class).child().replacesSpiIn())
                .hasValue(first.spiOut());
        Agreement.assertAgreed(wire);
        wire.run(45 * SECOND);
        assertThat(wire.a.all(IkeOutput.ChildClosed.class))
                .containsExactly(new IkeOutput.ChildClosed(first, IkeCloseCause.REPLACED));
        assertThat(wire.b.inbound).hasSize(1);
    }

    @Test
    void thePeerSendsThroughTheNewChildOnceTheOldOneIsDeleted() {
        Wire wire = Wire.established(1, Configs.both().withA(Configs.ipsecLifetime(SHORT)));
        ChildSa old = wire.b.last(IkeOutput.OutboundSwitched.class).child();
        while (wire.b.all(IkeOutput.ChildInstalled.class).size() < 2) {
            wire.run(wire.now + MILLIS);
        }

        assertThat(wire.b.outbound).isEqualTo(old);
        wire.run(wire.now + 25 * MILLIS);
        assertThat(wire.b.outbound)
                .isEqualTo(wire.b.last(IkeOutput.ChildInstalled.class).child());
    }

    @Test
    void rekeyingLosesNoPacketEvenWhenTheWireReorders() {
        for (int seed = 0; seed < 3; seed++) {
            Wire wire = Wire.established(
                    seed,
                    Configs.both()
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

    @Test
    void childRekeyingWorksWithoutPerfectForwardSecrecy() {
        Wire wire = Wire.established(
                1, Configs.both().with(Configs.pfs(Optional.empty())).withB(Configs.ipsecLifetime(SHORT)));
        wire.run(50 * SECOND);

        assertThat(wire.a.all(IkeOutput.ChildInstalled.class)).hasSize(2);
        Agreement.assertAgreed(wire);
    }

    @Test
    void aMismatchOfPerfectForwardSecrecyShowsAtTheFirstRekeying() {
        Wire wire = Wire.established(
                1,
                Configs.both().withB(Configs.pfs(Optional.of(DhGroup.GROUP2))).withA(Configs.ipsecLifetime(SHORT)));
        Agreement.assertAgreed(wire);
        wire.run(39 * SECOND);

        IkeRefusal cause = IkeRefusal.NO_PROPOSAL_CHOSEN;
        assertThat(wire.a.last(IkeOutput.Failed.class))
                .isEqualTo(new IkeOutput.Failed(cause, IkeExchange.REKEY_CHILD_SA, true));
        assertThat(wire.b.last(IkeOutput.Failed.class))
                .isEqualTo(new IkeOutput.Failed(cause, IkeExchange.REKEY_CHILD_SA, false));
        Agreement.assertAgreed(wire);
        wire.run(41 * SECOND);
        assertThat(wire.a.last(IkeOutput.ChildClosed.class).cause()).isEqualTo(IkeCloseCause.EXPIRED);
        assertThat(wire.b.last(IkeOutput.ChildClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
        assertThat(wire.a.ike.isEstablished()).isTrue();
    }

    @Test
    void anEndThatKeepsTheTunnelUpStartsOverWhenRekeyingCannotWork() {
        Wire wire = Wire.established(
                1,
                Configs.both()
                        .withA(Configs.keepsUp())
                        .withB(Configs.pfs(Optional.of(DhGroup.GROUP2)))
                        .withA(Configs.ipsecLifetime(SHORT)));
        wire.run(60 * SECOND);

        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSize(2);
        assertThat(wire.a.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.FAILED);
        Agreement.assertAgreed(wire);
    }

    @Test
    void anIkeSaIsReplacedAndItsChildLivesOn() {
        Wire wire = Wire.established(1, Configs.both().withB(Configs.ikeLifetime(SHORT)));
        ChildSa child = wire.a.last(IkeOutput.ChildInstalled.class).child();
        wire.run(50 * SECOND);

        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSize(2);
        assertThat(wire.a.all(IkeOutput.ChildClosed.class)).isEmpty();
        assertThat(wire.a.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);
        assertThat(wire.b.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.REPLACED);
        assertThat(wire.b.last(IkeOutput.IkeSaEstablished.class).initiator()).isTrue();
        assertThat(wire.a.outbound).isEqualTo(child);
        Agreement.assertAgreed(wire);
        wire.run(300 * SECOND);
        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSizeGreaterThan(5);
        assertThat(wire.a.all(IkeOutput.ChildClosed.class)).isEmpty();
        Agreement.assertAgreed(wire);
    }

    @Test
    void twoEndsThatRekeyOneChildAtOnceEndWithOneChild() {
        for (int seed = 0; seed < 30; seed++) {
            Wire wire = Wire.established(seed, Configs.both());
            wire.jitter = seed % 2 * 5 * MILLIS;
            Provoked.childRekey(wire, wire.a);
            wire.runWithTraffic(wire.now + seed / 3 * MILLIS, MILLIS);
            Provoked.childRekey(wire, wire.b);
            wire.runWithTraffic(3 * SECOND, 5 * MILLIS);

            assertThat(wire.a.espLost + wire.b.espLost).as("seed " + seed).isZero();
            assertThat(wire.a.all(IkeOutput.ChildInstalled.class))
                    .as("seed " + seed)
                    .hasSizeGreaterThan(1 + (seed + 1) % 2);
            Agreement.assertAgreed(wire);
            wire.runWithTraffic(8 * SECOND, 5 * MILLIS);
            assertThat(wire.a.inbound).as("seed " + seed).hasSize(1);
            assertThat(wire.b.inbound).as("seed " + seed).hasSize(1);
            assertThat(wire.a.espLost + wire.b.espLost).as("seed " + seed).isZero();
            Agreement.assertAgreed(wire);
        }
    }

    @Test
    void twoEndsThatRekeyTheIkeSaAtOnceEndWithOneIkeSa() {
        for (int seed = 0; seed < 30; seed++) {
            Wire wire = Wire.established(seed, Configs.both());
            wire.jitter = seed % 2 * 5 * MILLIS;
            Provoked.ikeRekey(wire, wire.a);
            wire.run(wire.now + seed / 3 * MILLIS);
            Provoked.ikeRekey(wire, wire.b);
            wire.runWithTraffic(36 * SECOND, 50 * MILLIS);

            assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class))
                    .as("seed " + seed)
                    .hasSizeGreaterThan(1 + (seed + 1) % 2);
            assertThat(Agreement.openIkeSas(wire.a)).as("seed " + seed).hasSize(1);
            assertThat(wire.a.all(IkeOutput.ChildClosed.class))
                    .as("seed " + seed)
                    .isEmpty();
            assertThat(wire.b.all(IkeOutput.ChildClosed.class))
                    .as("seed " + seed)
                    .isEmpty();
            Agreement.assertAgreed(wire);
            Provoked.childRekey(wire, wire.b);
            wire.run(37 * SECOND);
            Agreement.assertAgreed(wire);
        }
    }

    @Test
    void rekeyingsOfChildAndIkeSaThatCrossAreTriedAgain() {
        for (int seed = 0; seed < 20; seed++) {
            Wire wire = Wire.established(seed, Configs.both());
            Provoked.ikeRekey(wire, wire.a);
            Provoked.childRekey(wire, wire.b);
            wire.runWithTraffic(20 * SECOND, 50 * MILLIS);

            assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class))
                    .as("seed " + seed)
                    .hasSize(2);
            assertThat(wire.a.all(IkeOutput.ChildInstalled.class))
                    .as("seed " + seed)
                    .hasSize(2);
            assertThat(wire.a.all(IkeOutput.Failed.class)).isEmpty();
            assertThat(wire.b.all(IkeOutput.Failed.class)).isEmpty();
            assertThat(wire.a.espLost + wire.b.espLost).as("seed " + seed).isZero();
            Agreement.assertAgreed(wire);
        }
    }

    @Test
    void aDeleteWinsOverARekeyingThatCrossesIt() {
        Wire wire = Wire.established(1, Configs.both().withA(Configs.keepsUp()));
        Provoked.childDelete(wire, wire.a);
        Provoked.childRekey(wire, wire.b);
        wire.run(20 * SECOND);

        assertThat(wire.a.all(IkeOutput.ChildInstalled.class)).hasSize(2);
        assertThat(wire.b.all(IkeOutput.Failed.class)).isEmpty();
        Agreement.assertAgreed(wire);
    }

    @Test
    void aChildThatBothEndsDeleteIsGoneOnce() {
        Wire wire = Wire.established(1, Configs.both());
        Provoked.childDelete(wire, wire.a);
        Provoked.childDelete(wire, wire.b);
        wire.run(2 * SECOND);

        assertThat(wire.a.all(IkeOutput.ChildClosed.class)).hasSize(1);
        assertThat(wire.b.all(IkeOutput.ChildClosed.class)).hasSize(1);
        assertThat(wire.a.ike.isEstablished()).isTrue();
        wire.a.ike.initiate(wire.now, wire.a.out);
        wire.run(3 * SECOND);
        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSize(1);
        Agreement.assertAgreed(wire);
    }

    @Test
    void twoEndsThatMakeAChildAtOnceEndWithOne() {
        for (int seed = 0; seed < 20; seed++) {
            Wire wire = Wire.established(seed, Configs.both().with(Configs.keepsUp()));
            wire.latency = (10 + seed) * MILLIS;
            Provoked.childDelete(wire, wire.a);
            wire.run(wire.now + seed % 10 * MILLIS);
            Provoked.childDelete(wire, wire.b);
            wire.run(wire.now + SECOND);
            Agreement.assertAgreed(wire);
            wire.run(wire.now + 9 * SECOND);

            assertThat(wire.a.inbound).as("seed " + seed).hasSize(1);
            assertThat(wire.b.inbound).as("seed " + seed).hasSize(1);
            assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class))
                    .as("seed " + seed)
                    .hasSize(1);
            Agreement.assertAgreed(wire);
        }
    }

    @Test
    void deletingTheIkeSaWinsOverRekeyingIt() {
        Wire wire = Wire.established(1, Configs.both());
        Provoked.ikeRekey(wire, wire.a);
        wire.b.ike.close(wire.now, wire.b.out);
        wire.run(20 * SECOND);

        Agreement.assertNothingLeft(wire);
        assertThat(wire.a.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
    }

    @Test
    void anIkeSaThatCannotBeRekeyedInTimeExpiresWithItsChildren() {
        Wire wire = Wire.established(
                1, Configs.both().withA(Configs.ikeLifetime(SHORT)).with(Configs.noDpd()));
        wire.cut();
        wire.run(41 * SECOND);

        assertThat(wire.a.last(IkeOutput.ChildClosed.class).cause()).isEqualTo(IkeCloseCause.EXPIRED);
        assertThat(wire.a.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.EXPIRED);
        Agreement.assertNothingOpen(wire.a);
    }

    @Test
    void aChildThatThePeerNoLongerKnowsIsMadeAnew() {
        Wire wire = Wire.established(
                1,
                Configs.both()
                        .withA(Configs.keepsUp())
                        .withA(Configs.ipsecLifetime(SHORT))
                        .with(Configs.noDpd()));
        Provoked.childLoss(wire, wire.b);
        wire.run(41 * SECOND);

        assertThat(wire.a.all(IkeOutput.ChildClosed.class))
                .map(IkeOutput.ChildClosed::cause)
                .isEqualTo(List.of(IkeCloseCause.PEER_DELETED));
        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSize(1);
        Agreement.assertAgreed(wire);
    }
}
