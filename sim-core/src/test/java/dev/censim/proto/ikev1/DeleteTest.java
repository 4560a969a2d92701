package dev.censim.proto.ikev1;

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
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.Deletion;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.IsakmpProposal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DELETE, RFC 2408 section 3.15, which is not answered. What follows from close() is told for both versions in proto.ike's DeleteTest. */
class DeleteTest {

    private static IsakmpPayload delete(int protocol, Octets spi) {
        return new IsakmpPayload(IsakmpPayload.DELETE, new Deletion(protocol, List.of(spi)).body());
    }

    private static byte[] informational(Insider insider, int messageId, IsakmpPayload payload) {
        return insider.seal(ExchangeType.INFORMATIONAL, messageId, List.of(payload));
    }

    /** The SPIs of the sender: its inbound one, and the two cookies. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void closingDeletesBothSasInTwoMessages(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        Insider insider = new Insider(wire);
        ChildSa child = wire.a.last(IkeOutput.ChildInstalled.class).child();
        wire.sent.clear();
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(2 * SECOND);

        assertThat(wire.sent).hasSize(2);
        assertThat(insider.open(wire.sent.get(0)).get(1))
                .isEqualTo(delete(IsakmpProposal.ESP, Octets.ofInt(child.spiIn())));
        assertThat(insider.open(wire.sent.get(1)).get(1)).isEqualTo(delete(IsakmpProposal.ISAKMP, insider.cookies()));
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void thePeerOfALostDeleteIsLeftToDeadPeerDetection(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        wire.cutToB = bytes -> true;
        wire.a.ike.close(wire.now, wire.a.out);
        wire.run(2 * SECOND);
        wire.mend();

        assertThat(wire.a.ike.deadline()).isEqualTo(Ike.NEVER);
        assertThat(wire.b.ike.isEstablished()).isTrue();
        wire.run(60 * SECOND);
        assertThat(wire.b.all(IkeOutput.PeerDead.class)).hasSize(1);
        Agreement.assertNothingLeft(wire);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void theDeleteOfAPairLeavesTheIsakmpSa(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        Insider insider = new Insider(wire);
        int spi = wire.a.last(IkeOutput.ChildInstalled.class).child().spiIn();
        wire.put(informational(insider, 7, delete(IsakmpProposal.ESP, Octets.ofInt(spi))), true, 0);
        wire.run(2 * SECOND);

        assertThat(wire.b.last(IkeOutput.ChildClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
        assertThat(wire.b.outbound).isNull();
        assertThat(wire.b.ike.isEstablished()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void anEndThatKeepsTheTunnelUpReplacesADeletedPairByAQuickMode(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withB(Configs.keepsUp()));
        Insider insider = new Insider(wire);
        int spi = wire.a.last(IkeOutput.ChildInstalled.class).child().spiIn();
        wire.put(informational(insider, 7, delete(IsakmpProposal.ESP, Octets.ofInt(spi))), true, 0);
        wire.run(2 * SECOND);

        assertThat(wire.b.all(IkeOutput.IkeSaEstablished.class)).hasSize(1);
        assertThat(wire.b.all(IkeOutput.ChildInstalled.class)).hasSize(2);
        Agreement.assertAgreed(wire);
    }

    /** With the last ISAKMP SA go the pairs: nothing could delete or rekey them any more. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void theDeleteOfTheLastIsakmpSaEndsThePairsToo(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        Insider insider = new Insider(wire);
        wire.put(informational(insider, 7, delete(IsakmpProposal.ISAKMP, insider.cookies())), true, 0);
        wire.run(2 * SECOND);

        Agreement.assertNothingOpen(wire.b);
        assertThat(wire.b.last(IkeOutput.IkeSaClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
        assertThat(wire.b.last(IkeOutput.ChildClosed.class).cause()).isEqualTo(IkeCloseCause.PEER_DELETED);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aDeleteOfWhatIsNotThereChangesNothing(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        Insider insider = new Insider(wire);
        int own = wire.b.last(IkeOutput.ChildInstalled.class).child().spiIn();
        wire.put(informational(insider, 7, delete(IsakmpProposal.ESP, Octets.hex("deadbeef"))), true, 0);
        wire.put(informational(insider, 8, delete(IsakmpProposal.ESP, Octets.ofInt(own))), true, 0);
        wire.put(informational(insider, 9, delete(IsakmpProposal.ISAKMP, Octets.hex("01".repeat(16)))), true, 0);
        wire.put(informational(insider, 10, delete(2, Octets.ofInt(own))), true, 0);
        wire.run(2 * SECOND);

        Agreement.assertAgreed(wire);
    }
}
