package dev.censim.model.policy;

/** Negotiation mode of IKEv1; IKEv2 has no modes. */
public enum IkeMode {
    MAIN("main"),
    AGGRESSIVE("aggressive");

    private final String text;

    IkeMode(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
