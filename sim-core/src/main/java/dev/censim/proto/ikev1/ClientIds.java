package dev.censim.proto.ikev1;

import dev.censim.model.address.Prefix;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.Identification;
import dev.censim.wire.ikev1.IsakmpPayload;
import java.util.List;
import java.util.Optional;

/**
 * IDci and IDcr of quick mode, RFC 2409 section 5.5: the one pair of prefixes whose traffic a pair of ESP SAs protects.
 *
 * @param initiator of the end that began this quick mode
 * @param responder of the other end
 */
record ClientIds(Prefix initiator, Prefix responder) {

    /** IKEv1 has no room for more than one pair; the first is taken. */
    static ClientIds ofInitiator(IkeEndpointConfig config) {
        return new ClientIds(
                config.localSelectors().get(0), config.remoteSelectors().get(0));
    }

    /** The pair of the peer, who began; without one it speaks for the two ends themselves. It must be configured here as it is. */
    static ClientIds accept(Payloads message, IkeEndpointConfig config) throws Refused {
        List<Octets> bodies = message.bodies(IsakmpPayload.ID);
        if (bodies.isEmpty()) {
            bodies = List.of(
                    Identification.of(config.remoteAddress().toString()).body(),
                    Identification.of(config.localAddress().toString()).body());
        }
        if (bodies.size() != 2) {
            throw Refused.missing();
        }
        Optional<Prefix> initiator = prefix(bodies.get(0)).filter(config.remoteSelectors()::contains);
        Optional<Prefix> responder = prefix(bodies.get(1)).filter(config.localSelectors()::contains);
        return new ClientIds(initiator.orElseThrow(Refused::clientIds), responder.orElseThrow(Refused::clientIds));
    }

    List<IsakmpPayload> payloads() {
        return List.of(payload(initiator), payload(responder));
    }

    /** The same pair as it was received, for the answer. */
    static List<IsakmpPayload> asSent(Payloads message) {
        return message.all().stream()
                .filter(payload -> payload.type() == IsakmpPayload.ID)
                .toList();
    }

    /** An answer repeats the pair. */
    void requireSame(Payloads answer) throws Refused {
        List<Octets> bodies = answer.bodies(IsakmpPayload.ID);
        boolean isSame = bodies.size() == 2
                && prefix(bodies.get(0)).equals(Optional.of(initiator))
                && prefix(bodies.get(1)).equals(Optional.of(responder));
        if (!isSame) {
            throw Refused.clientIds();
        }
    }

    private static IsakmpPayload payload(Prefix prefix) {
        return new IsakmpPayload(IsakmpPayload.ID, Identification.of(prefix).body());
    }

    private static Optional<Prefix> prefix(Octets body) {
        try {
            return Identification.read(body).prefix();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }
}
