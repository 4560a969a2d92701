package dev.censim.proto.ike;

import dev.censim.crypto.Digest;
import dev.censim.model.address.Ipv4;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.wire.ike.Octets;

/**
 * NATs between the two ends of an IKE SA, as it has found them (RFC 7296 section 2.23, RFC 3947 section 3.2).
 *
 * @param here in front of this end
 * @param there in front of the peer
 */
public record Nats(boolean here, boolean there) {

    public static final Nats NONE = new Nats(false, false);

    boolean any() {
        return here || there;
    }

    /**
     * What an end tells of an address and port that it sees, so that the other end can compare.
     *
     * @param hash SHA-1 in IKEv2, the negotiated one in IKEv1
     * @param spiInitiator of the header; of IKEv1 the cookie
     */
    public static Octets hash(
            AuthenticationAlgorithm hash, long spiInitiator, long spiResponder, Ipv4 address, int port) {
        return Octets.of(Digest.of(
                hash,
                Octets.ofLong(spiInitiator).bytes(),
                Octets.ofLong(spiResponder).bytes(),
                Octets.ofInt(address.bits()).bytes(),
                new byte[] {(byte) (port >>> 8), (byte) port}));
    }
}
