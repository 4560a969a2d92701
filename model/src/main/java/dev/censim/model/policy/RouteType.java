package dev.censim.model.policy;

/** Where a route of a transit router table comes from; the order among them for one prefix is the scenario's {@code routePreference}. */
public enum RouteType {
    STATIC("static"),
    VPC("vpc"),
    VBR("vbr"),
    VPN("vpn");

    private final String text;

    RouteType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
