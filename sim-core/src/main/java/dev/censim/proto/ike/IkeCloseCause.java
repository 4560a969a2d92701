package dev.censim.proto.ike;

/** Why an SA is gone, as its machine knows it. */
public enum IkeCloseCause {
    /** The peer did not answer dead peer detection or a request. */
    PEER_DEAD,
    /** The peer sent a DELETE. */
    PEER_DELETED,
    /** Closed at this end on purpose. */
    CLOSED,
    /** A newer SA has taken its place: it was rekeyed, was the weaker of two, or the peer has started afresh. */
    REPLACED,
    /** Its lifetime ended before a rekeying did. */
    EXPIRED,
    /** The negotiation that should have completed it failed. */
    FAILED
}
