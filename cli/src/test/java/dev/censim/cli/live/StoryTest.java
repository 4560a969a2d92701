package dev.censim.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.proto.ike.IkeExchange;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkeRefusal;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpMessage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a person reads while a live end speaks IKEv1. */
final class StoryTest {

    private static String told(Consumer<Story> happening) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        happening.accept(new Story(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private static byte[] message(ExchangeType exchange, boolean isEncrypted, int id) {
        return IsakmpCodec.encode(
                new IsakmpMessage(1, 2, exchange, isEncrypted, id, 8, Octets.of(new byte[32], 0, 32)));
    }

    @Test
    void phaseOneIsNamedByItsMode() {
        assertThat(told(story -> story.sent(0, message(ExchangeType.IDENTITY_PROTECTION, false, 0))))
                .isEqualTo("0.000 s  sent     main mode (60 octets)");
        assertThat(told(story -> story.received(0, message(ExchangeType.IDENTITY_PROTECTION, true, 0))))
                .isEqualTo("0.000 s  received main mode, encrypted (60 octets)");
        assertThat(told(story -> story.sent(0, message(ExchangeType.AGGRESSIVE, false, 0))))
                .isEqualTo("0.000 s  sent     aggressive mode (60 octets)");
    }

    @Test
    void whatFollowsPhaseOneIsNamedByItsMessageId() {
        assertThat(told(story -> story.sent(0, message(ExchangeType.QUICK_MODE, true, 0xfadedbee))))
                .isEqualTo("0.000 s  sent     quick mode fadedbee, encrypted (60 octets)");
        assertThat(told(story -> story.sent(0, message(ExchangeType.INFORMATIONAL, true, 7))))
                .isEqualTo("0.000 s  sent     informational 00000007, encrypted (60 octets)");
    }

    @Test
    void anExchangeThatNobodyKnowsIsANumber() {
        byte[] message = message(ExchangeType.QUICK_MODE, true, 1);
        message[18] = 33;

        assertThat(told(story -> story.received(0, message)))
                .isEqualTo("0.000 s  received IKEv1 exchange 33 00000001, encrypted (60 octets)");
    }

    @Test
    void aFailureIsSaidInTheModesName() {
        assertThat(told(story -> story.noted(
                        0, new IkeOutput.Failed(IkeRefusal.AUTHENTICATION_FAILED, IkeExchange.AGGRESSIVE_MODE, false))))
                .isEqualTo("0.000 s  negotiation failed in aggressive mode: AUTHENTICATION_FAILED");
        assertThat(told(story -> story.noted(0, new IkeOutput.Retransmitted(-1, 2))))
                .isEqualTo("0.000 s  retransmission 2 of message 4294967295");
    }
}
