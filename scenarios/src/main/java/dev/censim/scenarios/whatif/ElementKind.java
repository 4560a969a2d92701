package dev.censim.scenarios.whatif;

/** What can fail. */
public enum ElementKind {
    PATH("path"),
    CUSTOMER_GATEWAY("customerGateway"),
    ZONE("zone"),
    CIRCUIT("circuit"),
    SESSION("session"),
    PEER_LINK("peerLink");

    private final String text;

    ElementKind(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
