package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.crypto.SeededEntropy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dead peer detection, RFC 7296 section 2.4, and what follows from it. */
class LivenessTest {

    @ParameterizedTest
    @EnumSource(Edition.class)
    void aSilentPeerIsFoundWithinThirtySecondsOfItsLastSignOfLife(Edition edition) {
        Wire wire = Wire.established(1, edition.configs());
        long lastSign = wire.a.lastAt(IkeOutput.ChildInstalled.class);
        wire.cut();
        wire.run(60 * SECOND);

        assertThat(wire.a.lastAt(IkeOutput.PeerDead.class) - lastSign).isEqualTo(30 * SECOND);
        assertThat(wire.a.events.subList(wire.a.events.size() - 3, wire.a.events.size()))
                .map(Object::getClass)
                .map(Class::getSimpleName)
                .containsExactly("PeerDead", "ChildClosed", "IkeSaClosed");
        assertThat(wire.a.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DEAD);
        Agreement.assertNothingLeft(wire);
    }

    @Test
    void aProbeRepeatsTheSameRequestOnItsOwnSchedule() {
        Wire wire = Wire.established(1, Configs.both());
        long start = wire.a.lastAt(IkeOutput.IkeSaEstablished.class);
        wire.cut();
        wire.b.ike = new IkeEndpoint(Configs.both().b(), new SeededEntropy(5));
        wire.sent.clear();
        wire.run(60 * SECOND);

        assertThat(wire.sent).hasSize(4).allSatisfy(m -> assertThat(m).isEqualTo(wire.sent.get(0)));
        List<IkeOutput.Retransmitted> repeats = wire.a.all(IkeOutput.Retransmitted.class);
        assertThat(repeats).map(IkeOutput.Retransmitted::attempt).containsExactly(1, 2, 3);
        assertThat(wire.a.lastAt(IkeOutput.Retransmitted.class) - start).isEqualTo(25 * SECOND);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void aLivingPeerAnswersForEver(Edition edition) {
        Wire wire = Wire.established(1, edition.configs());
        wire.run(500 * SECOND);

        assertThat(wire.a.all(IkeOutput.PeerDead.class)).isEmpty();
        assertThat(wire.a.all(IkeOutput.Retransmitted.class)).isEmpty();
        assertThat(wire.sent).hasSizeBetween(80, 110);
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void bothEndsTellOfAnAnsweredProbeAndOfNoOtherInformational(Edition edition) {
        Wire wire = Wire.established(1, edition.configs());
        wire.run(55 * SECOND);

        for (boolean asked : new boolean[] {true, false}) {
            long told = wire.a.all(IkeOutput.Alive.class).stream()
                    .filter(alive -> alive.asked() == asked)
                    .count();
            long toldByPeer = wire.b.all(IkeOutput.Alive.class).stream()
                    .filter(alive -> alive.asked() != asked)
                    .count();
            assertThat(told).isEqualTo(toldByPeer);
        }
        assertThat(wire.a.all(IkeOutput.Alive.class)).isNotEmpty();

        int before = wire.b.all(IkeOutput.Alive.class).size();
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(wire.now + SECOND);
        assertThat(wire.b.all(IkeOutput.IkeSaClosed.class)).isNotEmpty();
        assertThat(wire.b.all(IkeOutput.Alive.class)).hasSize(before);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void trafficThatComesInMakesProbesNeedless(Edition edition) {
        Wire wire = Wire.established(1, edition.configs());
        wire.sent.clear();
        wire.runWithTraffic(100 * SECOND, SECOND);

        assertThat(wire.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void oneLostProbeIsNoDeath(Edition edition) {
        Wire wire = Wire.established(1, edition.configs());
        wire.cut();
        wire.run(22 * SECOND);
        wire.mend();
        wire.run(60 * SECOND);

        assertThat(wire.a.all(IkeOutput.PeerDead.class)).isEmpty();
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void nothingIsAskedWhenDetectionIsOff(Edition edition) {
        Wire wire = Wire.established(1, edition.configs().with(Configs.noDpd()));
        wire.sent.clear();
        wire.cut();
        wire.run(10_000 * SECOND);

        assertThat(wire.sent).isEmpty();
        assertThat(wire.a.ike.isEstablished()).isTrue();
    }

    @Test
    void withoutDetectionAnUnansweredRequestIsRepeatedUntilTheLifetimeEnds() {
        Wire wire = Wire.established(
                1, Configs.both().with(Configs.noDpd()).withA(Configs.ipsecLifetime(Duration.ofSeconds(4000))));
        wire.cut();
        wire.run(5000 * SECOND);

        assertThat(wire.a.all(IkeOutput.PeerDead.class)).isEmpty();
        assertThat(wire.a.all(IkeOutput.Retransmitted.class)).hasSizeGreaterThan(10);
        assertThat(wire.a.last(IkeOutput.ChildClosed.class).cause()).isEqualTo(IkeCloseCause.EXPIRED);
        assertThat(wire.a.lastAt(IkeOutput.ChildClosed.class)).isBetween(4000 * SECOND, 4001 * SECOND);
    }

    @Test
    void aRequestWithoutAnswerIsTheProbe() {
        Wire wire = Wire.established(1, Configs.both().withA(Configs.ipsecLifetime(Duration.ofSeconds(40))));
        wire.runWithTraffic(33 * SECOND, 100 * MILLIS);
        wire.cut();
        wire.run(100 * SECOND);

        assertThat(wire.a.lastAt(IkeOutput.PeerDead.class)).isBetween(62 * SECOND, 63 * SECOND + 100 * MILLIS);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void trafficKeepsASaAliveWhileAProbesAnswerWasLost(Edition edition) {
        Wire wire = Wire.established(1, edition.configs());
        wire.cutToA = bytes -> bytes.length > 1;
        wire.run(12 * SECOND);
        wire.runWithTraffic(40 * SECOND, SECOND);
        assertThat(wire.a.all(IkeOutput.PeerDead.class)).isEmpty();
        wire.mend();
        wire.runWithTraffic(100 * SECOND, SECOND);

        assertThat(wire.a.all(IkeOutput.PeerDead.class)).isEmpty();
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void anEndThatKeepsTheTunnelUpBeginsAnewAtOnceAndForEver(Edition edition) {
        Wire wire = Wire.established(1, edition.configs().withA(Configs.keepsUp()));
        wire.cut();
        wire.run(32 * SECOND);
        assertThat(wire.a.all(IkeOutput.PeerDead.class)).hasSize(1);
        wire.run(1000 * SECOND);
        assertThat(wire.a.all(IkeOutput.Failed.class)).hasSizeBetween(5, 6);
        wire.mend();
        wire.run(1200 * SECOND);

        assertThat(wire.a.all(IkeOutput.IkeSaEstablished.class)).hasSize(2);
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void anEndThatDoesNotKeepItUpWaits(Edition edition) {
        Wire wire = Wire.established(1, edition.configs());
        wire.cut();
        wire.run(100 * SECOND);
        wire.mend();
        wire.run(1000 * SECOND);

        Agreement.assertNothingLeft(wire);
        assertThat(wire.a.ike.deadline()).isEqualTo(IkeEndpoint.NEVER);
        wire.b.ike.initiate(wire.now, wire.b.out);
        wire.run(1001 * SECOND);
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void twoEndsThatBothKeepItUpMeetAgainWithOneSa(Edition edition) {
        for (int seed = 0; seed < 10; seed++) {
            Wire wire = Wire.established(seed, edition.configs().with(Configs.keepsUp()));
            wire.cut();
            wire.run((100 + 7 * seed) * SECOND);
            wire.mend();
            wire.run(300 * SECOND);

            assertThat(Agreement.openIkeSas(wire.a)).as("seed " + seed).hasSize(1);
            assertThat(wire.a.inbound).as("seed " + seed).hasSize(1);
            Agreement.assertAgreed(wire);
        }
    }
}
