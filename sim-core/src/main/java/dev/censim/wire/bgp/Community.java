package dev.censim.wire.bgp;

/**
 * A community, RFC 1997: by convention an AS number and a value of its choosing.
 *
 * @param bits the 32 bits in network order
 */
public record Community(int bits) implements Comparable<Community> {

    public static final Community NO_EXPORT = new Community(0xffff_ff01);
    public static final Community NO_ADVERTISE = new Community(0xffff_ff02);
    public static final Community NO_EXPORT_SUBCONFED = new Community(0xffff_ff03);

    @Override
    public int compareTo(Community other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 16) + ":" + (bits & 0xffff);
    }
}
