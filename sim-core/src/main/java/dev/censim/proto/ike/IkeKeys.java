package dev.censim.proto.ike;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.util.Arrays;

/**
 * The seven keys of an IKE SA, RFC 7296 section 2.14. The arrays are shared and not to be changed.
 *
 * @param integrity the hash of both the integrity algorithm and the PRF
 * @param skD from which keys of child SAs and of the next IKE SA derive
 * @param skEi encrypts what the original initiator sends
 * @param skEr encrypts what the original responder sends
 * @param skAi authenticates what the original initiator sends
 * @param skAr authenticates what the original responder sends
 * @param skPi goes into the AUTH payload of the initiator
 * @param skPr goes into the AUTH payload of the responder
 */
public record IkeKeys(
        EncryptionAlgorithm encryption,
        AuthenticationAlgorithm integrity,
        byte[] skD,
        byte[] skEi,
        byte[] skEr,
        byte[] skAi,
        byte[] skAr,
        byte[] skPi,
        byte[] skPr) {

    @Override
    public boolean equals(Object other) {
        return other instanceof IkeKeys keys
                && encryption == keys.encryption
                && integrity == keys.integrity
                && Arrays.deepEquals(all(), keys.all());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(all());
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "IkeKeys[" + encryption + ", " + integrity + "]";
    }

    private byte[][] all() {
        return new byte[][] {skD, skEi, skEr, skAi, skAr, skPi, skPr};
    }
}
