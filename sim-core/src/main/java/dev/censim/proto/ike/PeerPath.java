package dev.censim.proto.ike;

import java.util.Optional;

/**
 * Where the peer of one IKE SA is, and which NATs lie between: RFC 7296 section 2.23, and RFC 3947 in the same way. Both versions of IKE
 * use it.
 */
public final class PeerPath {

    private UdpPath path;
    private Nats nats = Nats.NONE;

    public PeerPath(UdpPath first) {
        path = first;
    }

    public PeerPath copy() {
        PeerPath copy = new PeerPath(path);
        copy.nats = nats;
        return copy;
    }

    /** The SA that this one takes the place of knows where the peer is. */
    public void inherit(PeerPath old) {
        path = old.path;
        nats = old.nats;
    }

    public UdpPath path() {
        return path;
    }

    /** Where ESP goes within UDP; empty when no NAT asks for that. */
    public Optional<UdpPath> espPath(NatTraversal config) {
        return Optional.of(path)
                .filter(to -> nats.any() && to.localPort() == config.local().natTraversal());
    }

    public boolean isBehindNat() {
        return nats.here();
    }

    /** What the first messages have shown. With a NAT on the way the initiator goes on to the other port, and the responder follows. */
    public void found(Nats between, boolean isInitiator, NatTraversal config) {
        nats = between;
        if (isInitiator && between.any()) {
            path = new UdpPath(
                    config.local().natTraversal(),
                    path.remoteAddress(),
                    config.remote().natTraversal());
        }
    }

    /**
     * An authentic message that is new, or authentic ESP, has come from there. An end behind a NAT does not follow its peer once the
     * SA is established: whoever holds back a packet and sends it from elsewhere could lead it astray.
     *
     * @return whether the path is another one now
     */
    public boolean follow(UdpPath from, boolean isNegotiating) {
        boolean isChange = (isNegotiating || !nats.here()) && !from.equals(path);
        if (isChange) {
            path = from;
        }
        return isChange;
    }
}
