package dev.censim.scenarios.path;

/** Where a route or a setting is missing: the product page's three sides, and what lies between. */
public enum Side {
    TRANSIT_ROUTER("transit router"),
    VPC("VPC"),
    DATA_CENTER("data centre"),
    UNDERLAY("underlay");

    private final String text;

    Side(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
