package dev.censim.scenarios.whatif;

/** What can find out that something has failed. */
public enum Detector {
    /** The peer answered neither dead peer detection nor another request of IKE. */
    DPD("dpd"),
    /** BGP heard nothing from the neighbour for the hold time. */
    HOLD_TIMER("holdTimer"),
    /** BFD heard nothing for the detection time, or the neighbour's BFD said that it hears nothing. */
    BFD("bfd"),
    /** A health check went unanswered. */
    HEALTH_CHECK("healthCheck"),
    /** The device saw it itself and at once: its carrier, its tunnel's end or what is attached to it is gone. */
    LINK("link"),
    /** The peer said so: a DELETE of IKE, a NOTIFICATION of BGP or the end of its connection; or an operator did. */
    SESSION_CLOSED("sessionClosed");

    private final String text;

    Detector(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
