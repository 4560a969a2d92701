package dev.censim.crypto;

import dev.censim.model.policy.AuthenticationAlgorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions beneath the product's algorithm names, without a key (RFC 1321, FIPS 180-4). */
public final class Digest {

    private Digest() {}

    /** {@code hash(parts[0] | parts[1] | ...)}. */
    public static byte[] of(AuthenticationAlgorithm algorithm, byte[]... parts) {
        MessageDigest digest = engine(algorithm);
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    static MessageDigest engine(AuthenticationAlgorithm algorithm) {
        try {
            return MessageDigest.getInstance(name(algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    private static String name(AuthenticationAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> "MD5";
            case SHA1 -> "SHA-1";
            case SHA256 -> "SHA-256";
            case SHA384 -> "SHA-384";
            case SHA512 -> "SHA-512";
        };
    }
}
