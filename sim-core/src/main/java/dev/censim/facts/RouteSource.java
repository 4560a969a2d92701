package dev.censim.facts;

import dev.censim.model.policy.RouteType;

/** Where the route that a table uses for a prefix comes from. */
public enum RouteSource {
    LOCAL("local"),
    STATIC("static"),
    VPC("vpc"),
    VBR("vbr"),
    VPN("vpn"),
    BGP("bgp"),
    SYNCHRONIZED("synchronized"),
    BLACKHOLE("blackhole"),
    CCN("ccn"),
    PEER("peer");

    /** Of what is used in a transit router's table. */
    public static RouteSource of(RouteType type) {
        return switch (type) {
            case STATIC -> STATIC;
            case VPC -> VPC;
            case VBR -> VBR;
            case VPN -> VPN;
            case CCN -> CCN;
            case PEER -> PEER;
        };
    }

    private final String text;

    RouteSource(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
