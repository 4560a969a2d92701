package dev.censim.benchmarks;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * ESP as one writes it with the JDK's documentation at hand: for each packet the cipher is initialised with the key and an IV, and a
 * Mac runs over the result. The octets are those that censim makes; the IV is the first block of a CBC over {@code nonce | plaintext}.
 */
final class JceEsp {

    private static final int HEADER = 8;

    private final int spi;
    private final int block;
    private final int icvLength;
    private final Cipher cipher;
    private final Mac mac;
    private final SecretKeySpec key;
    private int sequence;

    JceEsp(
            int spi,
            EncryptionAlgorithm encryption,
            AuthenticationAlgorithm authentication,
            byte[] encryptionKey,
            byte[] authenticationKey)
            throws GeneralSecurityException {
        this.spi = spi;
        block = encryption.blockLength();
        icvLength = authentication.icvLength();
        String algorithm = block == 16 ? "AES" : encryption == EncryptionAlgorithm.DES ? "DES" : "DESede";
        cipher = Cipher.getInstance(algorithm + "/CBC/NoPadding");
        key = new SecretKeySpec(encryptionKey, algorithm);
        mac = Mac.getInstance("Hmac" + authentication);
        mac.init(new SecretKeySpec(authenticationKey, mac.getAlgorithm()));
    }

    byte[] seal(byte[] inner) throws GeneralSecurityException {
        int length = block + (inner.length + 2 + block - 1) / block * block;
        byte[] plain = new byte[length];
        ByteBuffer.wrap(plain).putInt(spi).putInt(++sequence);
        System.arraycopy(inner, 0, plain, block, inner.length);
        int padLength = length - block - inner.length - 2;
        for (int i = 0; i < padLength; i++) {
            plain[block + inner.length + i] = (byte) (i + 1);
        }
        plain[length - 2] = (byte) padLength;
        plain[length - 1] = 4;
        byte[] packet = new byte[HEADER + length + icvLength];
        ByteBuffer.wrap(packet).putInt(spi).putInt(sequence);
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[block]));
        cipher.doFinal(plain, 0, length, packet, HEADER);
        mac.update(packet, 0, HEADER + length);
        System.arraycopy(mac.doFinal(), 0, packet, HEADER + length, icvLength);
        return packet;
    }

    /** The inner packet. */
    byte[] open(byte[] packet) throws GeneralSecurityException {
        int end = packet.length - icvLength;
        mac.update(packet, 0, end);
        if (!MessageDigest.isEqual(
                Arrays.copyOf(mac.doFinal(), icvLength), Arrays.copyOfRange(packet, end, packet.length))) {
            throw new GeneralSecurityException("bad ICV");
        }
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(packet, HEADER, block));
        byte[] plain = cipher.doFinal(packet, HEADER + block, end - HEADER - block);
        int padLength = plain[plain.length - 2];
        int length = plain.length - 2 - padLength;
        for (int i = 0; i < padLength; i++) {
            if (plain[length + i] != i + 1) {
                throw new GeneralSecurityException("bad padding");
            }
        }
        if (plain[plain.length - 1] != 4) {
            throw new GeneralSecurityException("no IPv4 packet");
        }
        return Arrays.copyOf(plain, length);
    }
}
