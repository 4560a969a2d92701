package dev.censim.scenarios.path;

/** The vendor's own words for what keeps routes and packets from where they should be. */
public enum Word {
    /** The attachment is associated with no route table. */
    ASSOCIATION_MISSING("association_missing"),
    /** A route table does not learn the routes of an attachment. */
    PROPAGATION_MISSING("propagation_missing"),
    /** A route table has no route. */
    ROUTE_MISSING("route_missing"),
    /** A route is there, and another keeps it from being used. */
    ROUTE_CONFLICT("route_conflict"),
    /** A routing policy denies it. */
    ROUTE_MAP_DENY("route_map_deny"),
    /** A tunnel is not up; {@code explain --tunnel} says why. */
    TUNNEL_DOWN("tunnel_down"),
    /** A BGP session is not established. */
    BGP_DOWN("bgp_down"),
    /** A tunnel protects other traffic. */
    TRAFFIC_SELECTOR_MISMATCH("TrafficSelectorMismatch"),
    /** An underlay path, a device or a host. */
    UNREACHABLE("unreachable");

    private final String text;

    Word(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
