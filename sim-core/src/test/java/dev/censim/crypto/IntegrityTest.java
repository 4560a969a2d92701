package dev.censim.crypto;

import static dev.censim.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.Vectors;
import dev.censim.model.policy.AuthenticationAlgorithm;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class IntegrityTest {

    private static final byte[] HI_THERE = hex("4869205468657265");

    /** RFC 2202 case 1 and RFC 4868 section 2.7.2 AUTH256-1. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 16, 9294727a3638bb1c13f48ef8",
        "SHA1, 20, b617318655057264e28bc0b6",
        "SHA256, 32, 198a607eb44bfbc69903a0f1cf2bbdc5",
        "SHA384, 48, b6a8d5636f5c6a7224f9977dcf7ee6c7fb6d0c48cbdee973",
        "SHA512, 64, 637edc6e01dce7e6742a99451aae82df23da3e92439e590e43e761b33e910fb8"
    })
    void truncatesToThePublishedCheckValue(AuthenticationAlgorithm algorithm, int keyLength, String icv) {
        byte[] key = hex("0b".repeat(keyLength));
        byte[] out = new byte[algorithm.icvLength() + 1];
        new Integrity(algorithm, key).sign(HI_THERE, 0, HI_THERE.length, out, 1);
        assertThat(Arrays.copyOfRange(out, 1, out.length)).isEqualTo(hex(icv));
        for (KeyedHmac keyed : List.of(KeyedHmac.quick(algorithm, key), KeyedHmac.frugal(algorithm, key))) {
            for (int again = 0; again < 3; again++) {
                keyed.sign(HI_THERE, 0, HI_THERE.length, out, 0);
                assertThat(Arrays.copyOf(out, algorithm.icvLength())).isEqualTo(hex(icv));
                Arrays.fill(out, (byte) 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFlippedBitIsNoticed(AuthenticationAlgorithm algorithm) {
        byte[] message = new byte[100 + algorithm.icvLength()];
        Integrity integrity = new Integrity(algorithm, new byte[algorithm.hashLength()]);
        KeyedHmac quick = KeyedHmac.quick(algorithm, new byte[algorithm.hashLength()]);
        KeyedHmac frugal = KeyedHmac.frugal(algorithm, new byte[algorithm.hashLength()]);
        integrity.sign(message, 0, 100, message, 100);
        assertThat(integrity.verify(message, 0, 100, message, 100)).isTrue();
        assertThat(quick.verify(message, 0, 100, message, 100)).isTrue();
        assertThat(frugal.verify(message, 0, 100, message, 100)).isTrue();
        for (int bit = 0; bit < message.length * 8; bit++) {
            message[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(integrity.verify(message, 0, 100, message, 100)).isFalse();
            assertThat(quick.verify(message, 0, 100, message, 100)).isFalse();
            assertThat(frugal.verify(message, 0, 100, message, 100)).isFalse();
            message[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void aCheckValueThatIsCutOffIsWrong() {
        Integrity integrity = new Integrity(AuthenticationAlgorithm.SHA1, new byte[20]);
        assertThat(integrity.verify(new byte[20], 0, 10, new byte[20], 9)).isFalse();
    }

    @Test
    void keysLongerThanABlockAreNotForTheDataPlane() {
        assertThatThrownBy(() -> KeyedHmac.quick(AuthenticationAlgorithm.SHA1, new byte[65]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyedHmac.frugal(AuthenticationAlgorithm.SHA1, new byte[65]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreesWithTheRfcsTables() {
        for (JsonNode test : Vectors.json("crypto/rfc_hmac.json").required("tests")) {
            AuthenticationAlgorithm algorithm =
                    PrfTest.hash(test.required("alg").asString());
            assertThat(Prf.of(algorithm).apply(hex(test, "key"), hex(test, "data")))
                    .startsWith(hex(test, "mac"));
        }
        for (JsonNode test : Vectors.json("crypto/rfc4868.json").required("tests")) {
            AuthenticationAlgorithm algorithm = rfc4868(test.required("alg").asString());
            byte[] data = hex(test, "data");
            byte[] expected = hex(test, "out");
            byte[] full = Prf.of(algorithm).apply(hex(test, "key"), data);
            assertThat(full).startsWith(expected);
            if (!test.required("alg").asString().startsWith("PRF")) {
                byte[] icv = new byte[algorithm.icvLength()];
                new Integrity(algorithm, hex(test, "key")).sign(data, 0, data.length, icv, 0);
                assertThat(icv).isEqualTo(expected);
            }
        }
    }

    /** The names carry the truncation behind the hash: {@code AUTH-HMAC-SHA-256-128}. */
    private static AuthenticationAlgorithm rfc4868(String name) {
        return List.of(AuthenticationAlgorithm.values()).stream()
                .filter(a -> name.contains("SHA-" + a.hashLength() * 8) || name.contains("SHA" + a.hashLength() * 8))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 256, 384, 512})
    void agreesWithWycheproof(int hash) {
        JsonNode file = Vectors.json("crypto/wycheproof_hmac_sha" + hash + "_test.json");
        Prf prf = Prf.of(PrfTest.hash("SHA" + hash));
        for (JsonNode group : file.required("testGroups")) {
            for (JsonNode test : group.required("tests")) {
                byte[] tag = hex(test, "tag");
                byte[] mac = Arrays.copyOf(prf.apply(hex(test, "key"), hex(test, "msg")), tag.length);
                assertThat(Arrays.equals(mac, tag))
                        .as(test.toString())
                        .isEqualTo(test.required("result").asString().equals("valid"));
            }
        }
    }
}
