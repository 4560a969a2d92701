package dev.censim.facts;

/** Why a packet was dropped. */
public enum DropCause {
    /** The underlay path lost it at random. */
    PATH_LOSS("path loss"),
    /** The underlay path drops everything silently. */
    PATH_SILENT("path drops silently"),
    /** The underlay path has no carrier. */
    PATH_DOWN("path down"),
    /** The queue before the path's bandwidth limit was full. */
    QUEUE_FULL("queue full"),
    /** No route in the table that was looked up. */
    NO_ROUTE("no route"),
    /** The route says so. */
    BLACKHOLE("blackhole route"),
    /** A route leads to a connection none of whose tunnels can carry it. */
    NO_TUNNEL("no tunnel up"),
    /** The packet is not of the protected data flows. */
    POLICY_MISMATCH("outside the protected data flows"),
    /** ESP with an SPI that nobody knows here. */
    UNKNOWN_SPI("unknown SPI"),
    /** ESP whose integrity check failed or whose content is malformed. */
    ESP_INVALID("ESP integrity or format"),
    /** ESP that was seen already or is too old for the window. */
    ESP_REPLAYED("ESP replay window"),
    /** Its time to live ran out before it arrived. */
    TTL_EXPIRED("TTL expired"),
    /** Nobody has that address. */
    NO_HOST("no such host"),
    /** The device that should handle it is down. */
    DEVICE_DOWN("device down"),
    /** The header or a checksum is wrong. */
    MALFORMED("malformed packet"),
    /** What came to an IKE port is no IKE message. */
    IKE_MALFORMED("malformed IKE message"),
    /** An IKE message of a version that is not spoken here. */
    IKE_VERSION("IKE version not spoken"),
    /** An IKE message of an SA that nobody knows here. */
    IKE_UNKNOWN_SA("unknown IKE SA"),
    /** An IKE message whose sender does not hold the keys. */
    IKE_NOT_AUTHENTIC("IKE integrity"),
    /** An IKE message whose message id is not the next one. */
    IKE_OUT_OF_WINDOW("IKE message window"),
    /** An IKE message that has no place in the state of the negotiation. */
    IKE_UNEXPECTED("unexpected IKE message"),
    /** A NAT translates ports; this protocol has none, or the packet is a fragment. */
    NAT_PROTOCOL("NAT: no ports to translate"),
    /** A packet from outside that no packet from inside has asked for. */
    NAT_NO_MAPPING("NAT: no mapping"),
    /** It was the first traffic of a tunnel that is negotiated only when traffic wants it. */
    AWAITING_TUNNEL("waiting for its tunnel"),
    /** It is in a tunnel already, and its route leads into another or the same. */
    TUNNEL_IN_TUNNEL("tunnel within a tunnel"),
    /** It came from an attachment that is associated with no route table. */
    NOT_ASSOCIATED("attachment without a route table"),
    /** A routing policy denies the route to the attachment that it came from. */
    ROUTE_DENIED("denied by a routing policy"),
    /** A packet filter of the device says so. */
    PACKET_FILTER("packet filter"),
    /** A TCP segment whose MD5 signature is wrong, or is not there, or is there and not expected. */
    TCP_SIGNATURE("TCP MD5 signature"),
    /** Its time to live says that it comes from farther away than it may (RFC 5082). */
    FROM_TOO_FAR("TTL too low for its distance"),
    /** It came from what is no longer attached to the transit router. */
    ATTACHMENT_DOWN("attachment down");

    private final String text;

    DropCause(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
