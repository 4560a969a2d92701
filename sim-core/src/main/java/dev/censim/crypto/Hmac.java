package dev.censim.crypto;

import dev.censim.model.policy.AuthenticationAlgorithm;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's HMAC (RFC 2104) under the product's algorithm names. */
final class Hmac {

    /** RFC 2104 fills a short key up with zeros, so one zero octet is the empty key, which {@link SecretKeySpec} refuses. */
    private static final byte[] EMPTY_KEY = {0};

    private Hmac() {}

    static Mac engine(AuthenticationAlgorithm algorithm, byte[] key) {
        String name = name(algorithm);
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key.length == 0 ? EMPTY_KEY : key, name));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    private static String name(AuthenticationAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> "HmacMD5";
            case SHA1 -> "HmacSHA1";
            case SHA256 -> "HmacSHA256";
            case SHA384 -> "HmacSHA384";
            case SHA512 -> "HmacSHA512";
        };
    }
}
