package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** INFORMATIONAL exchanges that delete: RFC 7296 section 1.4.1. */
class DeleteTest {

    @ParameterizedTest
    @EnumSource(Edition.class)
    void closingTellsThePeer(Edition edition) {
        Wire wire = Wire.established(1, edition.configs());
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(2 * SECOND);

        assertThat(wire.a.last(IkeOutput.ChildClosed.class).cause()).isEqualTo(IkeCloseCause.CLOSED);
        assertThat(wire.a.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.CLOSED);
        assertThat(wire.b.last(IkeOutput.ChildClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
        assertThat(wire.b.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
        Agreement.assertNothingLeft(wire);
        assertThat(wire.a.ike.deadline()).isEqualTo(IkeEndpoint.NEVER);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void whatWasClosedOnPurposeStaysClosed(Edition edition) {
        Wire wire = Wire.established(1, edition.configs().withA(Configs.keepsUp()));
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(1000 * SECOND);
        Agreement.assertNothingLeft(wire);

        wire.a.ike.initiate(wire.now, wire.a.out);
        wire.run(1001 * SECOND);
        Agreement.assertAgreed(wire);
    }

    @Test
    void aLostDeleteIsRepeated() {
        Wire wire = Wire.established(1, Configs.both());
        wire.cut();
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(3 * SECOND);
        wire.mend();
        wire.run(6 * SECOND);

        Agreement.assertNothingLeft(wire);
        assertThat(wire.b.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
    }

    @Test
    void aLostAnswerToADeleteIsRepeatedByTheClosedEnd() {
        Wire wire = Wire.established(1, Configs.both());
        wire.cutToA = bytes -> true;
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(3 * SECOND);
        wire.mend();
        wire.run(6 * SECOND);

        assertThat(wire.a.ike.deadline()).isEqualTo(IkeEndpoint.NEVER);
        wire.run(60 * SECOND);
        assertThat(wire.b.ike.deadline()).isEqualTo(IkeEndpoint.NEVER);
    }

    @Test
    void aProbeWithoutAnswerDoesNotHoldTheDeleteBack() {
        Wire wire = Wire.established(1, Configs.both());
        wire.cutToB = bytes -> true;
        wire.run(12 * SECOND);
        wire.a.ike.close(wire.now, wire.a.out);
        wire.mend();
        wire.run(20 * SECOND);

        Agreement.assertNothingLeft(wire);
        assertThat(wire.b.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
    }

    @Test
    void aDeleteThatIsNeverAnsweredIsGivenUpInSilence() {
        Wire wire = Wire.established(1, Configs.both());
        wire.cut();
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(500 * SECOND);

        assertThat(wire.a.all(IkeOutput.PeerDead.class)).isEmpty();
        assertThat(wire.a.ike.deadline()).isEqualTo(IkeEndpoint.NEVER);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void anEndThatKeepsTheTunnelUpComesBackAfterThePeersDelete(Edition edition) {
        Wire wire = Wire.established(1, edition.configs().withB(Configs.keepsUp()));
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(wire.now + 100 * MILLIS);

        assertThat(wire.b.all(IkeOutput.IkeSaEstablished.class)).hasSize(2);
        Agreement.assertAgreed(wire);
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void twoEndsThatCloseAtOnceAreBothClosed(Edition edition) {
        Wire wire = Wire.established(1, edition.configs());
        wire.a.ike.close(wire.now, wire.a.out);
        wire.b.ike.close(wire.now, wire.b.out);
        wire.run(60 * SECOND);

        Agreement.assertNothingLeft(wire);
        assertThat(wire.a.all(IkeOutput.IkeSaClosed.class)).hasSize(1);
        assertThat(wire.b.all(IkeOutput.IkeSaClosed.class)).hasSize(1);
        assertThat(wire.a.all(IkeOutput.Retransmitted.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Edition.class)
    void closingDuringTheNegotiationForgetsIt(Edition edition) {
        Wire wire = new Wire(1, edition.configs().withA(Configs.keepsUp()));
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(15 * MILLIS);
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(60 * SECOND);

        Agreement.assertNothingLeft(wire);
    }
}
