package dev.censim.crypto;

import dev.censim.model.policy.AuthenticationAlgorithm;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * HMAC with a truncated check value for many messages under one key (RFC 2104 section 4). An engine: it has a buffer, so it belongs
 * to one owner and is made anew instead of copied.
 *
 * <p>There are two, alike in all that they answer. The quick one hashes the padded keys once and goes on from clones of the two
 * digests, which saves two compressions of the five that a short message takes, and leaves the clones to the garbage collector. The
 * frugal one hashes the padded keys for each message and allocates nothing.
 */
public final class KeyedHmac {

    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    private final boolean isQuick;
    private final int length;
    private final byte[] innerKey;
    private final byte[] outerKey;

    /** Of the quick one, as they are after their keys; of the frugal one, as they are before: it may be the same. */
    private final MessageDigest inner;

    private final MessageDigest outer;
    private final byte[] hash;

    /** @param key not longer than a block of the hash, as all keys of IKE and ESP are (64 octets, from SHA-384 on 128) */
    public static KeyedHmac quick(AuthenticationAlgorithm algorithm, byte[] key) {
        return new KeyedHmac(algorithm, key, true);
    }

    /** @param key as for {@link #quick} */
    public static KeyedHmac frugal(AuthenticationAlgorithm algorithm, byte[] key) {
        return new KeyedHmac(algorithm, key, false);
    }

    private KeyedHmac(AuthenticationAlgorithm algorithm, byte[] key, boolean isQuick) {
        this.isQuick = isQuick;
        length = algorithm.icvLength();
        hash = new byte[algorithm.hashLength()];
        innerKey = padded(algorithm, key, INNER_PAD);
        outerKey = padded(algorithm, key, OUTER_PAD);
        inner = Digest.engine(algorithm);
        outer = isQuick ? Digest.engine(algorithm) : inner;
        if (isQuick) {
            inner.update(innerKey);
            outer.update(outerKey);
        }
    }

    private static byte[] padded(AuthenticationAlgorithm algorithm, byte[] key, byte pad) {
        int block = algorithm.hashLength() > 32 ? 128 : 64;
        if (key.length > block) {
            throw new IllegalArgumentException("key of " + key.length + " octets exceeds the block of " + block);
        }
        byte[] padded = new byte[block];
        for (int i = 0; i < block; i++) {
            padded[i] = (byte) ((i < key.length ? key[i] : 0) ^ pad);
        }
        return padded;
    }

    /** Writes the check value of {@code b[off .. off+len)} to {@code out[outOff]}. */
    public void sign(byte[] b, int off, int len, byte[] out, int outOff) {
        compute(b, off, len);
        System.arraycopy(hash, 0, out, outOff, length);
    }

    /** Whether the check value at {@code icv[icvOff]} belongs to {@code b[off .. off+len)}; takes the same time wherever they differ. */
    public boolean verify(byte[] b, int off, int len, byte[] icv, int icvOff) {
        compute(b, off, len);
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= hash[i] ^ icv[icvOff + i];
        }
        return difference == 0;
    }

    private void compute(byte[] b, int off, int len) {
        try {
            MessageDigest message = keyed(inner, innerKey);
            message.update(b, off, len);
            message.digest(hash, 0, hash.length);
            MessageDigest whole = keyed(outer, outerKey);
            whole.update(hash);
            whole.digest(hash, 0, hash.length);
        } catch (CloneNotSupportedException | DigestException e) {
            throw new IllegalStateException("the JDK's digests can be cloned", e);
        }
    }

    private MessageDigest keyed(MessageDigest digest, byte[] key) throws CloneNotSupportedException {
        if (isQuick) {
            return (MessageDigest) digest.clone();
        }
        digest.update(key);
        return digest;
    }
}
