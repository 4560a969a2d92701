package dev.censim.model.policy;

/** Where a route of a transit router table comes from; the order among them for one prefix is the scenario's {@code routePreference}. */
public enum RouteType {
    /** An entry made by hand in the table itself. */
    STATIC("static"),
    VPC("vpc"),
    /** Of a VBR or an ECR, also one that another region's transit router tells: the documented order compares them with each other. */
    VBR("vbr"),
    VPN("vpn"),
    CCN("ccn"),
    /** From another region's transit router, and of no VBR or ECR. */
    PEER("peer");

    private final String text;

    RouteType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
