package dev.censim.reports.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.CaptureFact.Ikev1KeysSeen;
import dev.censim.kernel.Journal;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import org.junit.jupiter.api.Test;

/** The rows of IKEv1, which need no Wireshark to be compared. */
class WiresharkTablesTest {

    private static Ikev1KeysSeen keys(long at, long cookieInitiator, int... key) {
        byte[] octets = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            octets[i] = (byte) key[i];
        }
        return new Ikev1KeysSeen(
                at, 0, 0, cookieInitiator, 2, EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, octets);
    }

    @Test
    void anIsakmpSaIsOneRowOfItsInitiatorsCookieAndItsCipherKey() {
        assertThat(WiresharkTables.of(Journal.of(keys(1, 0xabL, 0, 0x7f, 0xff), keys(2, 0xabL, 0, 0x7f, 0xff)))
                        .get("ikev1_decryption_table"))
                .isEqualTo("00000000000000ab,007fff\n");
    }

    @Test
    void ofTwoKeysThatDifferBecauseThePresharedKeysDoTheInitiatorsIsTheOneThatEncrypts() {
        assertThat(WiresharkTables.of(Journal.of(keys(1, -1L, 1), keys(2, 7L, 2), keys(3, -1L, 3)))
                        .get("ikev1_decryption_table"))
                .isEqualTo("ffffffffffffffff,03\n0000000000000007,02\n");
    }
}
