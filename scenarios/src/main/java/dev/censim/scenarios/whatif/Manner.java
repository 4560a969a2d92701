package dev.censim.scenarios.whatif;

/** How an element fails. */
public enum Manner {
    /** Nobody is told: packets vanish until a timer finds out. */
    SILENT("silent"),
    /** Neighbours see it at once: a carrier is gone, a session is closed. */
    CLEAN("clean");

    private final String text;

    Manner(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
