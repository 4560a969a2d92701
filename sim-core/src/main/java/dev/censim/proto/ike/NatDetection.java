package dev.censim.proto.ike;

import dev.censim.model.address.Ipv4;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import java.util.List;

/** The two notifies of IKE_SA_INIT that tell which addresses and ports their sender sees, RFC 7296 section 2.23. */
final class NatDetection {

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
    static Nats of(IkeMessage message, UdpPath path, IkeEndpointConfig config) {
        List<Octets> sources = hashes(message, NotifyType.NAT_DETECTION_SOURCE_IP);
        List<Octets> destinations = hashes(message, NotifyType.NAT_DETECTION_DESTINATION_IP);
        if (!config.natTraversal().enabled() || sources.isEmpty() || destinations.isEmpty()) {
            return Nats.NONE;
        }
        long spiI = message.spiInitiator();
        long spiR = message.spiResponder();
        Octets peer = hash(spiI, spiR, path.remoteAddress(), path.remotePort());
        Octets own = hash(spiI, spiR, config.localAddress(), path.localPort());
        return new Nats(!destinations.contains(own), !sources.contains(peer));
    }

    private static List<Octets> hashes(IkeMessage message, int notifyType) {
        return message.payloads().stream()
                .filter(payload -> payload instanceof Payload.Notify notify && notify.notifyType() == notifyType)
                .map(payload -> ((Payload.Notify) payload).data())
                .toList();
    }

    private static Octets hash(long spiInitiator, long spiResponder, Ipv4 address, int port) {
        return Nats.hash(AuthenticationAlgorithm.SHA1, spiInitiator, spiResponder, address, port);
    }
}
