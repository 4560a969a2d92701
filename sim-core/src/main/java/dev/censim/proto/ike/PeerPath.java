package dev.censim.proto.ike;

import java.util.Optional;

/** Where the peer of one IKE SA is, and which NATs lie between: RFC 7296 section 2.23. */
final class PeerPath {

    private UdpPath path;
    private NatDetection.Found nat = NatDetection.Found.NOTHING;

    PeerPath(UdpPath first) {
        path = first;
    }

    PeerPath copy() {
        PeerPath copy = new PeerPath(path);
        copy.nat = nat;
        return copy;
    }

    /** The SA that this one takes the place of knows where the peer is. */
    void inherit(PeerPath old) {
        path = old.path;
        nat = old.nat;
    }

    UdpPath path() {
        return path;
    }

    /** Where ESP goes within UDP; empty when no NAT asks for that. */
    Optional<UdpPath> espPath(NatTraversal config) {
        return Optional.of(path)
                .filter(to -> nat.any() && to.localPort() == config.local().natTraversal());
    }

    boolean isBehindNat() {
        return nat.here();
    }

    /** What IKE_SA_INIT has shown. With a NAT on the way the initiator goes on to the other port, and the responder follows. */
    void found(NatDetection.Found nats, boolean isInitiator, NatTraversal config) {
        nat = nats;
        if (isInitiator && nats.any()) {
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
     * @param sa whose path this is
     */
    void follow(UdpPath from, IkeSa sa, Turn turn) {
        boolean mayMove = sa.state() == IkeSa.State.NEGOTIATING || !nat.here();
        if (mayMove && !from.equals(path)) {
            path = from;
            if (sa.isEstablished()) {
                turn.endpoint().encapsulate(sa, turn);
            }
        }
    }
}
