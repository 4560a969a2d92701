package dev.censim.scenarios.read;

/** The kinds of objects that have names. */
enum Kind {
    REGION("a region"),
    ZONE("a zone"),
    TRANSIT_ROUTER("a transit router"),
    VPC("a VPC"),
    V_SWITCH("a vSwitch"),
    HOST("a host"),
    DATA_CENTER("a data centre"),
    CUSTOMER_GATEWAY("a customer gateway"),
    PATH("a path"),
    VPN_CONNECTION("an IPsec-VPN connection"),
    TUNNEL("a tunnel"),
    VBR("a VBR"),
    ECR("an ECR"),
    VPN_GATEWAY("a VPN gateway"),
    CCN("a CCN"),
    INTER_REGION_CONNECTION("an inter-region connection"),
    VBR_FAILOVER_GROUP("a VBR failover group"),
    FLOW("a flow"),
    /** What one entry of {@code traffic} with several senders or receivers makes. */
    FLOWS("a cross product of flows"),
    COMMON_CAUSE("a common cause");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** With its article. */
    String words() {
        return words;
    }
}
