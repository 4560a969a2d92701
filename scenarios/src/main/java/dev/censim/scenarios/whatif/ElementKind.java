package dev.censim.scenarios.whatif;

/** What can fail. */
public enum ElementKind {
    PATH("path"),
    CIRCUIT("circuit"),
    PEER_LINK("peerLink"),
    TUNNEL_ENDPOINT("tunnelEndpoint"),
    CUSTOMER_GATEWAY("customerGateway"),
    ATTACHMENT("attachment"),
    SESSION("session"),
    ZONE("zone"),
    REGION("region");

    private final String text;

    ElementKind(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
