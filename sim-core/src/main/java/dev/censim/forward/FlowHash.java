package dev.censim.forward;

import dev.censim.wire.BigEndian;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;

/**
 * Which of several equal next hops a flow takes (RFC 2992): a hash of source, destination, protocol and ports, and the
 * hash-threshold rule. Every fragment of a packet hashes without ports, or its fragments would part; so does what has no ports,
 * as ESP: one tunnel is one path.
 */
public final class FlowHash {

    private FlowHash() {}

    /** As {@link #hash(byte[], int, int, int)} with the seed 0. */
    public static int hash(byte[] packet, int offset, int length) {
        return hash(packet, offset, length, 0);
    }

    /**
     * @param length octets of an IPv4 packet from {@code offset} on, at least its header
     * @param seed a constant of the device: devices in a row with one seed would all choose alike, so that the second sees only
     *     flows of one choice (polarisation)
     * @return 0 to 2^31 - 1
     */
    public static int hash(byte[] packet, int offset, int length, int seed) {
        int protocol = Ipv4Header.protocol(packet, offset);
        long addresses = BigEndian.i64(packet, offset + Ipv4Header.SOURCE);
        long rest = ports(packet, offset, length, protocol) << 8 | protocol;
        long mixed = mix(mix(addresses ^ seed * 0x9e3779b97f4a7c15L) + rest);
        return (int) (mixed >>> 33);
    }

    /**
     * Hash-threshold, RFC 2992 section 2.1: the range of the hash is cut into {@code n} equal regions, one per next hop.
     *
     * @param hash 0 to 2^31 - 1
     * @param n number of next hops, positive
     * @return 0 to n - 1
     */
    public static int select(int hash, int n) {
        return (int) ((long) hash * n >>> 31);
    }

    private static long ports(byte[] packet, int offset, int length, int protocol) {
        int header = Ipv4Header.headerLength(packet, offset);
        boolean hasPorts = (protocol == IpProtocol.TCP || protocol == IpProtocol.UDP)
                && !Ipv4Header.isFragment(packet, offset)
                && length >= header + 4;
        return hasPorts ? BigEndian.u32(packet, offset + header) : 0;
    }

    /** A bijection in which every bit of the input moves half of the output: the finaliser of David Stafford's variant 13. */
    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
