package dev.censim.scenarios.whatif;

/** What can find out that something has failed. */
public enum Detector {
    DPD("dpd"),
    HOLD_TIMER("holdTimer"),
    BFD("bfd"),
    HEALTH_CHECK("healthCheck"),
    LINK("link"),
    SESSION_CLOSED("sessionClosed");

    private final String text;

    Detector(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
