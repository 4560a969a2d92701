package dev.censim.proto.ike;

/** Why a negotiation failed, RFC 7296 section 2.21. */
public enum IkeRefusal {
    /** The last retransmission stayed without answer. */
    NO_RESPONSE,
    AUTHENTICATION_FAILED,
    NO_PROPOSAL_CHOSEN,
    TS_UNACCEPTABLE,
    INVALID_KE_PAYLOAD,
    INVALID_SYNTAX,
    OTHER
}
