package dev.censim.model.policy;

/** The rules that choose among entries for one prefix, in the order in which they are asked. */
public enum RouteRule {
    /** The scenario's {@code routePreference}: the vendor documents no order across types. */
    TYPE("type of route (routePreference)"),
    /** Vendor, ECMP among VBRs, P1. */
    BGP_BEFORE_STATIC("BGP before static"),
    /** Vendor, ECMP among VBRs, P1. */
    AS_PATH("shorter AS path"),
    /** Vendor, ECMP among VBRs, P2. */
    LOCAL_REGION("local region before others"),
    /** Vendor, ECMP among VBRs, P3. */
    PREFERENCE("smaller preference of routing policies"),
    /** Vendor, "Use MED to implement multi-path route selection between ECRs and TRs"; its place in the order is our choice. */
    MED("smaller MED of the ECR"),
    /** Vendor, ECMP among VBRs, P4; not asked where several regions may share traffic. */
    REGION_ID("first region ID in the alphabet");

    private final String text;

    RouteRule(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
