package dev.censim.forward;

import dev.censim.crypto.CbcCipher;
import dev.censim.crypto.KeyedHmac;
import dev.censim.crypto.LockstepCbc;
import dev.censim.crypto.Prf;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.BigEndian;
import dev.censim.wire.EspHeader;
import java.util.Arrays;

/**
 * What never changes of one direction of an ESP security association: SPI, algorithms and keys. A value that simulations and threads
 * may share: with a sequence number it is all that an ESP packet depends on.
 */
public final class EspKeys {

    private final int spi;
    private final EncryptionAlgorithm encryption;
    private final AuthenticationAlgorithm authentication;
    private final byte[] encryptionKey;
    private final byte[] authenticationKey;

    /** Stands for all of it in {@link ShapeEsp}: two ends with different keys have different ones. */
    private final long fingerprint;

    /**
     * @param encryptionKey {@code encryption.keyLength()} octets
     * @param authenticationKey {@code authentication.hashLength()} octets (RFC 2403, 2404, 4868 section 2.1.1)
     */
    public EspKeys(
            int spi,
            EncryptionAlgorithm encryption,
            AuthenticationAlgorithm authentication,
            byte[] encryptionKey,
            byte[] authenticationKey) {
        if (encryptionKey.length != encryption.keyLength() || authenticationKey.length != authentication.hashLength()) {
            throw new IllegalArgumentException("keys of " + encryptionKey.length + " and " + authenticationKey.length
                    + " octets do not fit " + encryption + " and " + authentication);
        }
        this.spi = spi;
        this.encryption = encryption;
        this.authentication = authentication;
        this.encryptionKey = encryptionKey.clone();
        this.authenticationKey = authenticationKey.clone();
        byte[] label = new byte[4];
        BigEndian.put32(label, 0, spi);
        byte[] secret = Prf.of(authentication).apply(authenticationKey, encryptionKey, label);
        this.fingerprint = BigEndian.i64(secret, 0) + encryption.ordinal() * 31L + authentication.ordinal();
    }

    /** Whether what one end seals opens at the other. */
    public boolean matches(EspKeys other) {
        return this == other
                || fingerprint == other.fingerprint
                        && spi == other.spi
                        && encryption == other.encryption
                        && authentication == other.authentication
                        && Arrays.equals(encryptionKey, other.encryptionKey)
                        && Arrays.equals(authenticationKey, other.authenticationKey);
    }

    public int spi() {
        return spi;
    }

    public EncryptionAlgorithm encryption() {
        return encryption;
    }

    public AuthenticationAlgorithm authentication() {
        return authentication;
    }

    /** A copy, for key logs. */
    public byte[] encryptionKey() {
        return encryptionKey.clone();
    }

    /** A copy, for key logs. */
    public byte[] authenticationKey() {
        return authenticationKey.clone();
    }

    /** Length of the IV and of a cipher block in octets. */
    public int ivLength() {
        return encryption.blockLength();
    }

    public int icvLength() {
        return authentication.icvLength();
    }

    /** Length of an inner packet with padding, pad length and next header: a whole number of blocks (RFC 4303 section 2.4). */
    int paddedLength(int innerLength) {
        int block = ivLength();
        return (innerLength + 2 + block - 1) / block * block;
    }

    long fingerprint() {
        return fingerprint;
    }

    /** A nonce for the IV (RFC 3602 section 3), one block long: no other packet under this key has the same. */
    void writeNonce(byte[] b, int at, int sequence) {
        EspHeader.write(b, at, spi, sequence);
        Arrays.fill(b, at + EspHeader.LENGTH, at + ivLength(), (byte) 0);
    }

    CbcCipher cipher() {
        return new CbcCipher(encryption, encryptionKey);
    }

    LockstepCbc lockstep(int packets) {
        return new LockstepCbc(encryption, encryptionKey, packets);
    }

    KeyedHmac quickHmac() {
        return KeyedHmac.quick(authentication, authenticationKey);
    }

    KeyedHmac frugalHmac() {
        return KeyedHmac.frugal(authentication, authenticationKey);
    }
}
