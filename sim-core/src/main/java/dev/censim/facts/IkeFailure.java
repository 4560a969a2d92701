package dev.censim.facts;

/**
 * Why a negotiation failed: what a notify tells (RFC 7296 section 2.21, RFC 2408 section 3.14.1), or what an end found that no notify
 * tells.
 */
public enum IkeFailure {
    NO_RESPONSE("no response"),
    AUTHENTICATION_FAILED("AUTHENTICATION_FAILED", "AUTHENTICATION-FAILED"),
    INVALID_ID("unexpected peer ID"),
    NO_PROPOSAL_CHOSEN("NO_PROPOSAL_CHOSEN", "NO-PROPOSAL-CHOSEN"),
    /** IKEv1 has one notify for an ID of phase 1 and for the client IDs of quick mode. */
    TS_UNACCEPTABLE("TS_UNACCEPTABLE", "INVALID-ID-INFORMATION"),
    INVALID_KE_PAYLOAD("INVALID_KE_PAYLOAD", "INVALID-KEY-INFORMATION"),
    INVALID_SYNTAX("INVALID_SYNTAX", "PAYLOAD-MALFORMED"),
    UNSUPPORTED_CRITICAL_PAYLOAD("UNSUPPORTED_CRITICAL_PAYLOAD"),
    INVALID_MAJOR_VERSION("another version of IKE"),
    INVALID_EXCHANGE_TYPE("another mode of IKEv1"),
    UNDECRYPTABLE("decryption failed"),
    INVALID_HASH("INVALID-HASH-INFORMATION"),
    MISSING_PAYLOAD("payload missing"),
    UNEXPECTED_PAYLOAD("payload not expected"),
    OTHER("refused by the peer");

    private final String text;
    private final String version1Text;

    IkeFailure(String text) {
        this(text, text);
    }

    IkeFailure(String text, String version1Text) {
        this.text = text;
        this.version1Text = version1Text;
    }

    /** In the words of the version of IKE to which an exchange belongs: the same number has another name in the other. */
    public String text(IkeExchange exchange) {
        return exchange.isVersion1() ? version1Text : text;
    }
}
