package dev.censim.facts;

/** Why a negotiation failed, RFC 7296 section 2.21; also what an end found that no notify tells. */
public enum IkeFailure {
    NO_RESPONSE("no response"),
    AUTHENTICATION_FAILED("AUTHENTICATION_FAILED"),
    INVALID_ID("unexpected peer ID"),
    NO_PROPOSAL_CHOSEN("NO_PROPOSAL_CHOSEN"),
    TS_UNACCEPTABLE("TS_UNACCEPTABLE"),
    INVALID_KE_PAYLOAD("INVALID_KE_PAYLOAD"),
    INVALID_SYNTAX("INVALID_SYNTAX"),
    UNSUPPORTED_CRITICAL_PAYLOAD("UNSUPPORTED_CRITICAL_PAYLOAD"),
    INVALID_MAJOR_VERSION("another version of IKE"),
    INVALID_EXCHANGE_TYPE("another mode of IKEv1"),
    UNDECRYPTABLE("decryption failed"),
    INVALID_HASH("HASH payload wrong"),
    MISSING_PAYLOAD("payload missing"),
    UNEXPECTED_PAYLOAD("payload not expected"),
    OTHER("refused by the peer");

    private final String text;

    IkeFailure(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
