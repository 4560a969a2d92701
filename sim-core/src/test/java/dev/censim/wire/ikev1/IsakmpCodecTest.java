package dev.censim.wire.ikev1;

import static dev.censim.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers and chains of payloads, RFC 2408 sections 3.1 and 3.2. */
class IsakmpCodecTest {

    /** KE of 4 octets, then a nonce of 8: the shape of main mode's third message. */
    private static final byte[] THIRD = hex("1122334455667788" + "99aabbccddeeff00" // cookies
            + "04100200" + "00000000"
            + "00000030" // KE first, version 1.0, main mode, no flags; message id 0; 48 octets
            + "0a000008" + "01020304" // KE, a nonce follows
            + "0000000c" + "a1a2a3a4a5a6a7a8");

    private static IsakmpMessage decode(byte[] octets) throws Malformed {
        return IsakmpCodec.decode(octets, 0, octets.length);
    }

    private static List<IsakmpPayload> payloads(IsakmpMessage message) throws Malformed {
        return IsakmpCodec.payloads(message.nextPayload(), message.body().bytes());
    }

    private static byte[] third(int index, int octet) {
        byte[] octets = THIRD.clone();
        octets[index] = (byte) octet;
        return octets;
    }

    private static Malformed refusal(byte[] octets) {
        return catchThrowableOfType(Malformed.class, () -> decode(octets));
    }

    private static Malformed chainRefusal(int first, String body) {
        return catchThrowableOfType(Malformed.class, () -> IsakmpCodec.payloads(first, hex(body)));
    }

    @Test
    void aMessageInTheClearIsReadFieldByField() throws Malformed {
        IsakmpMessage message = decode(THIRD);

        assertThat(message.cookieInitiator()).isEqualTo(0x1122334455667788L);
        assertThat(message.cookieResponder()).isEqualTo(0x99aabbccddeeff00L);
        assertThat(message.exchange()).isEqualTo(ExchangeType.IDENTITY_PROTECTION);
        assertThat(message.isEncrypted()).isFalse();
        assertThat(message.messageId()).isZero();
        assertThat(payloads(message))
                .containsExactly(
                        new IsakmpPayload(IsakmpPayload.KE, Octets.hex("01020304")),
                        new IsakmpPayload(IsakmpPayload.NONCE, Octets.hex("a1a2a3a4a5a6a7a8")));
    }

    @Test
    void aMessageIsWrittenAsItWasRead() throws Malformed {
        IsakmpMessage message = decode(THIRD);

        assertThat(IsakmpCodec.encode(message)).isEqualTo(THIRD);
        assertThat(IsakmpCodec.chain(payloads(message)))
                .isEqualTo(message.body().bytes());
    }

    @Test
    void anEncryptedBodyIsHandedOnAsItIs() throws Malformed {
        IsakmpMessage quick = new IsakmpMessage(
                1, -1L, ExchangeType.QUICK_MODE, true, 0x8f77e4f9, IsakmpPayload.HASH, Octets.hex("00".repeat(16)));
        byte[] octets = IsakmpCodec.encode(quick);

        assertThat(octets[IkeHeader.FLAGS]).isEqualTo((byte) 1);
        assertThat(octets[IkeHeader.EXCHANGE_TYPE]).isEqualTo((byte) 32);
        assertThat(decode(octets)).isEqualTo(quick);
    }

    @Test
    void aMessageInTheMiddleOfABufferIsReadWhereItLies() throws Malformed {
        byte[] buffer = new byte[5 + THIRD.length + 9];
        Arrays.fill(buffer, (byte) 0xee);
        System.arraycopy(THIRD, 0, buffer, 5, THIRD.length);

        assertThat(IsakmpCodec.decode(buffer, 5, THIRD.length)).isEqualTo(decode(THIRD));
    }

