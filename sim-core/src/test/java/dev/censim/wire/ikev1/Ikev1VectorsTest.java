package dev.censim.wire.ikev1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Vectors;
import dev.censim.crypto.CbcCipher;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages that others wrote: a real capture, and a session of an independent implementation. */
class Ikev1VectorsTest {

    private static final String CAPTURE = "ike/ikev1_main_certs_quick.json";
    private static final String PLAINTEXT = "ike/ikev1_main_certs_quick.plaintext.json";
    private static final String SESSION = "ike/made_ikev1_dev.json";

    private static byte[] datagram(JsonNode capture, int frame) {
        return Vectors.hex(capture.required("frames").get(frame - 1), "udp_payload");
    }

    private static IsakmpMessage decode(byte[] octets) throws Malformed {
        return IsakmpCodec.decode(octets, 0, octets.length);
    }

    private static List<Integer> types(List<IsakmpPayload> payloads) {
        return payloads.stream().map(IsakmpPayload::type).toList();
    }

    private static List<Integer> types(JsonNode expected) {
        List<Integer> types = new ArrayList<>();
        expected.required("payload_types").forEach(type -> types.add(type.asInt()));
        return types;
    }

    /** The body of a captured message, decrypted when it has to be, with the IV that the judge found. */
    private static byte[] plain(IsakmpMessage message, JsonNode capture, JsonNode expected) {
        if (!message.isEncrypted()) {
            return message.body().bytes();
        }
        byte[] key = Vectors.hex(capture.required("keys"), "enc_key");
        byte[] plain = new CbcCipher(EncryptionAlgorithm.TRIPLE_DES, key)
                .decrypt(Vectors.hex(expected, "iv"), message.body().bytes());
        assertThat(plain).isEqualTo(Vectors.hex(expected, "plaintext"));
        return plain;
    }

    @Test
    void everyMessageOfTheCaptureIsReadAsTheJudgeReadsIt() throws Malformed {
        JsonNode capture = Vectors.json(CAPTURE);
        int read = 0;
        for (JsonNode expected : Vectors.json(PLAINTEXT).required("messages")) {
            byte[] octets = datagram(capture, expected.required("frame").asInt());
            IsakmpMessage message = decode(octets);
            assertThat(IsakmpCodec.encode(message)).isEqualTo(octets);
            assertThat(message.exchange().number())
                    .isEqualTo(expected.required("exchange").asInt());
            assertThat(Octets.ofInt(message.messageId())).isEqualTo(Octets.of(Vectors.hex(expected, "msgid")));
            if (expected.path("ok").asBoolean(true)) { // a repeated message continues no chain of IVs
                byte[] body = plain(message, capture, expected);
                List<IsakmpPayload> payloads = IsakmpCodec.payloads(message.nextPayload(), body);
                int padding = expected.path("pad_octets").asInt(0);
                assertThat(types(payloads)).isEqualTo(types(expected));
                assertThat(IsakmpCodec.chain(payloads)).hasSize(body.length - padding);
                read++;
            }
        }
        assertThat(read).isEqualTo(9);
    }

    @Test
    void theOffersOfTheCaptureAreReadAndWrittenTheSame() throws Malformed {
        JsonNode capture = Vectors.json(CAPTURE);
        int offers = 0;
        for (JsonNode expected : Vectors.json(PLAINTEXT).required("messages")) {
            if (!expected.path("ok").asBoolean(true)) {
                continue;
            }
            IsakmpMessage message =
                    decode(datagram(capture, expected.required("frame").asInt()));
            byte[] body = plain(message, capture, expected);
            for (IsakmpPayload payload : IsakmpCodec.payloads(message.nextPayload(), body)) {
                if (payload.type() == IsakmpPayload.SA) {
                    assertThat(SecurityAssociation.read(payload.body()).body()).isEqualTo(payload.body());
                    offers++;
                }
            }
        }
        assertThat(offers).isEqualTo(4);
    }

