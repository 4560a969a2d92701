package dev.censim.proto.ike;

/**
 * Why a negotiation failed, in the terms of RFC 7296 section 2.21 where IKEv1 has the same under another name. What the refusing
 * end finds may be finer than what its notify tells: a wrong ID and a wrong key are one to the peer.
 */
public enum IkeRefusal {
    /** The last retransmission stayed without answer. */
    NO_RESPONSE,
    /** The proof of the shared key is wrong; in IKEv1 HASH_I or HASH_R (RFC 2409 section 5). */
    AUTHENTICATION_FAILED,
    /** The peer is, or asked for, another one than is configured. */
    INVALID_ID,
    NO_PROPOSAL_CHOSEN,
    /** Traffic selectors; in IKEv1 the client IDs of quick mode. */
    TS_UNACCEPTABLE,
    INVALID_KE_PAYLOAD,
    INVALID_SYNTAX,
    UNSUPPORTED_CRITICAL_PAYLOAD,
    /** The message speaks another major version of IKE than this end. */
    INVALID_MAJOR_VERSION,
    /** The peer began with an exchange that is not configured: aggressive mode for main mode or the reverse. */
    INVALID_EXCHANGE_TYPE,
    /** What should be encrypted with the agreed keys is not readable with them. */
    UNDECRYPTABLE,
    /** The HASH payload of quick mode or of an informational exchange is wrong (RFC 2409 section 5.5). */
    INVALID_HASH,
    /** A payload without which the exchange cannot go on is missing. */
    MISSING_PAYLOAD,
    /** A payload that the configuration of this end leaves no room for. */
    UNEXPECTED_PAYLOAD,
    OTHER
}
