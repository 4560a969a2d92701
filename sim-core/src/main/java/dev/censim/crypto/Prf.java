package dev.censim.crypto;

import dev.censim.model.policy.AuthenticationAlgorithm;
import java.util.Arrays;
import javax.crypto.Mac;

/** The pseudo-random function of both IKE versions: HMAC with a key of any length (RFC 2409 section 4, RFC 7296 section 2.13). */
public final class Prf {

    /** RFC 7296 section 2.13: prf+ counts its blocks in one octet. */
    private static final int MAX_BLOCKS = 255;

    private final AuthenticationAlgorithm algorithm;

    private Prf(AuthenticationAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    public static Prf of(AuthenticationAlgorithm algorithm) {
        return new Prf(algorithm);
    }

    /** Length of the output, which is also the preferred length of the key, in octets. */
    public int length() {
        return algorithm.hashLength();
    }

    /** {@code prf(key, data[0] | data[1] | ...)}; the key may have any length, even none. */
    public byte[] apply(byte[] key, byte[]... data) {
        Mac mac = Hmac.engine(algorithm, key);
        for (byte[] part : data) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /**
     * {@code prf+(key, seed)} cut to a length: T1 | T2 | ... with T(n) = prf(key, T(n-1) | seed | n) (RFC 7296 section 2.13).
     *
     * @param length octets wanted, at most 255 times {@link #length()}
     */
    public byte[] plus(byte[] key, byte[] seed, int length) {
        int blocks = (length + length() - 1) / length();
        if (length < 0 || blocks > MAX_BLOCKS) {
            throw new IllegalArgumentException("prf+ cannot give " + length + " octets");
        }
        Mac mac = Hmac.engine(algorithm, key);
        byte[] stream = new byte[blocks * length()];
        byte[] previous = {};
        for (int n = 1; n <= blocks; n++) {
            mac.update(previous);
            mac.update(seed);
            mac.update((byte) n);
            previous = mac.doFinal();
            System.arraycopy(previous, 0, stream, (n - 1) * length(), length());
        }
        return Arrays.copyOf(stream, length);
    }
}
