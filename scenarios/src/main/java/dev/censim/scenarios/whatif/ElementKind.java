package dev.censim.scenarios.whatif;

import java.util.Arrays;
import java.util.Optional;

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

    /** The kind that is written so; empty when none is. */
    public static Optional<ElementKind> named(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
