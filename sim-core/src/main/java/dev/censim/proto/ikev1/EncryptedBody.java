package dev.censim.proto.ikev1;

import dev.censim.crypto.CbcCipher;
import dev.censim.proto.ike.Ikev1Keys;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.NotifyMessage;
import java.util.Arrays;
import java.util.List;

/** Payloads under the cipher of an ISAKMP SA, RFC 2409 appendix B: CBC over the body, filled up with zeros, the IV not sent. */
final class EncryptedBody {

    private EncryptedBody() {}

    static Octets seal(List<IsakmpPayload> payloads, Ikev1Keys keys, Octets iv) {
        int block = keys.encryption().blockLength();
        byte[] chain = IsakmpCodec.chain(payloads);
        byte[] filled = Arrays.copyOf(chain, (chain.length + block - 1) / block * block);
        return Octets.of(cipher(keys).encrypt(iv.bytes(), filled));
    }

    static Payloads open(IsakmpMessage message, Ikev1Keys keys, Octets iv) throws Malformed {
        int block = keys.encryption().blockLength();
        Octets body = message.body();
        if (body.length() == 0 || body.length() % block != 0) {
            throw new Malformed(NotifyMessage.PAYLOAD_MALFORMED, 0, 0, "no whole number of blocks");
        }
        return Payloads.read(message.nextPayload(), Octets.of(cipher(keys).decrypt(iv.bytes(), body.bytes())));
    }

    /** With which the next message of the same exchange goes on. */
    static Octets lastBlock(Octets body, Ikev1Keys keys) {
        int block = keys.encryption().blockLength();
        return Octets.of(body.bytes(), body.length() - block, block);
    }

    private static CbcCipher cipher(Ikev1Keys keys) {
        return new CbcCipher(keys.encryption(), keys.cipherKey());
    }
}
