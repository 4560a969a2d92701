package dev.censim.model.policy;

import dev.censim.model.address.Asn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every default value, in one place, with its source. "Product page" is the vendor's "Create a VPN connection" (Feb 24 2026);
 * "assumption" marks what no vendor document states: {@code docs/fidelity.md} gives the reason, a scenario can set each.
 */
public final class Defaults {

    /** Product page, Local ASN. */
    public static final Asn LOCAL_ASN = new Asn(45104);

    /** Product page, IKE settings, Edition: ikev2 is recommended; the Terraform provider's default of a dual-tunnel attachment. */
    public static final IkeVersion IKE_VERSION = IkeVersion.IKEV2;

    /** Product page, Negotiation Mode. */
    public static final IkeMode IKE_MODE = IkeMode.MAIN;

    /** Product page, Encryption Algorithm, both phases. */
    public static final EncryptionAlgorithm ENCRYPTION = EncryptionAlgorithm.AES128;

    /** Product page, Authentication Algorithm, both phases. */
    public static final AuthenticationAlgorithm AUTHENTICATION = AuthenticationAlgorithm.SHA1;

    /** Product page, DH Group of phase 1. */
    public static final DhGroup IKE_PFS = DhGroup.GROUP2;

    /** Product page, DH Group of phase 2. */
    public static final Optional<DhGroup> IPSEC_PFS = Optional.of(DhGroup.GROUP2);

    /** Product page, SA Lifetime, both phases. */
    public static final Duration SA_LIFETIME = Duration.ofSeconds(86_400);

    /** Product page: DPD finds a dead peer within 30 seconds. The schedule that adds up to 30 s is an assumption. */
    public static final DpdConfig DPD = DpdProfile.STANDARD.schedule(true);

    /** Assumption: strongSwan's schedule (4 s, 1.8, 5), whose log words the vendor's troubleshooting page shows. */
    public static final RetransmissionConfig RETRANSMISSION = new RetransmissionConfig(Duration.ofSeconds(4), 180, 5);

    /**
     * RFC 3948 section 4: 20 s unless configured otherwise, below the 30 s after which the hastiest NAT
     * devices forget a UDP mapping. What the product uses is not documented.
     */
    public static final Duration NAT_KEEPALIVE = Duration.ofSeconds(20);

    /**
     * RFC 4787 REQ-5: a UDP mapping is kept for two minutes at least, and Linux keeps one that was answered for as long
     * (nf_conntrack_udp_timeout_stream). Devices of 30 s and of several minutes exist.
     */
    public static final Duration NAT_MAPPING_TIMEOUT = Duration.ofSeconds(120);

    /** Assumption: keepalive 10 s and hold 30 s as in the vendor's VBR examples; connect retry shortened from RFC 4271's 120 s, no graceful restart. */
    public static final BgpTimers BGP_TIMERS = new BgpTimers(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ZERO, Optional.empty());

    /** Terraform {@code vpc_bgp_group}: routes that a VBR takes from one BGP peer. */
    public static final int VBR_ROUTE_LIMIT = 110;

    /** Vendor, "Configure BGP and BFD": 1000 ms both ways, three packets; 255 hops, which the API wants changed for a direct fibre. */
    public static final BfdConfig BFD = new BfdConfig(Duration.ofMillis(1000), Duration.ofMillis(1000), 3, 255);

    /** Vendor, "Configure health checks" of a VBR: an ICMP packet every 2 s, and 8 losses in a row. */
    public static final Duration VBR_HEALTH_CHECK_INTERVAL = Duration.ofSeconds(2);

    public static final int VBR_HEALTHY_THRESHOLD = 8;

    /** Vendor, "configure BGP dynamic routing": routes that a VPN gateway takes from one BGP peer. */
    public static final int VPN_GATEWAY_ROUTE_LIMIT = 50;

    /** Product page, Health Checks: Retry Interval and Retries. */
    public static final Duration HEALTH_CHECK_INTERVAL = Duration.ofSeconds(3);

    public static final int HEALTH_CHECK_RETRY = 3;

    /** Assumption: the order among types for one prefix is not documented; this list can be set by the scenario. */
    public static final List<RouteType> ROUTE_PREFERENCE =
            List.of(RouteType.STATIC, RouteType.VPC, RouteType.VBR, RouteType.VPN, RouteType.CCN, RouteType.PEER);

    /** Assumption: an Internet path between a cloud region and a data centre nearby. */
    public static final Duration PATH_LATENCY = Duration.ofMillis(20);

    /** Assumption: a queue of 100 ms before a bandwidth limit, then tail drop. */
    public static final Duration PATH_QUEUE = Duration.ofMillis(100);

    /** RFC 1700: the recommended initial TTL. */
    public static final int TTL = 64;

    private Defaults() {}
}
