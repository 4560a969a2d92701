package dev.censim.facts;

/** Why a negotiation failed, RFC 7296 section 2.21. */
public enum IkeFailure {
    NO_RESPONSE("no response"),
    AUTHENTICATION_FAILED("AUTHENTICATION_FAILED"),
    NO_PROPOSAL_CHOSEN("NO_PROPOSAL_CHOSEN"),
    TS_UNACCEPTABLE("TS_UNACCEPTABLE"),
    INVALID_KE_PAYLOAD("INVALID_KE_PAYLOAD"),
    INVALID_SYNTAX("INVALID_SYNTAX"),
    OTHER("refused by the peer");

    private final String text;

    IkeFailure(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
