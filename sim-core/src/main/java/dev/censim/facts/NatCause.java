package dev.censim.facts;

/** Why a NAT forgot a mapping. */
public enum NatCause {
    /** No packet came through for its timeout. */
    IDLE("idle"),
    /** The device was restarted. */
    RESTART("restart");

    private final String text;

    NatCause(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
