package dev.censim.forward;

import dev.censim.crypto.KeyedHmac;
import dev.censim.wire.EspHeader;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * ESP with real octets: CBC, then HMAC over SPI, sequence number, IV and ciphertext (RFC 3602, 2451, 2405, 2403, 2404, 4868).
 *
 * <p>The IV is a nonce, SPI and sequence number, encrypted under the packet's key: unpredictable, as RFC 3602 section 3 asks (NIST
 * SP 800-38A appendix C), and a function of the packet alone. It is also the first ciphertext block of a CBC with an IV of zero over
 * {@code nonce | plaintext}. The engine's CBC runs on from packet to packet and is never set up again: combined with the last
 * ciphertext block, which the chain takes off again, the nonce comes out the same. The receiver lets the IV through first as well
 * and drops what comes out.
 */
public final class RealEsp implements EspTransform {

    @Override
    public int seal(EspSa sa, byte[] in, int inOffset, int inLength, byte[] out, int outOffset) {
        if (sa.isExhausted()) {
            return SEQUENCE_EXHAUSTED;
        }
        int sequence = sa.nextSequence();
        Engine engine = sa.engine();
        int iv = sa.ivLength();
        int length = iv + EspTransform.paddedLength(sa, inLength);
        byte[] plain = engine.scratch(length);
        sa.keys().writeNonce(plain, 0, sequence);
        System.arraycopy(in, inOffset, plain, iv, inLength);
        EspTrailer.write(plain, iv + inLength, length);

        EspHeader.write(out, outOffset, sa.spi(), sequence);
        engine.encryptFromNonce(plain, length, out, outOffset + EspHeader.LENGTH);
        int end = outOffset + EspHeader.LENGTH + length;
        engine.hmac.sign(out, outOffset, end - outOffset, out, end);
        return end - outOffset + sa.icvLength();
    }

    @Override
    public int open(EspSa sa, byte[] in, int inOffset, int inLength, byte[] out, int outOffset) {
        int iv = sa.ivLength();
        int length = inLength - EspHeader.LENGTH - sa.icvLength();
        if (length < 2 * iv || length % iv != 0) {
            return MALFORMED_LENGTH;
        }
        int sequence = EspHeader.sequence(in, inOffset);
        if (!sa.replayWindow().isFresh(sequence)) {
            return REPLAYED;
        }
        Engine engine = sa.engine();
        int authenticated = EspHeader.LENGTH + length;
        if (!engine.hmac.verify(in, inOffset, authenticated, in, inOffset + authenticated)) {
            return BAD_ICV;
        }
        sa.replayWindow().accept(sequence);
        byte[] plain = engine.scratch(length);
        engine.decrypt(in, inOffset + EspHeader.LENGTH, length, plain);
        int innerLength = EspTrailer.innerLength(plain, iv, length);
        if (innerLength > 0) {
            System.arraycopy(plain, iv, out, outOffset, innerLength);
        }
        return innerLength;
    }

    /** The JDK's engines of one SA and a buffer, which also keeps the cipher from copying input that lies where its output goes. */
    static final class Engine {

        private static final int USUAL_PACKET = 1536;

        private final Cipher encryptor;
        private final Cipher decryptor;
        private final KeyedHmac hmac;

        /** The last ciphertext block: where the encryptor's chain stands. */
        private final byte[] chain;

        private byte[] scratch = new byte[USUAL_PACKET];

        Engine(EspKeys keys) {
            chain = new byte[keys.ivLength()];
            encryptor = keys.cipher().engine(Cipher.ENCRYPT_MODE, chain);
            decryptor = keys.cipher().engine(Cipher.DECRYPT_MODE, chain);
            hmac = keys.quickHmac();
        }

        private byte[] scratch(int length) {
            if (scratch.length < length) {
                scratch = new byte[length];
            }
            return scratch;
        }

        private void encryptFromNonce(byte[] plain, int length, byte[] out, int outOffset) {
            for (int i = 0; i < chain.length; i++) {
                plain[i] ^= chain[i];
            }
            try {
                encryptor.update(plain, 0, length, out, outOffset);
                System.arraycopy(out, outOffset + length - chain.length, chain, 0, chain.length);
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("no room for the ESP packet", e);
            }
        }

        private void decrypt(byte[] in, int inOffset, int length, byte[] plain) {
            try {
                decryptor.update(in, inOffset, length, plain, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the buffer is as long as the ciphertext", e);
            }
        }
    }
}
