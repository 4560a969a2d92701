package dev.censim.proto.ike;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.util.Arrays;

/**
 * The keys of an ISAKMP SA, RFC 2409 section 5 and appendix B. The arrays are shared and not to be changed.
 *
 * @param hash also keys the PRF
 * @param skeyid from the pre-shared key and the nonces of phase 1; the other three derive from it
 * @param skeyidD from which keys of phase 2 derive
 * @param skeyidA authenticates messages after phase 1
 * @param skeyidE from which the cipher's key is taken
 * @param cipherKey encrypts all messages, in both directions
 */
public record Ikev1Keys(
        EncryptionAlgorithm encryption,
        AuthenticationAlgorithm hash,
        byte[] skeyid,
        byte[] skeyidD,
        byte[] skeyidA,
        byte[] skeyidE,
        byte[] cipherKey) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Ikev1Keys keys
                && encryption == keys.encryption
                && hash == keys.hash
                && Arrays.deepEquals(all(), keys.all());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(all());
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "Ikev1Keys[" + encryption + ", " + hash + "]";
    }

    private byte[][] all() {
        return new byte[][] {skeyid, skeyidD, skeyidA, skeyidE, cipherKey};
    }
}
