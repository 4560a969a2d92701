package dev.censim.facts;

/** Why a BGP session changed its state. */
public enum BgpCause {
    /** The ordinary course of the state machine. */
    PROGRESS("progress"),
    HOLD_TIMER_EXPIRED("hold timer expired"),
    NOTIFICATION_RECEIVED("NOTIFICATION received"),
    NOTIFICATION_SENT("NOTIFICATION sent"),
    CONNECTION_LOST("TCP connection lost"),
    CONNECTION_FAILED("TCP connection failed"),
    ADMINISTRATIVE_RESET("administrative reset"),
    ADMINISTRATIVE_SHUTDOWN("administrative shutdown"),
    DEVICE_LOST("lost with the device or interface"),
    BFD_DOWN("BFD down");

    private final String text;

    BgpCause(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
