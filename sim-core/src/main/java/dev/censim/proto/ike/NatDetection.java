package dev.censim.proto.ike;

import dev.censim.model.address.Ipv4;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The two notifies that tell the peer which addresses and ports this end sees, RFC 7296 section 2.23. */
final class NatDetection {

    private static final byte[] PORT = {500 >>> 8, (byte) 500};

    private NatDetection() {}

    /** The SPIs are those of the header that the notifies go with: the responder's is 0 in a request. */
    static List<Payload> notifies(long spiInitiator, long spiResponder, Ipv4 source, Ipv4 destination) {
        return List.of(
                Payload.Notify.of(NotifyType.NAT_DETECTION_SOURCE_IP, hash(spiInitiator, spiResponder, source)),
                Payload.Notify.of(
                        NotifyType.NAT_DETECTION_DESTINATION_IP, hash(spiInitiator, spiResponder, destination)));
    }

    private static Octets hash(long spiInitiator, long spiResponder, Ipv4 address) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(Octets.ofLong(spiInitiator).bytes());
            sha1.update(Octets.ofLong(spiResponder).bytes());
            sha1.update(Octets.ofInt(address.bits()).bytes());
            sha1.update(PORT);
            return Octets.of(sha1.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
