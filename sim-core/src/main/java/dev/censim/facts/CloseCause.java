package dev.censim.facts;

/** Why an SA is gone. */
public enum CloseCause {
    /** The peer did not answer dead peer detection or a request. */
    PEER_DEAD("peer dead"),
    /** The peer sent a DELETE. */
    PEER_DELETED("deleted by peer"),
    /** Closed here on purpose. */
    CLOSED("closed"),
    /** A newer SA has taken its place. */
    REPLACED("replaced"),
    /** Its lifetime ended. */
    EXPIRED("lifetime expired"),
    /** Lost with its device or interface. */
    LOST("lost with the device or interface"),
    /** Negotiation failed. */
    FAILED("negotiation failed");

    private final String text;

    CloseCause(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
