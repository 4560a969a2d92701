package dev.censim.crypto;

import dev.censim.model.policy.AuthenticationAlgorithm;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Integrity of a message: HMAC truncated to the algorithm's check value (RFC 2403, 2404, 4868). A value: it holds the key and no
 * engine, so it may be shared.
 */
public final class Integrity {

    private final AuthenticationAlgorithm algorithm;
    private final byte[] key;

    /** @param key any length; IKE and ESP give the length of the hash */
    public Integrity(AuthenticationAlgorithm algorithm, byte[] key) {
        this.algorithm = algorithm;
        this.key = key.clone();
    }

    /** Length of the integrity check value in octets. */
    public int length() {
        return algorithm.icvLength();
    }

    /** Writes the check value of {@code b[off .. off+len)} to {@code out[outOff .. outOff+length())}. */
    public void sign(byte[] b, int off, int len, byte[] out, int outOff) {
        System.arraycopy(full(b, off, len), 0, out, outOff, length());
    }

    /** Whether the check value at {@code icv[icvOff]} belongs to {@code b[off .. off+len)}; takes the same time wherever they differ. */
    public boolean verify(byte[] b, int off, int len, byte[] icv, int icvOff) {
        if (icvOff < 0 || icvOff > icv.length - length()) {
            return false;
        }
        return MessageDigest.isEqual(
                Arrays.copyOf(full(b, off, len), length()), Arrays.copyOfRange(icv, icvOff, icvOff + length()));
    }

    private byte[] full(byte[] b, int off, int len) {
        Mac mac = Hmac.engine(algorithm, key);
        mac.update(b, off, len);
        return mac.doFinal();
    }
}
