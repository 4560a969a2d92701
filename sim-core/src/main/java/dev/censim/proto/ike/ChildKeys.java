package dev.censim.proto.ike;

import dev.censim.model.policy.IpsecConfig;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.TrafficSelector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where the keys of a child SA come from, RFC 7296 section 2.17.
 *
 * @param shared the shared secret of the exchange's own Diffie-Hellman, with perfect forward secrecy
 * @param isInitiator this end began the exchange
 */
record ChildKeys(IkeKeys ike, Optional<byte[]> shared, Octets ni, Octets nr, boolean isInitiator) {

    /** Keys are taken first for the SA from the initiator to the responder, and in each the encryption key first. */
    ChildSa child(
            int spiIn,
            int spiOut,
            IpsecConfig config,
            List<TrafficSelector> local,
            List<TrafficSelector> remote,
            OptionalInt replaces) {
        int e = config.ipsecEncAlg().keyLength();
        int a = config.ipsecAuthAlg().hashLength();
        byte[] keymat = KeySchedule.keymat(ike, shared, ni, nr, 2 * (e + a));
        int out = isInitiator ? 0 : e + a;
        int in = e + a - out;
        return new ChildSa(
                spiIn,
                spiOut,
                config.ipsecEncAlg(),
                config.ipsecAuthAlg(),
                Arrays.copyOfRange(keymat, in, in + e),
                Arrays.copyOfRange(keymat, in + e, in + e + a),
                Arrays.copyOfRange(keymat, out, out + e),
                Arrays.copyOfRange(keymat, out + e, out + e + a),
                local,
                remote,
                replaces);
    }
}
