package dev.censim.proto.ikev1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Vectors;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.proto.ike.Ikev1Keys;
import dev.censim.wire.ike.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Keying material against published values. */
class KeyScheduleTest {

    private static final String SESSION = "ike/made_ikev1_dev.json";

    /** The first case of NIST's CAVS 17.3 set for SP 800-135, SHA-1; its pre-shared key is one octet. */
    @Test
    void oneOfNistsCasesIsReproduced() {
        byte[] skeyid = Ikev1KeySchedule.skeyid(
                AuthenticationAlgorithm.SHA1, "u", Octets.hex("b9a2d0e922dc66dd"), Octets.hex("2130166863b5ddef"));
        Ikev1Keys keys = Ikev1KeySchedule.derive(
                EncryptionAlgorithm.AES128,
                AuthenticationAlgorithm.SHA1,
                skeyid,
                Vectors.hex("739003ba2c11c982946c65e26acf661fbf8ebb78011a9fead79efa12fe3e71cc"),
                0x83d374c30b3b5082L,
                0x5afc0da06c728029L);

        assertThat(skeyid).isEqualTo(Vectors.hex("62b04d112877e442fc3282fc37c076997718a0b9"));
        assertThat(keys.skeyidD()).isEqualTo(Vectors.hex("369e5aad1bdb5faf6a3d929d500cdc236710a9ab"));
        assertThat(keys.skeyidA()).isEqualTo(Vectors.hex("588e957d8d790d093b3a39f121473473af78e9bb"));
        assertThat(keys.skeyidE()).isEqualTo(Vectors.hex("cd74b0c048219db81384d3fda8f6cda51e398a2b"));
        assertThat(keys.cipherKey()).isEqualTo(Arrays.copyOf(keys.skeyidE(), 16));
    }

    /** Pre-shared keys are any octets there and text here, so SKEYID itself is compared where the octets are text. */
    @Test
    void allOfNistsCasesAreReproduced() {
        int cases = 0;
        int texts = 0;
        for (JsonNode test : Vectors.json("ike/nist_ikev1_psk.json.gz").required("tests")) {
            AuthenticationAlgorithm hash = AuthenticationAlgorithm.valueOf(
                    test.required("hash").asString().replace("-", ""));
            Octets ni = Octets.of(Vectors.hex(test, "Ni"));
            Octets nr = Octets.of(Vectors.hex(test, "Nr"));
            byte[] psk = Vectors.hex(test, "pre-shared-key");
            byte[] skeyid = Vectors.hex(test, "SKEYID");
            String text = new String(psk, StandardCharsets.UTF_8);
            if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), psk)) {
                assertThat(Ikev1KeySchedule.skeyid(hash, text, ni, nr)).isEqualTo(skeyid);
                texts++;
            }
            Ikev1Keys keys = Ikev1KeySchedule.derive(
                    EncryptionAlgorithm.AES256,
                    hash,
                    skeyid,
                    Vectors.hex(test, "g^xy"),
                    number(test, "CKY_I"),
                    number(test, "CKY_R"));
            assertThat(keys.skeyidD()).isEqualTo(Vectors.hex(test, "SKEYID_d"));
            assertThat(keys.skeyidA()).isEqualTo(Vectors.hex(test, "SKEYID_a"));
            assertThat(keys.skeyidE()).isEqualTo(Vectors.hex(test, "SKEYID_e"));
            cases++;
        }
        assertThat(cases).isEqualTo(85);
        assertThat(texts).isPositive();
    }

    /** RFC 2409 appendix B: what is too short is expanded, and then the key begins with K1 and not with SKEYID_e. */
    @Test
    void aCipherKeyLongerThanTheHashIsExpanded() {
        byte[] skeyidE = Vectors.hex("63e81194946ebd05df7df5ebf5d8750056bf1f1d");
        byte[] expanded = Vectors.hex("933347a07de5782247dd36d1562ffe0eecade1eb4134165257e3af1000af8ae3");

        assertThat(Ikev1KeySchedule.cipherKey(EncryptionAlgorithm.AES256, AuthenticationAlgorithm.SHA1, skeyidE))
                .isEqualTo(expanded);
        assertThat(Ikev1KeySchedule.cipherKey(EncryptionAlgorithm.TRIPLE_DES, AuthenticationAlgorithm.SHA1, skeyidE))
                .isEqualTo(Arrays.copyOf(expanded, 24));
        assertThat(Ikev1KeySchedule.cipherKey(EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, skeyidE))
                .isEqualTo(Arrays.copyOf(skeyidE, 16));
        assertThat(Ikev1KeySchedule.cipherKey(EncryptionAlgorithm.DES, AuthenticationAlgorithm.SHA1, skeyidE))
                .isEqualTo(Arrays.copyOf(skeyidE, 8));
    }

    private static long number(JsonNode at, String field) {
        return Octets.of(Vectors.hex(at, field)).toLong();
    }

    private static Ikev1Keys keysOf(JsonNode session) {
        String psk = new String(Vectors.hex(session, "psk"), StandardCharsets.US_ASCII);
        byte[] skeyid = Ikev1KeySchedule.skeyid(
                AuthenticationAlgorithm.SHA1,
                psk,
                Octets.of(Vectors.hex(session, "ni")),
                Octets.of(Vectors.hex(session, "nr")));
        return Ikev1KeySchedule.derive(
                EncryptionAlgorithm.AES128,
                AuthenticationAlgorithm.SHA1,
                skeyid,
                Vectors.hex(session.required("dh"), "shared"),
                number(session, "cky_i"),
                number(session, "cky_r"));
    }

    @Test
    void theKeysOfTheMadeSessionAreReproduced() {
        JsonNode session = Vectors.json(SESSION);
        Ikev1Keys keys = keysOf(session);

        assertThat(keys.skeyid()).isEqualTo(Vectors.hex(session, "skeyid"));
        assertThat(keys.skeyidD()).isEqualTo(Vectors.hex(session, "skeyid_d"));
        assertThat(keys.skeyidA()).isEqualTo(Vectors.hex(session, "skeyid_a"));
        assertThat(keys.skeyidE()).isEqualTo(Vectors.hex(session, "skeyid_e"));
        assertThat(keys.cipherKey()).isEqualTo(Vectors.hex(session, "enc_key"));
    }

    /** Each direction of the made session's ESP, encryption key first. */
    @Test
    void theEspKeysOfTheMadeSessionAreReproduced() {
        JsonNode session = Vectors.json(SESSION);
        JsonNode quick = session.required("quick");
        for (String direction : new String[] {"sa_to_initiator_spi_i", "sa_to_responder_spi_r"}) {
            JsonNode sa = quick.required(direction);
            byte[] keymat = Ikev1KeySchedule.keymat(
                    keysOf(session),
                    Vectors.hex(quick.required("dh"), "shared"),
                    (int) Octets.of(Vectors.hex(sa, "spi")).toLong(),
                    Octets.of(Vectors.hex(quick, "ni")),
                    Octets.of(Vectors.hex(quick, "nr")),
                    36);
            assertThat(Arrays.copyOf(keymat, 16)).isEqualTo(Vectors.hex(sa, "enc"));
            assertThat(Arrays.copyOfRange(keymat, 16, 36)).isEqualTo(Vectors.hex(sa, "auth"));
        }
    }
}
