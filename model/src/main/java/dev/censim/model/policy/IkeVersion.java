package dev.censim.model.policy;

/** The IKE version of a tunnel. */
public enum IkeVersion {
    IKEV1("ikev1"),
    IKEV2("ikev2");

    private final String text;

    IkeVersion(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
