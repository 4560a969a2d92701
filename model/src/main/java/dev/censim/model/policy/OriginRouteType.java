package dev.censim.model.policy;

/** What a route was where it comes from (API: {@code OriginRouteType}); routing policies match it. */
public enum OriginRouteType {
    /** Made by the system: the block of a vSwitch, a CCN's own networks. */
    SYSTEM("System"),
    /** Made by hand: a static entry of a VPC, of a VBR, of an IPsec-VPN connection, or of a transit router. */
    CUSTOM("Custom"),
    BGP("BGP");

    private final String text;

    OriginRouteType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
