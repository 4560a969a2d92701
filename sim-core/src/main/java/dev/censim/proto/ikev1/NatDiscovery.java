package dev.censim.proto.ikev1;

import dev.censim.model.address.Ipv4;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.Nats;
import dev.censim.proto.ike.UdpPath;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.IsakmpPayload;
import java.util.List;

/** The NAT-D payloads of phase 1, RFC 3947 section 3.2: what their sender sees, the peer's address and port first, then its own. */
final class NatDiscovery {

    private NatDiscovery() {}

    static List<IsakmpPayload> payloads(IsakmpSa sa, IkeEndpointConfig config) {
        UdpPath path = sa.peerPath().path();
        return List.of(
                new IsakmpPayload(IsakmpPayload.NAT_D, hash(sa, config, path.remoteAddress(), path.remotePort())),
                new IsakmpPayload(IsakmpPayload.NAT_D, hash(sa, config, config.localAddress(), path.localPort())));
    }

    /** A sender that sees this end elsewhere shows a NAT here; one that names no source where this end sees it is behind one itself. */
    static Nats of(Payloads message, UdpPath path, IsakmpSa sa, IkeEndpointConfig config) {
        List<Octets> hashes = message.bodies(IsakmpPayload.NAT_D);
        if (hashes.size() < 2) {
            return Nats.NONE;
        }
        Octets own = hash(sa, config, config.localAddress(), path.localPort());
        Octets peer = hash(sa, config, path.remoteAddress(), path.remotePort());
        return new Nats(
                !hashes.get(0).equals(own), !hashes.subList(1, hashes.size()).contains(peer));
    }

    private static Octets hash(IsakmpSa sa, IkeEndpointConfig config, Ipv4 address, int port) {
        return Nats.hash(
                config.ike().ikeAuthAlg(),
                sa.cookies().initiator(),
                sa.cookies().responder(),
                address,
                port);
    }
}
