package dev.censim.crypto;

import dev.censim.model.policy.DhGroup;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Diffie-Hellman over the MODP groups with generator 2 (RFC 2409 section 6, RFC 3526). Public values and shared secrets are always
 * as long as the modulus, leading zeros included: RFC 2409 section 5 and RFC 7296 section 2.14 hash them in that form.
 */
public final class KeyExchange {

    /** RFC 3526 section 8 estimates 220 to 320 bits as the exponent that matches group 14's strength. */
    private static final int SECRET_OCTETS = 32;

    /** RFC 2409 section 6.1. */
    private static final BigInteger PRIME_1 = new BigInteger(
            "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74"
                    + "020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437"
                    + "4fe1356d6d51c245e485b576625e7ec6f44c42e9a63a3620ffffffffffffffff",
            16);

    /** RFC 2409 section 6.2. */
    private static final BigInteger PRIME_2 = new BigInteger(
            "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74"
                    + "020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437"
                    + "4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed"
                    + "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece65381ffffffffffffffff",
            16);

    /** RFC 3526 section 2. */
    private static final BigInteger PRIME_5 = new BigInteger(
            "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74"
                    + "020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437"
                    + "4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed"
                    + "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf05"
                    + "98da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb"
                    + "9ed529077096966d670c354e4abc9804f1746c08ca237327ffffffffffffffff",
            16);

    /** RFC 3526 section 3. */
    private static final BigInteger PRIME_14 = new BigInteger(
            "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74"
                    + "020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f1437"
                    + "4fe1356d6d51c245e485b576625e7ec6f44c42e9a637ed6b0bff5cb6f406b7ed"
                    + "ee386bfb5a899fa5ae9f24117c4b1fe649286651ece45b3dc2007cb8a163bf05"
                    + "98da48361c55d39a69163fa8fd24cf5f83655d23dca3ad961c62f356208552bb"
                    + "9ed529077096966d670c354e4abc9804f1746c08ca18217c32905e462e36ce3b"
                    + "e39e772c180e86039b2783a2ec07a28fb5c55df06f4c52c9de2bcbf695581718"
                    + "3995497cea956ae515d2261898fa051015728e5a8aacaa68ffffffffffffffff",
            16);

    private static final class Group1 {
        static final Comb COMB = new Comb(new Montgomery(PRIME_1));
    }

    private static final class Group2 {
        static final Comb COMB = new Comb(new Montgomery(PRIME_2));
    }

    private static final class Group5 {
        static final Comb COMB = new Comb(new Montgomery(PRIME_5));
    }

    private static final class Group14 {
        static final Comb COMB = new Comb(new Montgomery(PRIME_14));
    }

    private KeyExchange() {}

    /** A fresh private exponent of 256 bits. */
    public static byte[] secret(DhGroup group, Entropy entropy) {
        return entropy.bytes(Math.min(SECRET_OCTETS, group.length()));
    }

    /** 2 to the secret's power, as long as the modulus. */
    public static byte[] publicValue(DhGroup group, byte[] secret) {
        return power(group, new BigInteger(1, secret));
    }

    /**
     * The secret both sides share, as long as the modulus.
     *
     * @return empty when the peer's value has another length than the modulus or is not between 1 and p-1, both excluded: it would
     *     fix the result (RFC 6989 section 2.1)
     */
    public static Optional<byte[]> shared(DhGroup group, byte[] secret, byte[] peerPublic) {
        if (!isAcceptable(group, peerPublic)) {
            return Optional.empty();
        }
        BigInteger peer = new BigInteger(1, peerPublic);
        return Optional.of(padded(peer.modPow(new BigInteger(1, secret), prime(group)), group.length()));
    }

    /** As {@link #shared} when the secret behind an acceptable public value is known as well, which takes a fraction of the time. */
    static byte[] sharedOfBoth(DhGroup group, byte[] secret, byte[] peerSecret) {
        return power(group, new BigInteger(1, secret).multiply(new BigInteger(1, peerSecret)));
    }

    /** RFC 6989 section 2.1. */
    static boolean isAcceptable(DhGroup group, byte[] peerPublic) {
        BigInteger peer = new BigInteger(1, peerPublic);
        BigInteger minusOne = prime(group).subtract(BigInteger.ONE);
        return peerPublic.length == group.length()
                && peer.compareTo(BigInteger.ONE) > 0
                && peer.compareTo(minusOne) < 0;
    }

    private static byte[] power(DhGroup group, BigInteger exponent) {
        BigInteger power = exponent.bitLength() <= Comb.BITS
                ? comb(group).power(exponent)
                : BigInteger.TWO.modPow(exponent, prime(group));
        return padded(power, group.length());
    }

    /** Each group's table is made when it is first used. */
    private static Comb comb(DhGroup group) {
        return switch (group) {
            case GROUP1 -> Group1.COMB;
            case GROUP2 -> Group2.COMB;
            case GROUP5 -> Group5.COMB;
            case GROUP14 -> Group14.COMB;
        };
    }

    /** The modulus of a group. */
    public static BigInteger prime(DhGroup group) {
        return switch (group) {
            case GROUP1 -> PRIME_1;
            case GROUP2 -> PRIME_2;
            case GROUP5 -> PRIME_5;
            case GROUP14 -> PRIME_14;
        };
    }

    /** {@link BigInteger#toByteArray} drops leading zeros and may put a sign octet in front; the wire does neither. */
    private static byte[] padded(BigInteger value, int length) {
        byte[] octets = value.toByteArray();
        int significant = Math.min(octets.length, length);
        byte[] padded = new byte[length];
        System.arraycopy(octets, octets.length - significant, padded, length - significant, significant);
        return padded;
    }
}
