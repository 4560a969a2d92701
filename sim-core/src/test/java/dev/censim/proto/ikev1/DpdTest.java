package dev.censim.proto.ikev1;

import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.IkeMode;
import dev.censim.proto.ike.Agreement;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Wire;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.IsakmpProposal;
import dev.censim.wire.ikev1.Notification;
import dev.censim.wire.ikev1.NotifyMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R-U-THERE and its ACK, RFC 3706. What follows from a verdict is told for both versions in proto.ike's LivenessTest. */
class DpdTest {

    private static Wire established(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        wire.sent.clear();
        return wire;
    }

    private static Notification notification(Insider insider, byte[] message) {
        try {
            return Notification.read(insider.open(message).get(1).body());
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }

    private static IsakmpPayload payload(Octets cookies, int type, Octets data) {
        return new IsakmpPayload(
                IsakmpPayload.NOTIFY, new Notification(IsakmpProposal.ISAKMP, cookies, type, data).body());
    }

    /** Section 5.3: about the ISAKMP SA, by both cookies, with a sequence number that the answer repeats. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aQuestionAndItsAnswerNameTheSaAndTheSequenceNumber(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withB(Configs.noDpd()));
        Insider insider = new Insider(wire);
        wire.sent.clear();
        wire.run(12 * SECOND);

        assertThat(wire.sent).hasSize(2);
        Notification question = notification(insider, wire.sent.get(0));
        Notification answer = notification(insider, wire.sent.get(1));
        assertThat(question.type()).isEqualTo(NotifyMessage.R_U_THERE);
        assertThat(answer.type()).isEqualTo(NotifyMessage.R_U_THERE_ACK);
        assertThat(question.spi()).isEqualTo(insider.cookies());
        assertThat(answer.spi()).isEqualTo(insider.cookies());
        assertThat(question.data().length()).isEqualTo(4);
        assertThat(answer.data()).isEqualTo(question.data());
        assertThat(IkeHeader.messageId(wire.sent.get(0), 0)).isNotEqualTo(IkeHeader.messageId(wire.sent.get(1), 0));
    }

    /** Section 5.4: the first number has its top bit clear; a new question has the next one, a repeated question the same. */
    @Test
    void questionsAreNumberedAndRepetitionsKeepTheirNumber() {
        Wire wire = Wire.established(1, Configs.ikev1(IkeMode.MAIN).withB(Configs.noDpd()));
        Insider insider = new Insider(wire);
        wire.sent.clear();
        wire.run(45 * SECOND);
        wire.cut();
        wire.run(100 * SECOND);

        List<Long> numbers = new ArrayList<>();
        for (byte[] message : wire.sent) {
            Notification notification = notification(insider, message);
            if (notification.type() == NotifyMessage.R_U_THERE) {
                numbers.add(notification.data().toLong());
            }
        }
        long first = numbers.get(0);
        assertThat(first).isBetween(0L, (long) Integer.MAX_VALUE);
        assertThat(numbers.subList(0, 4)).containsExactly(first, first + 1, first + 2, first + 3);
        List<Long> unanswered = numbers.subList(numbers.size() - 4, numbers.size());
        assertThat(unanswered).containsOnly(unanswered.get(0));
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void anAnswerToAnotherQuestionProvesNothing(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        long lastSign = wire.a.lastAt(IkeOutput.ChildInstalled.class);
        Insider insider = new Insider(wire);
        wire.cut();
        wire.run(11 * SECOND);
        wire.mend();
        byte[] stale = insider.seal(
                ExchangeType.INFORMATIONAL,
                77,
                List.of(payload(insider.cookies(), NotifyMessage.R_U_THERE_ACK, Octets.hex("ffffffff"))));
        wire.put(stale, false, 0);
        wire.cutToA = bytes -> true;
        wire.run(60 * SECOND);

        assertThat(wire.a.all(IkeOutput.Alive.class)).isEmpty();
        assertThat(wire.a.all(IkeOutput.Discarded.class)).contains(new IkeOutput.Discarded(IkeDiscard.UNEXPECTED));
        assertThat(wire.a.lastAt(IkeOutput.PeerDead.class) - lastSign).isEqualTo(30 * SECOND);
    }

    /** The peer's question shows that it lives before its answer comes. */
    @Test
    void anAnswerThatComesAfterAnotherSignOfLifeIsNoStranger() {
        Wire wire = Wire.established(1, Configs.ikev1(IkeMode.MAIN));
        wire.run(60 * SECOND);

        assertThat(wire.a.all(IkeOutput.Alive.class)).hasSizeGreaterThan(3);
        assertThat(wire.a.all(IkeOutput.Discarded.class)).isEmpty();
        assertThat(wire.b.all(IkeOutput.Discarded.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void aQuestionAboutAnotherSaIsNotAnswered(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));
        Insider insider = new Insider(wire);
        wire.sent.clear();
        byte[] strange = insider.seal(
                ExchangeType.INFORMATIONAL,
                77,
                List.of(payload(
                        Octets.hex("0102030405060708" + "0102030405060708"),
                        NotifyMessage.R_U_THERE,
                        Octets.hex("00000001"))));
        wire.put(strange, true, 0);
        wire.run(2 * SECOND);

        assertThat(wire.sent).isEmpty();
        Agreement.assertAgreed(wire);
    }

    /** Section 5.1: the vendor ID says that an end answers; whether it asks is its own affair. */
    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void anEndThatDoesNotAskAnswersAllTheSame(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withB(Configs.noDpd()));
        wire.run(100 * SECOND);

        assertThat(wire.a.all(IkeOutput.PeerDead.class)).isEmpty();
        assertThat(wire.a.all(IkeOutput.Alive.class)).isNotEmpty().containsOnly(new IkeOutput.Alive(true));
        assertThat(wire.b.all(IkeOutput.Alive.class)).isNotEmpty().containsOnly(new IkeOutput.Alive(false));
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void onlyTheEndThatAsksFindsASilentPeer(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withB(Configs.noDpd()));
        wire.cut();
        wire.run(500 * SECOND);

        assertThat(wire.a.all(IkeOutput.PeerDead.class)).hasSize(1);
        Agreement.assertNothingOpen(wire.a);
        assertThat(wire.b.all(IkeOutput.PeerDead.class)).isEmpty();
        assertThat(wire.b.inbound).hasSize(1);
    }

    @Test
    void aQuestionIsAnsweredOnceAndItsReplayIsNot() {
        Wire wire = established(IkeMode.MAIN);
        wire.run(12 * SECOND);
        byte[] question = wire.sent.get(0);
        int alive = wire.b.all(IkeOutput.Alive.class).size()
                + wire.a.all(IkeOutput.Alive.class).size();
        wire.sent.clear();
        wire.put(question, true, 0);
        wire.put(question, false, 0);
        wire.run(wire.now + 100 * Wire.MILLIS);

        assertThat(wire.sent).isEmpty();
        assertThat(wire.b.all(IkeOutput.Alive.class).size()
                        + wire.a.all(IkeOutput.Alive.class).size())
                .isEqualTo(alive);
        assertThat(wire.b.all(IkeOutput.Discarded.class)).contains(new IkeOutput.Discarded(IkeDiscard.OUT_OF_WINDOW));
    }
}
