package dev.censim.proto.ike;

import dev.censim.crypto.KeyExchange;
import dev.censim.model.policy.DhGroup;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.util.Optional;

/** This end's half of one Diffie-Hellman exchange. Making it costs one exponentiation, {@link #shared} the second and last. */
record KeyPair(DhGroup group, Octets secret, Octets publicValue) {

    static KeyPair generate(DhGroup group, Turn turn) {
        byte[] secret = KeyExchange.secret(group, turn.entropy());
        return new KeyPair(
                group, Octets.of(secret), Octets.of(turn.knownSecrets().publicValue(group, secret)));
    }

    Payload.KeyExchangePayload payload() {
        return new Payload.KeyExchangePayload(group.number(), publicValue);
    }

    /** Empty when the peer's payload is of another group or its value out of range. */
    Optional<byte[]> shared(Payload.KeyExchangePayload peer, Turn turn) {
        return peer.group() == group.number()
                ? turn.knownSecrets()
                        .shared(
                                group,
                                secret.bytes(),
                                publicValue.bytes(),
                                peer.data().bytes())
                : Optional.empty();
    }
}
