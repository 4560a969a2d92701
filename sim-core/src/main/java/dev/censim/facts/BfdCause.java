package dev.censim.facts;

/** Why a BFD session changed its state. */
public enum BfdCause {
    /** The ordinary course of the state machine. */
    PROGRESS("progress"),
    DETECTION_TIME_EXPIRED("detection time expired"),
    NEIGHBOR_DOWN("neighbor signaled session down"),
    NEIGHBOR_ADMIN_DOWN("neighbor administratively down"),
    PATH_DOWN("lost with the device or interface"),
    ADMIN_DOWN("administratively down"),
    ADMIN_UP("administratively up");

    private final String text;

    BfdCause(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
