package dev.censim.proto.bgp;

/** Why a received route is not used. */
public enum RejectReason {
    /** The path contains an AS number of this router, RFC 4271 section 9.1.2. */
    AS_LOOP,
    /** The path does not begin with the external peer's AS, RFC 4271 section 6.3. */
    FIRST_AS_MISMATCH,
    /** The next hop is an address of this router, RFC 4271 section 5.1.3. */
    NEXT_HOP_SELF,
    /** The next hop is no unicast host address, RFC 4271 section 6.3. */
    NEXT_HOP_INVALID,
    /** An internal peer brings back what this router told it, RFC 4456 section 8. */
    ORIGINATED_HERE,
    /** The session's import policy denies it. */
    POLICY,
    /** The peer has announced as many prefixes as it may, RFC 4271 section 6.7. */
    TOO_MANY_PREFIXES,
    /** The UPDATE was faulty and its routes are treated as withdrawn, RFC 7606. */
    TREATED_AS_WITHDRAWN
}
