package dev.censim.crypto;

import dev.censim.model.policy.AuthenticationAlgorithm;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * HMAC with a truncated check value for many messages under one key (RFC 2104 section 4): the digests of the padded key are
 * computed once and cloned for each message, which saves two compressions of the four a short message takes. An engine: it has a
 * buffer, so it belongs to one owner and is made anew instead of copied.
 */
public final class KeyedHmac {

    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    private final int length;
    private final MessageDigest inner;
    private final MessageDigest outer;
    private final byte[] hash;

    /** @param key not longer than a block of the hash, as all keys of IKE and ESP are (64 octets, from SHA-384 on 128) */
    public KeyedHmac(AuthenticationAlgorithm algorithm, byte[] key) {
        length = algorithm.icvLength();
        hash = new byte[algorithm.hashLength()];
        inner = keyed(algorithm, key, INNER_PAD);
        outer = keyed(algorithm, key, OUTER_PAD);
    }

    private static MessageDigest keyed(AuthenticationAlgorithm algorithm, byte[] key, byte pad) {
        int block = algorithm.hashLength() > 32 ? 128 : 64;
        if (key.length > block) {
            throw new IllegalArgumentException("key of " + key.length + " octets exceeds the block of " + block);
        }
        byte[] padded = new byte[block];
        for (int i = 0; i < block; i++) {
            padded[i] = (byte) ((i < key.length ? key[i] : 0) ^ pad);
        }
        MessageDigest digest = Digest.engine(algorithm);
        digest.update(padded);
        return digest;
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
            MessageDigest message = (MessageDigest) inner.clone();
            message.update(b, off, len);
            message.digest(hash, 0, hash.length);
            MessageDigest whole = (MessageDigest) outer.clone();
            whole.update(hash);
            whole.digest(hash, 0, hash.length);
        } catch (CloneNotSupportedException | DigestException e) {
            throw new IllegalStateException("the JDK's digests can be cloned", e);
        }
    }
}
