package dev.censim.facts;

/** The states of RFC 5880 section 6.2. */
public enum BfdState {
    ADMIN_DOWN("AdminDown"),
    DOWN("Down"),
    INIT("Init"),
    UP("Up");

    private final String text;

    BfdState(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
