package dev.censim.proto.bfd;

/**
 * What is around the packets of a session: UDP, and a time to live that tells how far they came (RFC 5082).
 *
 * @param port where both ends listen
 * @param leastTtl what has less came too far
 */
public record Encapsulation(int port, int leastTtl) {

    /** RFC 5881 section 5; RFC 5883 section 5 recommends it as well. */
    public static final int TTL = 255;

    /** RFC 5881 section 4: the port from which a session sends is one of these, and stays the same. */
    public static final int FIRST_SOURCE_PORT = 49_152;

    public static final int SOURCE_PORTS = 16_384;

    /** RFC 5881: both ends are on one link. */
    public static final Encapsulation SINGLE_HOP = new Encapsulation(3784, TTL);

    private static final int MULTIHOP_PORT = 4784;

    /**
     * RFC 5883; one hop is {@link #SINGLE_HOP}.
     *
     * @param hops how far the other end may be, 1 to 255
     */
    public static Encapsulation ofHops(int hops) {
        if (hops < 1 || hops > TTL) {
            throw new IllegalArgumentException("1 to 255 hops, not " + hops);
        }
        return hops == 1 ? SINGLE_HOP : new Encapsulation(MULTIHOP_PORT, TTL - hops + 1);
    }

    /** Whether a packet that arrives with this time to live is taken. */
    public boolean admits(int ttl) {
        return ttl >= leastTtl;
    }
}
