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

    private NatDetection() {}

    /** The SPIs are those of the header that the notifies go with: the responder's is 0 in a request. */
    static List<Payload> notifies(long spiInitiator, long spiResponder, Ipv4 local, UdpPath path) {
        Octets source = hash(spiInitiator, spiResponder, local, path.localPort());
        Octets destination = hash(spiInitiator, spiResponder, path.remoteAddress(), path.remotePort());
        return List.of(
                Payload.Notify.of(NotifyType.NAT_DETECTION_SOURCE_IP, source),
                Payload.Notify.of(NotifyType.NAT_DETECTION_DESTINATION_IP, destination));
    }

    private static Octets hash(long spiInitiator, long spiResponder, Ipv4 address, int port) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(Octets.ofLong(spiInitiator).bytes());
            sha1.update(Octets.ofLong(spiResponder).bytes());
            sha1.update(Octets.ofInt(address.bits()).bytes());
            sha1.update(new byte[] {(byte) (port >>> 8), (byte) port});
            return Octets.of(sha1.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
