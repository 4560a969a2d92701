package dev.censim.facts;

/** Where the route that a table uses for a prefix comes from. */
public enum RouteSource {
    LOCAL("local"),
    STATIC("static"),
    VPC("vpc"),
    VBR("vbr"),
    VPN("vpn"),
    BGP("bgp"),
    SYNCHRONIZED("synchronized"),
    BLACKHOLE("blackhole");

    private final String text;

    RouteSource(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
