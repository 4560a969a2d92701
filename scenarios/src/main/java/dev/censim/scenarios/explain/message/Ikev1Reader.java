package dev.censim.scenarios.explain.message;

import dev.censim.facts.CaptureFact.Ikev1KeysSeen;
import dev.censim.facts.Side;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads messages of IKEv1 in the order of the capture, each once: a repeated one has no place in the chain of IVs. */
final class Ikev1Reader {

    private final Map<Long, IsakmpSa> sas = new HashMap<>();

    /** @param side whose keys they are */
    void learn(Side side, Ikev1KeysSeen seen) {
        sa(seen.cookieInitiator()).learn(side, seen);
    }

    Reading read(Side sender, Octets octets) {
        try {
            IsakmpMessage message = IsakmpCodec.decode(octets.bytes(), 0, octets.length());
            IsakmpSa sa = sa(message.cookieInitiator());
            Optional<byte[]> body = message.isEncrypted()
                    ? sa.open(sender, message)
                    : Optional.of(message.body().bytes());
            if (body.isEmpty()) {
                return Reading.NONE;
            }
            List<IsakmpPayload> payloads = IsakmpCodec.payloads(message.nextPayload(), body.get());
            if (message.messageId() == 0) {
                sa.take(payloads);
            }
            return Reading.of(IsakmpItems.of(payloads));
        } catch (Malformed e) {
            return Reading.NONE;
        }
    }

    private IsakmpSa sa(long cookieInitiator) {
        return sas.computeIfAbsent(cookieInitiator, cookie -> new IsakmpSa());
    }
}