    @Test
    void theNegotiatedAlgorithmsAreThoseThatTheJudgeFound() throws Malformed {
        JsonNode capture = Vectors.json(CAPTURE);
        JsonNode attributes = Vectors.json(PLAINTEXT).required("attrs");
        IsakmpMessage answer = decode(datagram(capture, 2));
        Octets sa = IsakmpCodec.payloads(answer.nextPayload(), answer.body().bytes())
                .get(0)
                .body();
        IsakmpTransform chosen =
                SecurityAssociation.read(sa).proposals().get(0).transforms().get(0);

        attributes
                .properties()
                .forEach(attribute -> assertThat(chosen.value(Integer.parseInt(attribute.getKey())))
                        .hasValue(attribute.getValue().asLong()));
    }

    @Test
    void theClientsOfTheCapturedQuickModeArePrefixes() throws Malformed {
        JsonNode capture = Vectors.json(CAPTURE);
        JsonNode expected = Vectors.json(PLAINTEXT).required("messages").get(6);
        IsakmpMessage quick = decode(datagram(capture, 7));
        List<IsakmpPayload> payloads = IsakmpCodec.payloads(quick.nextPayload(), plain(quick, capture, expected));

        for (IsakmpPayload id : payloads.subList(4, 6)) {
            Identification client = Identification.read(id.body());
            assertThat(client.prefix()).isPresent();
            assertThat(client.body()).isEqualTo(id.body());
        }
    }

    @Test
    void everyMessageOfTheMadeSessionIsReadAndWrittenTheSame() throws Malformed {
        JsonNode session = Vectors.json(SESSION);
        int read = 0;
        for (JsonNode each : session.required("messages")) {
            byte[] octets = Vectors.hex(each, "ike_message");
            IsakmpMessage message = decode(octets);
            assertThat(Octets.ofLong(message.cookieInitiator())).isEqualTo(Octets.of(Vectors.hex(session, "cky_i")));
            assertThat(IsakmpCodec.encode(message)).isEqualTo(octets);
            read++;
        }
        assertThat(read).isEqualTo(13);
    }

    @Test
    void theMadeSessionBeginsWithAnOfferOfTwoTransformsAndDeadPeerDetection() throws Malformed {
        JsonNode session = Vectors.json(SESSION);
        IsakmpMessage first = decode(Vectors.hex(session.required("messages").get(0), "ike_message"));
        List<IsakmpPayload> payloads =
                IsakmpCodec.payloads(first.nextPayload(), first.body().bytes());

        assertThat(first.cookieResponder()).isZero();
        assertThat(SecurityAssociation.read(payloads.get(0).body())
                        .proposals()
                        .get(0)
                        .transforms())
                .map(transform -> transform.value(1).orElseThrow())
                .containsExactly(5L, 7L);
        assertThat(payloads).contains(new IsakmpPayload(IsakmpPayload.VENDOR_ID, VendorId.DPD));
    }

    /** Main mode's fifth message under the key and the first IV of RFC 2409 appendix B. */
    @Test
    void theIdentityInTheMadeSessionIsTheInitiatorsAddress() throws Exception {
        JsonNode session = Vectors.json(SESSION);
        JsonNode messages = session.required("messages");
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        for (int number : new int[] {3, 4}) {
            IsakmpMessage exchange = decode(Vectors.hex(messages.get(number - 1), "ike_message"));
            digest.update(
                    IsakmpCodec.payloads(exchange.nextPayload(), exchange.body().bytes())
                            .get(0)
                            .body()
                            .bytes());
        }
        byte[] iv = Arrays.copyOf(digest.digest(), 16);
        IsakmpMessage fifth = decode(Vectors.hex(messages.get(4), "ike_message"));
        byte[] plain = new CbcCipher(EncryptionAlgorithm.AES128, Vectors.hex(session, "enc_key"))
                .decrypt(iv, fifth.body().bytes());
        List<IsakmpPayload> payloads = IsakmpCodec.payloads(fifth.nextPayload(), plain);

        assertThat(Identification.read(payloads.get(0).body()).prefix())
                .hasValue(new Prefix(Ipv4.of("198.51.100.10").bits(), 32));
        assertThat(payloads.get(1))
                .isEqualTo(new IsakmpPayload(IsakmpPayload.HASH, Octets.of(Vectors.hex(session, "hash_i"))));
    }
}
