package dev.censim.wire.bgp;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable string of octets, equal by content. */
public final class Octets {

    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] octets;

    private Octets(byte[] octets) {
        this.octets = octets;
    }

    public static Octets of(byte[] bytes) {
        return of(bytes, 0, bytes.length);
    }

    public static Octets of(byte[] bytes, int offset, int length) {
        return length == 0 ? EMPTY : new Octets(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    public int length() {
        return octets.length;
    }

    /** The octet at an index, 0 to 255. */
    public int at(int index) {
        return octets[index] & 0xff;
    }

    public byte[] toArray() {
        return octets.clone();
    }

    void into(OctetWriter writer) {
        writer.bytes(octets, 0, octets.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