    @Test
    void aFirstMessageHasNoResponderCookieYet() throws Malformed {
        byte[] octets = THIRD.clone();
        Arrays.fill(octets, 8, 16, (byte) 0);

        assertThat(decode(octets).cookieResponder()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2, IDENTITY_PROTECTION", "4, AGGRESSIVE", "5, INFORMATIONAL", "32, QUICK_MODE"})
    void exchangesHaveTheNumbersOfTheRfcs(int number, ExchangeType exchange) throws Malformed {
        assertThat(decode(third(IkeHeader.EXCHANGE_TYPE, number)).exchange()).isEqualTo(exchange);
        assertThat(exchange.number()).isEqualTo(number);
    }

    /** The commit bit and the authentication-only bit are no reason to drop a message (RFC 2408 section 3.1). */
    @Test
    void onlyTheEncryptionFlagSaysThatABodyIsEncrypted() throws Malformed {
        assertThat(decode(third(IkeHeader.FLAGS, 0x02 | 0x04)).isEncrypted()).isFalse();
        assertThat(decode(third(IkeHeader.FLAGS, 0x01 | 0x02)).isEncrypted()).isTrue();
    }

    @Test
    void anyMinorVersionOfVersionOneIsRead() throws Malformed {
        assertThat(decode(third(IkeHeader.VERSION, 0x13))).isEqualTo(decode(THIRD));
    }

    @ParameterizedTest
    @CsvSource({"0", "27"})
    void whatIsShorterThanAHeaderIsMalformed(int length) {
        assertThat(refusal(Arrays.copyOf(THIRD, length)).code()).isEqualTo(NotifyMessage.PAYLOAD_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"0", "27", "47", "49", "255"})
    void aLengthThatIsNotTheDatagramsIsMalformed(int length) {
        Malformed refusal = refusal(third(IkeHeader.MESSAGE_LENGTH + 3, length));

        assertThat(refusal.code()).isEqualTo(NotifyMessage.PAYLOAD_MALFORMED);
        assertThat(refusal.offset()).isEqualTo(IkeHeader.MESSAGE_LENGTH);
    }

    @Test
    void aLengthThatLooksNegativeIsMalformed() {
        assertThat(refusal(third(IkeHeader.MESSAGE_LENGTH, 0x80)).code()).isEqualTo(NotifyMessage.PAYLOAD_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"0x20", "0x00", "0xf0"})
    void anotherMajorVersionIsRefusedByItsName(String version) {
        assertThat(refusal(third(IkeHeader.VERSION, Integer.decode(version))).code())
                .isEqualTo(NotifyMessage.INVALID_MAJOR_VERSION);
    }

    /** Transaction exchanges (6), new group mode (33) and IKEv2's are not spoken. */
    @ParameterizedTest
    @CsvSource({"0", "1", "3", "6", "33", "34", "255"})
    void anExchangeThatIsNotSpokenIsRefusedByItsName(int exchange) {
        assertThat(refusal(third(IkeHeader.EXCHANGE_TYPE, exchange)).code())
                .isEqualTo(NotifyMessage.INVALID_EXCHANGE_TYPE);
    }

    @Test
    void anInitiatorCookieOfZeroIsRefused() {
        byte[] octets = THIRD.clone();
        Arrays.fill(octets, 0, 8, (byte) 0);

        assertThat(refusal(octets).code()).isEqualTo(NotifyMessage.INVALID_COOKIE);
    }

    @Test
    void everyTruncationIsRefused() {
        for (int length = 0; length < THIRD.length; length++) {
            byte[] octets = Arrays.copyOf(THIRD, length);
            if (length > IkeHeader.MESSAGE_LENGTH + 3) {
                octets[IkeHeader.MESSAGE_LENGTH + 3] = (byte) length;
            }
            int cut = length;
            assertThat(catchThrowableOfType(Malformed.class, () -> payloads(decode(octets))))
                    .as("cut to %d octets", cut)
                    .isNotNull();
        }
    }

    @Test
    void aPayloadLengthBelowItsOwnHeaderIsRefused() {
        for (String length : List.of("0000", "0001", "0003")) {
            assertThat(chainRefusal(IsakmpPayload.KE, "0000" + length + "01020304")
                            .code())
                    .isEqualTo(NotifyMessage.PAYLOAD_MALFORMED);
        }
    }

    @Test
    void aPayloadThatReachesBeyondTheMessageIsRefused() {
        Malformed first = chainRefusal(IsakmpPayload.KE, "00000009" + "01020304");
        Malformed second = chainRefusal(IsakmpPayload.KE, "0a000008" + "01020304" + "0000ffff" + "0102");

        assertThat(first.offset()).isZero();
        assertThat(second.offset()).isEqualTo(8);
    }

    @Test
    void aChainThatEndsInTheMiddleOfAHeaderIsRefused() {
        assertThat(chainRefusal(IsakmpPayload.KE, "0a000008" + "01020304" + "0000"))
                .isNotNull();
        assertThat(chainRefusal(IsakmpPayload.KE, "0a000008" + "01020304")).isNotNull();
    }

    /** RFC 2409 appendix B: an encrypted body is filled up with any octets. */
    @Test
    void paddingBehindTheLastPayloadIsIgnored() throws Malformed {
        IsakmpPayload hash = new IsakmpPayload(IsakmpPayload.HASH, Octets.hex("0b4f60a7"));

        assertThat(IsakmpCodec.payloads(IsakmpPayload.HASH, hex("00000008" + "0b4f60a7" + "00000000")))
                .containsExactly(hash);
        assertThat(IsakmpCodec.payloads(IsakmpPayload.HASH, hex("00000008" + "0b4f60a7" + "ffffff07")))
                .containsExactly(hash);
    }

    @Test
    void aMessageMayHaveNoPayloadAtAll() throws Malformed {
        assertThat(IsakmpCodec.payloads(0, new byte[0])).isEmpty();
        assertThat(IsakmpCodec.chain(List.of())).isEmpty();
    }

    @Test
    void reservedOctetsAreNotLookedAt() throws Malformed {
        assertThat(IsakmpCodec.payloads(IsakmpPayload.KE, hex("00ff0008" + "01020304")))
                .containsExactly(new IsakmpPayload(IsakmpPayload.KE, Octets.hex("01020304")));
    }

    @Test
    void anUnknownPayloadIsKeptByItsNumber() throws Malformed {
        assertThat(IsakmpCodec.payloads(130, hex("00000005" + "77")))
                .containsExactly(new IsakmpPayload(130, Octets.hex("77")));
    }

    @Test
    void theLongestPayloadAndTheLongestChainOf64KibAreRead() throws Malformed {
        List<IsakmpPayload> longest =
                List.of(new IsakmpPayload(IsakmpPayload.VENDOR_ID, Octets.of(new byte[65_535 - IsakmpPayload.HEADER])));
        List<IsakmpPayload> most = new ArrayList<>(
                Collections.nCopies(65_508 / 4, new IsakmpPayload(IsakmpPayload.VENDOR_ID, Octets.EMPTY)));

        for (List<IsakmpPayload> chain : List.of(longest, most)) {
            byte[] body = IsakmpCodec.chain(chain);
            assertThat(IsakmpCodec.payloads(IsakmpPayload.VENDOR_ID, body)).isEqualTo(chain);
        }
    }

    @Test
    void aChainOf64KibWhoseLastLengthLiesIsRefused() {
        byte[] body = IsakmpCodec.chain(
                Collections.nCopies(65_508 / 4, new IsakmpPayload(IsakmpPayload.VENDOR_ID, Octets.EMPTY)));
        body[body.length - 1] = 5;

        assertThat(catchThrowableOfType(Malformed.class, () -> IsakmpCodec.payloads(IsakmpPayload.VENDOR_ID, body)))
                .isNotNull();
    }
}
