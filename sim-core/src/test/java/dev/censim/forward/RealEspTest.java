package dev.censim.forward;

import static dev.censim.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.Vectors;
import dev.censim.crypto.CbcCipher;
import dev.censim.crypto.Integrity;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.EspHeader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class RealEspTest {

    private static final byte[] AUTH_KEY = hex("0b".repeat(20));
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final RealEsp esp = new RealEsp();

    private static EspSa sa(byte[] key) {
        return new EspSa(0x8765, EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, key, AUTH_KEY);
    }

    /** An authentic packet around a ciphertext made elsewhere. */
    private static byte[] signed(byte[] withoutIcv) {
        byte[] packet = Arrays.copyOf(withoutIcv, withoutIcv.length + 12);
        new Integrity(AuthenticationAlgorithm.SHA1, AUTH_KEY)
                .sign(packet, 0, withoutIcv.length, packet, withoutIcv.length);
        return packet;
    }

    private static byte[] signedAround(byte[] plain) {
        byte[] iv = new byte[16];
        byte[] ciphertext = new CbcCipher(EncryptionAlgorithm.AES128, hex(KEY)).encrypt(iv, plain);
        return signed(ByteBuffer.allocate(24 + plain.length)
                .putInt(0x8765)
                .putInt(1)
                .put(iv)
                .put(ciphertext)
                .array());
    }

    private int open(EspSa sa, byte[] packet) {
        return esp.open(sa, packet, 0, packet.length, new byte[packet.length], 0);
    }

    /** RFC 3602 section 4, cases 7 and 8: tunnel mode, with an ICV put behind. */
    @ParameterizedTest
    @CsvSource({
        "0000876500000002f4e765244f6407adf13dc1380f673f37773b5241a4c449225e4f3ce5ed611b0c237ca96cf74a93013c1b0ea1a0cf70f8"
                + "e4ecaec78ac53aad7a0f022b859243c647752e94a859352b8a4d4d2decd136e5c177f132ad3fbfb2201ac9904c74ee0a109e0ca1"
                + "e4dfe9d5a100b842f1c22f0d,"
                + "45000054090400004001f988c0a87b03c0a87bc808009f76a90a0100b49c083d02a2040008090a0b0c0d0e0f1011121314151617"
                + "18191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f3031323334353637",
        "000087650000000585d47224b5f3dd5d2101d4ea8dffab2215b92683819596a8047232cc00f7048fe45318e11f8a0f62ede3c3fc61203bb5"
                + "0f980a08c9843fd3a1b06d5c07ff9639b7eb7dfb3512e5de435e7207ed971ef3d2726d9b5ef6affc6d17a0decbb13892,"
                + "45000044090c00004001f990c0a87b03c0a87bc80800d63caa0a0200c69c083da3de0300ffffffffffffffffffffffffffffffff"
                + "ffffffffffffffffffffffffffffffff"
    })
    void opensThePacketsOfRfc3602(String packet, String inner) {
        byte[] sealed = signed(hex(packet));
        byte[] out = new byte[200];
        int length = esp.open(sa(hex(KEY)), sealed, 0, sealed.length, out, 0);
        assertThat(Arrays.copyOf(out, Math.max(0, length))).isEqualTo(hex(inner));
    }

    /** Transport-mode packets are authentic, but what they carry is no IPv4 packet. */
    @Test
    void opensEveryPacketOfTheRfcsFile() {
        for (JsonNode test : Vectors.json("esp/rfc3602.json").required("esp")) {
            byte[] outer = hex(test, "packet_without_icv");
            byte[] sealed = signed(Arrays.copyOfRange(outer, 20, outer.length));
            byte[] out = new byte[200];
            int length = esp.open(sa(hex(test, "key")), sealed, 0, sealed.length, out, 0);
            if (test.required("mode").asString().equals("tunnel")) {
                assertThat(Arrays.copyOf(out, Math.max(0, length))).isEqualTo(hex(test, "original_packet"));
            } else {
                assertThat(length).isEqualTo(EspTransform.UNEXPECTED_NEXT_HEADER);
            }
        }
    }

    /** The judge decrypts with the IV of the packet and knows no chain. */
    @Test
    void whatIsSealedDecryptsWithTheIvItCarries() {
        EspSa sa = sa(hex(KEY));
        CbcCipher judge = new CbcCipher(EncryptionAlgorithm.AES128, hex(KEY));
        Set<String> ivs = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            byte[] inner = EspTransformTest.packet(20 + i);
            byte[] out = new byte[esp.sealedLength(sa, inner.length)];
            int end = esp.seal(sa, inner, 0, inner.length, out, 0) - 12;
            byte[] iv = Arrays.copyOfRange(out, EspHeader.LENGTH, EspHeader.LENGTH + 16);
            byte[] plain = judge.decrypt(iv, Arrays.copyOfRange(out, EspHeader.LENGTH + 16, end));
            assertThat(Arrays.copyOf(plain, inner.length)).isEqualTo(inner);
            int padLength = plain[plain.length - 2];
            assertThat(padLength).isEqualTo(plain.length - inner.length - 2);
            for (int pad = 1; pad <= padLength; pad++) {
                assertThat(plain[inner.length + pad - 1]).isEqualTo((byte) pad);
            }
            assertThat(plain[plain.length - 1]).isEqualTo((byte) 4);
            assertThat(new Integrity(AuthenticationAlgorithm.SHA1, AUTH_KEY).verify(out, 0, end, out, end))
                    .isTrue();
            assertThat(ivs.add(Arrays.toString(iv))).isTrue();
        }
    }

    /** NIST SP 800-38A appendix C: the first of two ways to make an IV that nobody can foretell. */
    @ParameterizedTest
    @EnumSource(EncryptionAlgorithm.class)
    void theIvIsTheNonceOfSpiAndSequenceNumberEncrypted(EncryptionAlgorithm encryption) {
        EspSa sa = EspTransformTest.sa(encryption, AuthenticationAlgorithm.SHA1, 7);
        int block = encryption.blockLength();
        CbcCipher judge = new CbcCipher(encryption, sa.encryptionKey());
        for (int sequence = 1; sequence < 20; sequence++) {
            byte[] out = new byte[esp.sealedLength(sa, 60 + sequence)];
            esp.seal(sa, EspTransformTest.packet(60 + sequence), 0, 60 + sequence, out, 0);
            byte[] nonce =
                    ByteBuffer.allocate(block).putInt(sa.spi()).putInt(sequence).array();
            assertThat(Arrays.copyOfRange(out, EspHeader.LENGTH, EspHeader.LENGTH + block))
                    .isEqualTo(judge.encrypt(new byte[block], nonce));
        }
    }

    /** Made with OpenSSL 3.0 by {@code openssl-esp.c}: keys count up from 1, the inner octets from 0, the sequence number is 1. */
    @ParameterizedTest
    @CsvSource({
        "AES128, SHA1, "
                + "1234567800000001f67554c6b6c2cabcd7359f330a6dd9831cf252d9d3bbc5dbfb8855af7da39f73598086232fc075e3"
                + "9111b3b9d2316a1c5b90b7279968a1e780e87775",
        "AES128, SHA256, "
                + "1234567800000001f67554c6b6c2cabcd7359f330a6dd9831cf252d9d3bbc5dbfb8855af7da39f73598086232fc075e3"
                + "9111b3b9d2316a1ce6772a27acd150fc323145370a33765e",
        "AES256, SHA1, "
                + "12345678000000017ebbf6e21b00ee95a879684819061435a1c9b5ed13dff95f193cd4c46ff0f534f4f335a066e832ca"
                + "bc591d713168113653c92e66d2953ce2bed41ecd",
        "AES256, SHA256, "
                + "12345678000000017ebbf6e21b00ee95a879684819061435a1c9b5ed13dff95f193cd4c46ff0f534f4f335a066e832ca"
                + "bc591d71316811369b67f68cdad4ee67344e0c847cf5136d",
        "TRIPLE_DES, SHA1, "
                + "123456780000000112005ed07fbbd6e82f6e125b18aef9e42a2896a7f9b5ea19ecf761c237d657716ce285a30f84e863"
                + "4bbaaaee"
    })
    void makesThePacketsThatOpensslMakes(
            EncryptionAlgorithm encryption, AuthenticationAlgorithm authentication, String packet) {
        byte[] encryptionKey = countingUp(1, encryption.keyLength());
        byte[] authenticationKey = countingUp(1, authentication.hashLength());
        EspSa sa = new EspSa(0x12345678, encryption, authentication, encryptionKey, authenticationKey);
        byte[] out = new byte[esp.sealedLength(sa, 20)];
        esp.seal(sa, countingUp(0, 20), 0, 20, out, 0);
        assertThat(out).isEqualTo(hex(packet));

        EspBatch batch = new EspBatch(sa.keys(), 1, 20);
        batch.add(1, countingUp(0, 20), 0, 20);
        batch.seal();
        assertThat(Arrays.copyOfRange(batch.octets(), batch.offset(0), batch.offset(0) + batch.length(0)))
                .isEqualTo(out);
    }

    private static byte[] countingUp(int first, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (first + i);
        }
        return octets;
    }

    @Test
    void aFlippedBitAnywhereIsDropped() {
        EspSa sender = sa(hex(KEY));
        byte[] packet = new byte[esp.sealedLength(sender, 40)];
        esp.seal(sender, EspTransformTest.packet(40), 0, 40, packet, 0);
        EspSa receiver = sa(hex(KEY));
        for (int bit = 0; bit < packet.length * 8; bit++) {
            packet[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(open(receiver, packet)).isIn(EspTransform.BAD_ICV, EspTransform.REPLAYED);
            packet[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(open(receiver, packet)).isEqualTo(40);
    }

    @Test
    void paddingThatDoesNotCountUpIsDropped() {
        byte[] plain = new byte[32];
        plain[30] = 2;
        plain[31] = 4;
        plain[28] = 1;
        plain[29] = 3;
        assertThat(open(sa(hex(KEY)), signedAround(plain))).isEqualTo(EspTransform.MALFORMED_PADDING);
        plain[29] = 2;
        assertThat(open(sa(hex(KEY)), signedAround(plain))).isEqualTo(28);
    }

    @Test
    void paddingLongerThanThePacketIsDropped() {
        byte[] plain = new byte[32];
        plain[30] = (byte) 255;
        plain[31] = 4;
        assertThat(open(sa(hex(KEY)), signedAround(plain))).isEqualTo(EspTransform.MALFORMED_PADDING);
    }

    /** RFC 4303 section 2.6. */
    @Test
    void aDummyPacketIsDropped() {
        byte[] plain = new byte[32];
        plain[31] = 59;
        assertThat(open(sa(hex(KEY)), signedAround(plain))).isEqualTo(EspTransform.UNEXPECTED_NEXT_HEADER);
    }

    /** A real capture; its integrity key is not known, so its packets are signed anew. */
    @Test
    void decryptsARealTripleDesTunnel() {
        JsonNode capture = Vectors.json("esp/esp_3des_tunnel.json");
        JsonNode plaintext = Vectors.json("esp/esp_3des_tunnel.plaintext.json").required("packets");
        byte[] key = hex(capture.required("keys").get(0), "key");
        int compared = 0;
        for (JsonNode expected : plaintext) {
            byte[] outer = hex(
                    capture.required("frames").get(expected.required("frame").asInt() - 1), "ip_packet");
            byte[] sealed = signed(Arrays.copyOfRange(outer, 20, outer.length - 12));
            EspSa receiver = new EspSa(
                    EspHeader.spi(sealed, 0),
                    EncryptionAlgorithm.TRIPLE_DES,
                    AuthenticationAlgorithm.SHA1,
                    key,
                    AUTH_KEY);
            byte[] out = new byte[200];
            int length = esp.open(receiver, sealed, 0, sealed.length, out, 0);
            assertThat(Arrays.copyOf(out, Math.max(0, length))).isEqualTo(hex(expected, "inner"));
            compared++;
        }
        assertThat(compared).isEqualTo(8);
    }
}
