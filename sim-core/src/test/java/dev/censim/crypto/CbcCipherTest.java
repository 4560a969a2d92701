package dev.censim.crypto;

import static dev.censim.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.Vectors;
import dev.censim.model.policy.EncryptionAlgorithm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CbcCipherTest {

    /** RFC 3602 section 4, case 2. */
    @Test
    void encryptsAsRfc3602Prints() {
        CbcCipher cipher = new CbcCipher(EncryptionAlgorithm.AES128, hex("c286696d887c9aa0611bbb3e2025a45a"));
        byte[] iv = hex("562e17996d093d28ddb3ba695a2e6f58");
        byte[] plaintext = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        byte[] ciphertext = hex("d296cd94c2cccf8a3a863028b5e1dc0a7586602d253cfff91b8266bea6d61ab1");
        assertThat(cipher.encrypt(iv, plaintext)).isEqualTo(ciphertext);
        assertThat(cipher.decrypt(iv, ciphertext)).isEqualTo(plaintext);
    }

    /** FIPS 46-3's best known example, one block with an IV of zeros; three equal keys make 3DES the same. */
    @Test
    void equalKeysOfThreeDesAreTakenAndGiveDes() {
        String key = "133457799bbcdff1";
        byte[] ciphertext = hex("85e813540f0ab405");
        CbcCipher des = new CbcCipher(EncryptionAlgorithm.DES, hex(key));
        CbcCipher tripleDes = new CbcCipher(EncryptionAlgorithm.TRIPLE_DES, hex(key.repeat(3)));
        assertThat(des.encrypt(new byte[8], hex("0123456789abcdef"))).isEqualTo(ciphertext);
        assertThat(tripleDes.encrypt(new byte[8], hex("0123456789abcdef"))).isEqualTo(ciphertext);
    }

    /** RFC 2451 section 2.2: parity bits are taken from the keying material and mean nothing. */
    @Test
    void weakKeysAndWrongParityAreTaken() {
        byte[] wrongParity = new CbcCipher(EncryptionAlgorithm.DES, new byte[8]).encrypt(new byte[8], new byte[8]);
        byte[] rightParity =
                new CbcCipher(EncryptionAlgorithm.DES, hex("01".repeat(8))).encrypt(new byte[8], new byte[8]);
        assertThat(wrongParity).isEqualTo(rightParity);
    }

    @Test
    void partsOfABlockAreTheCallersMistake() {
        CbcCipher cipher = new CbcCipher(EncryptionAlgorithm.AES256, new byte[32]);
        assertThat(cipher.encrypt(new byte[16], new byte[0])).isEmpty();
        assertThatThrownBy(() -> cipher.encrypt(new byte[16], new byte[17]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cipher.decrypt(new byte[8], new byte[16]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CbcCipher(EncryptionAlgorithm.AES128, new byte[24]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"crypto/nist_aes_cbc.json", "crypto/nist_3des_cbc.json"})
    void agreesWithNist(String file) {
        for (JsonNode test : Vectors.json(file).required("tests")) {
            byte[] key = hex(test, "key");
            CbcCipher cipher = new CbcCipher(algorithm(key.length, file.contains("3des")), key);
            assertThat(cipher.encrypt(hex(test, "iv"), hex(test, "pt"))).isEqualTo(hex(test, "ct"));
            assertThat(cipher.decrypt(hex(test, "iv"), hex(test, "ct"))).isEqualTo(hex(test, "pt"));
        }
    }

    private static EncryptionAlgorithm algorithm(int keyLength, boolean des) {
        if (des) {
            return EncryptionAlgorithm.TRIPLE_DES;
        }
        return keyLength == 16
                ? EncryptionAlgorithm.AES128
                : keyLength == 24 ? EncryptionAlgorithm.AES192 : EncryptionAlgorithm.AES256;
    }
}
