package dev.censim.model.billing;

/** What is charged for (product page, Billing). */
public enum BillableItem {
    /** An attachment to the transit router, by the hour. */
    TRANSIT_ROUTER_CONNECTION("transitRouterConnection", Unit.HOUR),
    /** What comes into the transit router through an attachment, by the gigabyte. */
    TRANSIT_ROUTER_DATA_FORWARDING("transitRouterDataForwarding", Unit.GIGABYTE),
    /** The IPsec-VPN connection itself, by the hour. */
    IPSEC_VPN_CONNECTION("ipsecVpnConnection", Unit.HOUR),
    /** What leaves the cloud for the data centre, by the gigabyte. */
    OUTBOUND_DATA_TRANSFER("outboundDataTransfer", Unit.GIGABYTE);

    /** What one price is for. */
    public enum Unit {
        HOUR,
        /** 1,000,000,000 octets. */
        GIGABYTE
    }

    private final String text;
    private final Unit unit;

    BillableItem(String text, Unit unit) {
        this.text = text;
        this.unit = unit;
    }

    public String text() {
        return text;
    }

    public Unit unit() {
        return unit;
    }
}
