package dev.censim.facts;

/** The states of RFC 4271 section 8.2.2. */
public enum BgpState {
    IDLE("Idle"),
    CONNECT("Connect"),
    ACTIVE("Active"),
    OPEN_SENT("OpenSent"),
    OPEN_CONFIRM("OpenConfirm"),
    ESTABLISHED("Established");

    private final String text;

    BgpState(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
