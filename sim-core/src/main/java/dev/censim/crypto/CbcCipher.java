package dev.censim.crypto;

import dev.censim.model.policy.EncryptionAlgorithm;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * CBC over whole blocks with the IV given, as IKE's encrypted payloads use it (RFC 3602, 2451, 2405); padding belongs to the
 * message format. A value: it holds the key and no engine, so it may be shared. DES keys are taken as they come, whatever their
 * parity (RFC 2451 section 2.2).
 */
public final class CbcCipher {

    private final EncryptionAlgorithm algorithm;
    private final byte[] key;

    /** @param key exactly {@code algorithm.keyLength()} octets */
    public CbcCipher(EncryptionAlgorithm algorithm, byte[] key) {
        if (key.length != algorithm.keyLength()) {
            throw new IllegalArgumentException(
                    algorithm + " takes a key of " + algorithm.keyLength() + " octets, not " + key.length);
        }
        this.algorithm = algorithm;
        this.key = key.clone();
    }

    /** In octets; also the length of the IV. */
    public int blockLength() {
        return algorithm.blockLength();
    }

    /** @param plaintext a whole number of blocks */
    public byte[] encrypt(byte[] iv, byte[] plaintext) {
        return run(Cipher.ENCRYPT_MODE, iv, plaintext);
    }

    /** @param ciphertext a whole number of blocks; check a peer's length before */
    public byte[] decrypt(byte[] iv, byte[] ciphertext) {
        return run(Cipher.DECRYPT_MODE, iv, ciphertext);
    }

    private byte[] run(int mode, byte[] iv, byte[] blocks) {
        if (iv.length != blockLength() || blocks.length % blockLength() != 0) {
            throw new IllegalArgumentException("IV of " + iv.length + " and text of " + blocks.length
                    + " octets do not fit blocks of " + blockLength());
        }
        try {
            return engine(mode, iv).doFinal(blocks);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks always pass", e);
        }
    }

    /** A running engine of the JDK that continues a chain after the block {@code iv}; it belongs to the caller alone. */
    public Cipher engine(int mode, byte[] iv) {
        return engine(mode, "CBC", new IvParameterSpec(iv));
    }

    /** A running engine that takes each block for itself: what {@link LockstepCbc} builds the chains of many messages on. */
    Cipher blocks(int mode) {
        return engine(mode, "ECB", null);
    }

    private Cipher engine(int mode, String chaining, @Nullable IvParameterSpec iv) {
        String name = algorithm.blockLength() == 16 ? "AES" : algorithm == EncryptionAlgorithm.DES ? "DES" : "DESede";
        try {
            Cipher cipher = Cipher.getInstance(name + "/" + chaining + "/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, name), iv);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + name + " in " + chaining + " mode", e);
        }
    }
}
