package dev.censim.crypto;

import static dev.censim.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.Vectors;
import dev.censim.model.policy.AuthenticationAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PrfTest {

    private static final byte[] HI_THERE = "Hi There".getBytes(StandardCharsets.US_ASCII);

    @Test
    void isHmacAsInRfc2202AndRfc4231CaseOne() {
        byte[] key20 = hex("0b".repeat(20));
        assertThat(Prf.of(AuthenticationAlgorithm.MD5).apply(hex("0b".repeat(16)), HI_THERE))
                .isEqualTo(hex("9294727a3638bb1c13f48ef8158bfc9d"));
        assertThat(Prf.of(AuthenticationAlgorithm.SHA1).apply(key20, HI_THERE))
                .isEqualTo(hex("b617318655057264e28bc0b6fb378c8ef146be00"));
        assertThat(Prf.of(AuthenticationAlgorithm.SHA256).apply(key20, HI_THERE))
                .isEqualTo(hex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
    }

    @Test
    void partsOfTheDataAreConcatenated() {
        Prf prf = Prf.of(AuthenticationAlgorithm.SHA384);
        byte[] key = {1, 2, 3};
        assertThat(prf.apply(
                        key, "Hi".getBytes(StandardCharsets.US_ASCII), " There".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(prf.apply(key, HI_THERE))
                .hasSize(prf.length());
    }

    /** A known value: HMAC-SHA256 of nothing under no key. */
    @Test
    void anEmptyKeyIsAKey() {
        assertThat(Prf.of(AuthenticationAlgorithm.SHA256).apply(new byte[0], new byte[0]))
                .isEqualTo(hex("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
    }

    @Test
    void prfPlusGivesAtMost255Blocks() {
        Prf prf = Prf.of(AuthenticationAlgorithm.MD5);
        byte[] key = {1};
        byte[] most = prf.plus(key, key, 255 * 16);
        assertThat(most).hasSize(255 * 16);
        assertThat(prf.plus(key, key, 17)).isEqualTo(Arrays.copyOf(most, 17));
        assertThat(prf.plus(key, key, 0)).isEmpty();
        assertThatThrownBy(() -> prf.plus(key, key, 255 * 16 + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 7296 sections 2.14, 2.17, 2.18. */
    @Test
    void derivesTheKeysOfNistsIkev2Samples() {
        for (JsonNode test : Vectors.json("ike/nist_ikev2.json.gz").required("tests")) {
            Prf prf = Prf.of(hash(test.required("hash").asString()));
            byte[] nonces = concat(hex(test, "Ni"), hex(test, "Nr"));
            byte[] spis = concat(hex(test, "SPIi"), hex(test, "SPIr"));
            byte[] newSecret = hex(test, "g^ir (new)");
            byte[] skeyseed = prf.apply(nonces, hex(test, "g^ir"));
            assertThat(skeyseed).isEqualTo(hex(test, "SKEYSEED"));
            byte[] keys = hex(test, "DKM");
            assertThat(prf.plus(skeyseed, concat(nonces, spis), keys.length)).isEqualTo(keys);
            byte[] skD = Arrays.copyOf(keys, prf.length());
            byte[] child = hex(test, "DKM(Child SA)");
            assertThat(prf.plus(skD, nonces, child.length)).isEqualTo(child);
            byte[] childWithDh = hex(test, "DKM(Child SA D-H)");
            assertThat(prf.plus(skD, concat(newSecret, nonces), childWithDh.length))
                    .isEqualTo(childWithDh);
            assertThat(prf.apply(skD, newSecret, nonces)).isEqualTo(hex(test, "SKEYSEED(Rekey)"));
        }
    }

    /** From any of the names in use: SHA-1, HMAC-SHA2-256, PRF_HMAC_MD5, ... */
    static AuthenticationAlgorithm hash(String text) {
        String bare = text.replaceAll("[-_]", "").replace("SHA2", "SHA").replace("SHA56", "SHA256");
        for (AuthenticationAlgorithm algorithm : AuthenticationAlgorithm.values()) {
            if (bare.endsWith(algorithm.name())) {
                return algorithm;
            }
        }
        throw new AssertionError("unknown hash in the vectors: " + text);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }
}
