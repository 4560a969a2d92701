package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;

/** What becomes of a connection whose OPEN names a peer that another connection leads to already, RFC 4271 section 6.8. */
enum Collision {
    /** There is no other connection, or not yet one that counts. */
    NONE,
    /** This connection stays, the other goes. */
    WON,
    /** The other connection stays. */
    LOST;

    /** @param number even when we opened it */
    record Connection(BgpSession.State state, int number) {

        private boolean isOurs() {
            return number % 2 == 0;
        }
    }

    /**
     * "The BGP Identifier of the local system is compared to the BGP Identifier of the remote system ... by converting them to host
     * byte order and treating them as 4-octet unsigned integers", and the connection that the higher one opened stays. Of equal ones
     * the higher AS number decides, RFC 6286 section 2.3. Of two that the peer opened, the newer one stays: it has forgotten the other.
     */
    static Collision of(Connection judged, Ipv4 identifier, Asn asn, Negotiated peer, Connection other) {
        if (other.state == BgpSession.State.ESTABLISHED) {
            return LOST;
        } else if (other.state != BgpSession.State.OPEN_CONFIRM) {
            return NONE;
        } else if (judged.isOurs() == other.isOurs()) {
            return WON;
        }
        int byIdentifier = identifier.compareTo(peer.peerIdentifier());
        boolean areWeHigher = byIdentifier > 0 || byIdentifier == 0 && asn.compareTo(peer.peerAsn()) > 0;
        return judged.isOurs() == areWeHigher ? WON : LOST;
    }
}
