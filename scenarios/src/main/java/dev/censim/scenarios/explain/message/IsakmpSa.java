package dev.censim.scenarios.explain.message;

import dev.censim.crypto.CbcCipher;
import dev.censim.crypto.Digest;
import dev.censim.facts.CaptureFact.Ikev1KeysSeen;
import dev.censim.facts.Side;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An ISAKMP SA of which messages are seen in order: the IVs follow from what was seen before (RFC 2409 appendix B). */
final class IsakmpSa {

    /** The ends differ when their pre-shared keys do; a message is under those of its sender. */
    private final Map<Side, Ikev1KeysSeen> keys = new EnumMap<>(Side.class);

    /** Public values, the initiator's first. */
    private Octets exchanged = Octets.EMPTY;

    /** The last block of ciphertext in phase 1; empty before there was one. */
    private Octets lastOfPhase1 = Octets.EMPTY;

    private final Map<Integer, Octets> lastOfExchange = new HashMap<>();

    void learn(Side side, Ikev1KeysSeen seen) {
        keys.put(side, seen);
    }

    /** A message of phase 1 in the clear, which may hold a public value. */
    void take(List<IsakmpPayload> payloads) {
        for (IsakmpPayload payload : payloads) {
            if (payload.type() == IsakmpPayload.KE) {
                byte[] joined = new byte[exchanged.length() + payload.body().length()];
                System.arraycopy(exchanged.bytes(), 0, joined, 0, exchanged.length());
                System.arraycopy(
                        payload.body().bytes(),
                        0,
                        joined,
                        exchanged.length(),
                        payload.body().length());
                exchanged = Octets.of(joined);
            }
        }
    }

    /** The body of an encrypted message that was not seen before; empty without keys, or when it is no whole number of blocks. */
    Optional<byte[]> open(Side sender, IsakmpMessage message) {
        Ikev1KeysSeen known = keys.get(sender);
        if (known == null) {
            return Optional.empty();
        }
        CbcCipher cipher = new CbcCipher(known.encryption(), known.cipherKey());
        int block = cipher.blockLength();
        byte[] body = message.body().bytes();
        if (body.length == 0 || body.length % block != 0) {
            return Optional.empty();
        }
        byte[] plain = cipher.decrypt(iv(known, message.messageId(), block), body);
        Octets last = Octets.of(body, body.length - block, block);
        if (message.messageId() == 0) {
            lastOfPhase1 = last;
        } else {
            lastOfExchange.put(message.messageId(), last);
        }
        return Optional.of(plain);
    }

    private byte[] iv(Ikev1KeysSeen known, int messageId, int block) {
        Octets phase1 = lastOfPhase1.length() > 0
                ? lastOfPhase1
                : Octets.of(Digest.of(known.hash(), exchanged.bytes()), 0, block);
        if (messageId == 0) {
            return phase1.bytes();
        }
        Octets before = lastOfExchange.get(messageId);
        return before != null
                ? before.bytes()
                : Octets.of(
                                Digest.of(
                                        known.hash(),
                                        phase1.bytes(),
                                        Octets.ofInt(messageId).bytes()),
                                0,
                                block)
                        .bytes();
    }
}
