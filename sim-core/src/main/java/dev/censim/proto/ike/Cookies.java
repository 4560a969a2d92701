package dev.censim.proto.ike;

import dev.censim.crypto.Entropy;
import dev.censim.crypto.Prf;
import dev.censim.model.address.Ipv4;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.wire.ike.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Stateless cookies, RFC 7296 section 2.6: Cookie = hash(Ni | IPi | SPIi | secret). The secret is drawn when first needed and then
 * kept: one tunnel has one peer, and a simulated run is short of the time after which a live daemon would change it.
 */
final class Cookies {

    private static final int SECRET_LENGTH = 32;

    private @Nullable Octets secret;

    Cookies() {}

    private Cookies(@Nullable Octets secret) {
        this.secret = secret;
    }

    Cookies copy() {
        return new Cookies(secret);
    }

    Octets cookie(Octets nonce, Ipv4 initiator, long spiInitiator, Entropy entropy) {
        Octets key = secret;
        if (key == null) {
            key = Octets.of(entropy.bytes(SECRET_LENGTH));
            secret = key;
        }
        return Octets.of(Prf.of(AuthenticationAlgorithm.SHA256)
                .apply(
                        key.bytes(),
                        nonce.bytes(),
                        Octets.ofInt(initiator.bits()).bytes(),
                        Octets.ofLong(spiInitiator).bytes()));
    }
}
