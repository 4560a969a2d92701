package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.wire.ike.IkeHeader;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A NAT in front of B, the customer gateway, which begins: RFC 7296 section 2.23, RFC 3948. */
class NatTraversalTest {

    private static final Duration TWENTY = Duration.ofSeconds(20);

    private static Wire behindNat(long seed, Configs configs) {
        Wire wire = new Wire(seed, configs.behindNat());
        wire.nat = new Wire.Nat();
        wire.b.ike.initiate(0, wire.b.out);
        wire.run(SECOND);
        return wire;
    }

    private static int outside(Wire wire, int inside) {
        return Objects.requireNonNull(wire.nat).outsideByInside.getOrDefault(inside, 0);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void bothEndsFindTheNatAndGoOnOverPort4500(Edition edition) {
        Wire wire = behindNat(1, edition.configs());

        assertThat(wire.b.espPath).isEqualTo(new UdpPath(4500, Configs.ADDRESS_A, 4500));
        assertThat(wire.a.espPath).isEqualTo(new UdpPath(4500, Configs.ADDRESS_B, outside(wire, 4500)));
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void aResponderBehindANatIsFollowedToPort4500(Edition edition) {
        Wire wire = new Wire(1, edition.configs().behindNat());
        Wire.Nat nat = new Wire.Nat();
        nat.outsideByInside.put(500, 500);
        nat.outsideByInside.put(4500, 4500);
        wire.nat = nat;
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(SECOND);

        assertThat(wire.a.espPath).isEqualTo(new UdpPath(4500, Configs.ADDRESS_B, 4500));
        assertThat(wire.b.espPath).isEqualTo(new UdpPath(4500, Configs.ADDRESS_A, 4500));
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void withoutANatNothingFloats(Edition edition) {
        Wire wire = Wire.established(1, edition.configs());

        assertThat(wire.a.all(IkeOutput.EspPath.class)).isEmpty();
        assertThat(wire.b.all(IkeOutput.EspPath.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void nothingFloatsWhenOneEndHasNatTraversalOff(Edition edition) {
        for (boolean isA : new boolean[] {true, false}) {
            Configs.Change off = Configs.natTraversal(false, TWENTY);
            Wire wire = behindNat(
                    1, isA ? edition.configs().withA(off) : edition.configs().withB(off));

            assertThat(wire.a.all(IkeOutput.EspPath.class)).isEmpty();
            assertThat(wire.b.all(IkeOutput.EspPath.class)).isEmpty();
            assertThat(wire.a.ike.isEstablished()).isTrue();
            assertThat(wire.b.ike.isEstablished()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void theEndBehindTheNatSendsAKeepaliveWheneverItWasSilentForTheInterval(Edition edition) {
        Wire wire = behindNat(1, edition.configs().with(Configs.noDpd()));
        wire.run(121 * SECOND);

        assertThat(wire.a.keepalives).isEqualTo(6);
        assertThat(wire.b.keepalives).isZero();
        wire.runWithTraffic(wire.now + 60 * SECOND, 19 * SECOND);
        assertThat(wire.a.keepalives).isEqualTo(6);
        wire.run(wire.now + 41 * SECOND);
        assertThat(wire.a.keepalives).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void anIntervalOfZeroSendsNoKeepalive(Edition edition) {
        Wire wire =
                behindNat(1, edition.configs().with(Configs.noDpd()).with(Configs.natTraversal(true, Duration.ZERO)));
        wire.run(300 * SECOND);

        assertThat(wire.a.keepalives).isZero();
        assertThat(wire.b.ike.deadline()).isEqualTo(Ike.NEVER);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void keepalivesEndWithTheLastIkeSa(Edition edition) {
        Wire wire = behindNat(1, edition.configs().with(Configs.noDpd()));
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(100 * SECOND);

        assertThat(wire.a.keepalives).isZero();
        Agreement.assertNothingLeft(wire);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void theEndThatIsNotBehindTheNatFollowsTheNextAuthenticPacket(Edition edition) {
        for (boolean isEsp : new boolean[] {true, false}) {
            Wire wire = behindNat(1, isEsp ? edition.configs().with(Configs.noDpd()) : edition.configs());
            int before = outside(wire, 4500);
            Objects.requireNonNull(wire.nat).restart();
            if (isEsp) {
                wire.runWithTraffic(wire.now + 30 * MILLIS, 100 * MILLIS);
            } else {
                wire.run(wire.now + 11 * SECOND);
            }

            assertThat(outside(wire, 4500)).isNotEqualTo(before);
            assertThat(wire.a.espPath).isEqualTo(new UdpPath(4500, Configs.ADDRESS_B, outside(wire, 4500)));
            assertThat(wire.a.all(IkeOutput.EspPath.class)).hasSize(2);
            assertThat(wire.b.all(IkeOutput.EspPath.class)).hasSize(1);
        }
    }

    /** Whoever sends a keepalive, or octets that are not authentic, from elsewhere does not lead the cloud astray. */
    @Test
    void nothingThatIsNotAuthenticMovesThePeer() {
        Wire wire = behindNat(1, Configs.both());
        byte[] repeated = wire.sent.get(2); // IKE_AUTH, once more: the answer goes there, the tunnel stays
        byte[] damaged = repeated.clone();
        damaged[damaged.length - 1] ^= 1;
        for (byte[] bytes : new byte[][] {damaged, repeated}) {
            wire.a.ike.received(
                    wire.now, new UdpPath(4500, Configs.ADDRESS_B, 7777), bytes, 0, bytes.length, wire.a.out);
        }
        wire.run(wire.now + 15 * SECOND);

        assertThat(IkeHeader.exchangeType(repeated, 0)).isEqualTo(35);
        assertThat(wire.a.all(IkeOutput.EspPath.class)).hasSize(1);
        assertThat(wire.a.all(IkeOutput.Discarded.class))
                .containsExactly(new IkeOutput.Discarded(IkeDiscard.NOT_AUTHENTIC));
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void theEndBehindTheNatDoesNotFollow(Edition edition) {
        Wire wire = behindNat(1, edition.configs());
        UdpPath elsewhere = new UdpPath(4500, Configs.ADDRESS_A, 7777);
        wire.b.ike.peerMoved(wire.now, elsewhere, wire.b.out);
        wire.run(wire.now + 15 * SECOND);

        assertThat(wire.b.all(IkeOutput.EspPath.class))
                .containsExactly(new IkeOutput.EspPath(Optional.of(new UdpPath(4500, Configs.ADDRESS_A, 4500))));
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void rekeyedSasStayOnTheirPath(Edition edition) {
        Wire wire = behindNat(
                1,
                edition.configs()
                        .with(Configs.noDpd())
                        .with(Configs.ikeLifetime(Duration.ofSeconds(80)))
                        .with(Configs.ipsecLifetime(Duration.ofSeconds(70))));
        wire.run(500 * SECOND);

        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSizeGreaterThan(4);
        assertThat(wire.a.all(IkeOutput.ChildInstalled.class)).hasSizeGreaterThan(5);
        assertThat(wire.a.all(IkeOutput.EspPath.class)).hasSize(1);
        assertThat(wire.b.all(IkeOutput.EspPath.class)).hasSize(1);
        assertThat(wire.b.all(IkeOutput.Retransmitted.class)).isEmpty();
        assertThat(wire.a.keepalives).isPositive();
        Agreement.assertAgreed(wire);
    }

    /** The cloud's question is lost at the NAT: its own attempt must not keep it from answering. */
    @ParameterizedTest
    @EnumSource(Edition.class)
    void aCloudThatAsksInVainAnswersTheCustomerAllTheSame(Edition edition) {
        for (int seed = 0; seed < 8; seed++) {
            Wire wire = new Wire(seed, edition.configs().behindNat().with(Configs.keepsUp()));
            wire.nat = new Wire.Nat();
            wire.a.ike.initiate(0, wire.a.out);
            wire.run(SECOND);
            wire.b.ike.initiate(wire.now, wire.b.out);
            wire.run(2 * SECOND);

            assertThat(wire.a.ike.isEstablished()).as("seed " + seed).isTrue();
            Agreement.assertAgreed(wire);
        }
    }
}
