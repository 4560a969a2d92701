package dev.censim.proto.ike;

/** Why a datagram for IKE was dropped without any effect. */
public enum IkeDiscard {
    /** It is no IKE message: truncated, lengths that do not fit, or payloads that cannot be read. */
    MALFORMED,
    /** A major version that this end does not speak. */
    VERSION,
    /** Its SPIs or cookies are of no IKE SA here. */
    UNKNOWN_SA,
    /** Its integrity check or its encryption is wrong: whoever sent it does not hold the keys. */
    NOT_AUTHENTIC,
    /** Its message id is not the next one: it was dealt with long ago, or comes too early. */
    OUT_OF_WINDOW,
    /** It has no place in the state of the negotiation. */
    UNEXPECTED
}
