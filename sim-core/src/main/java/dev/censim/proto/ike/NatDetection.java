package dev.censim.proto.ike;

import dev.censim.model.address.Ipv4;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The two notifies of IKE_SA_INIT that tell which addresses and ports their sender sees, RFC 7296 section 2.23. */
final class NatDetection {

    /** NATs between the ends: in front of this one, and in front of the peer. */
    record Found(boolean here, boolean there) {

        static final Found NOTHING = new Found(false, false);

        boolean any() {
            return here || there;
        }
    }

    private NatDetection() {}

    /** The SPIs are those of the header that the notifies go with: the responder's is 0 in a request. None with NAT traversal off. */
    static List<Payload> notifies(long spiInitiator, long spiResponder, UdpPath path, IkeEndpointConfig config) {
        if (!config.natTraversal().enabled()) {
            return List.of();
        }
        Octets source = hash(spiInitiator, spiResponder, config.localAddress(), path.localPort());
        Octets destination = hash(spiInitiator, spiResponder, path.remoteAddress(), path.remotePort());
        return List.of(
                Payload.Notify.of(NotifyType.NAT_DETECTION_SOURCE_IP, source),
                Payload.Notify.of(NotifyType.NAT_DETECTION_DESTINATION_IP, destination));
    }

    /**
     * A sender that does not find itself where this end sees it is behind a NAT, and this end is when the sender sees it elsewhere.
     * A sender with several addresses names each as a source. Without the notifies, or with NAT traversal off, nothing is known.
     */
    static Found of(IkeMessage message, UdpPath path, IkeEndpointConfig config) {
        List<Octets> sources = hashes(message, NotifyType.NAT_DETECTION_SOURCE_IP);
        List<Octets> destinations = hashes(message, NotifyType.NAT_DETECTION_DESTINATION_IP);
        if (!config.natTraversal().enabled() || sources.isEmpty() || destinations.isEmpty()) {
            return Found.NOTHING;
        }
        long spiI = message.spiInitiator();
        long spiR = message.spiResponder();
        Octets peer = hash(spiI, spiR, path.remoteAddress(), path.remotePort());
        Octets own = hash(spiI, spiR, config.localAddress(), path.localPort());
        return new Found(!destinations.contains(own), !sources.contains(peer));
    }

    private static List<Octets> hashes(IkeMessage message, int notifyType) {
        return message.payloads().stream()
                .filter(payload -> payload instanceof Payload.Notify notify && notify.notifyType() == notifyType)
                .map(payload -> ((Payload.Notify) payload).data())
                .toList();
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
