package dev.censim.proto.ike;

import dev.censim.crypto.CbcCipher;
import dev.censim.crypto.Entropy;
import dev.censim.crypto.Integrity;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.IkeCodec;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Seals and opens messages: the Encrypted payload of RFC 7296 section 3.14. */
final class SkPayload {

    private SkPayload() {}

    /** The message on the wire, its payloads within SK: IV | ciphertext | integrity check value. */
    static byte[] seal(IkeMessage message, IkeKeys keys, Entropy entropy) {
        CbcCipher cipher = cipher(keys, message.fromInitiator());
        Integrity integrity = integrity(keys, message.fromInitiator());
        byte[] iv = entropy.bytes(cipher.blockLength());
        byte[] ciphertext = cipher.encrypt(iv, padded(IkeCodec.encodePayloads(message.payloads()), iv.length));
        byte[] data = new byte[iv.length + ciphertext.length + integrity.length()];
        System.arraycopy(iv, 0, data, 0, iv.length);
        System.arraycopy(ciphertext, 0, data, iv.length, ciphertext.length);
        Payload sealed = new Payload.Encrypted(IkeCodec.firstType(message.payloads()), Octets.of(data));
        byte[] bytes = IkeCodec.encode(message.with(List.of(sealed)));
        int signed = bytes.length - integrity.length();
        integrity.sign(bytes, 0, signed, bytes, signed);
        return bytes;
    }

    /**
     * The message with the payloads that were inside.
     *
     * @param message as decoded
     * @param raw as received
     * @return empty when the message is not authentic
     * @throws Malformed when it is, but cannot be read
     */
    static Optional<IkeMessage> open(IkeMessage message, byte[] raw, IkeKeys keys) throws Malformed {
        if (message.payloads().size() != 1 || !(message.payloads().get(0) instanceof Payload.Encrypted sealed)) {
            return Optional.empty();
        }
        CbcCipher cipher = cipher(keys, message.fromInitiator());
        Integrity integrity = integrity(keys, message.fromInitiator());
        int block = cipher.blockLength();
        int textLength = sealed.data().length() - block - integrity.length();
        int signed = raw.length - integrity.length();
        if (textLength < 0 || !integrity.verify(raw, 0, signed, raw, signed)) {
            return Optional.empty();
        }
        if (textLength == 0 || textLength % block != 0) {
            throw new Malformed(NotifyType.INVALID_SYNTAX, 0, signed, "ciphertext of " + textLength + " octets");
        }
        byte[] iv = Arrays.copyOfRange(raw, signed - textLength - block, signed - textLength);
        byte[] plain = cipher.decrypt(iv, Arrays.copyOfRange(raw, signed - textLength, signed));
        int length = plain.length - 1 - (plain[plain.length - 1] & 0xff);
        if (length < 0) {
            throw new Malformed(NotifyType.INVALID_SYNTAX, 0, signed, "padding longer than the text");
        }
        return Optional.of(message.with(IkeCodec.decodePayloads(sealed.firstPayload(), plain, 0, length)));
    }

    /** The least padding that fits, then its length in the last octet. */
    private static byte[] padded(byte[] plain, int block) {
        byte[] padded = Arrays.copyOf(plain, (plain.length / block + 1) * block);
        padded[padded.length - 1] = (byte) (padded.length - plain.length - 1);
        return padded;
    }

    private static CbcCipher cipher(IkeKeys keys, boolean fromInitiator) {
        return new CbcCipher(keys.encryption(), fromInitiator ? keys.skEi() : keys.skEr());
    }

    private static Integrity integrity(IkeKeys keys, boolean fromInitiator) {
        return new Integrity(keys.integrity(), fromInitiator ? keys.skAi() : keys.skAr());
    }
}
