package dev.censim.wire;

/** The numbers in the protocol field of an IPv4 header that censim speaks. IANA "Assigned Internet Protocol Numbers". */
public final class IpProtocol {

    public static final int ICMP = 1;

    /** IPv4 inside ESP tunnel mode (the next header of RFC 4303 section 2.6). */
    public static final int IPV4 = 4;

    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int ESP = 50;

    private IpProtocol() {}
}
