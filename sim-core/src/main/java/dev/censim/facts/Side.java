package dev.censim.facts;

/** Which end of a tunnel or session. */
public enum Side {
    CLOUD("cloud"),
    CUSTOMER("customer");

    private final String text;

    Side(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** The end that faces this one. */
    public Side other() {
        return this == CLOUD ? CUSTOMER : CLOUD;
    }
}
