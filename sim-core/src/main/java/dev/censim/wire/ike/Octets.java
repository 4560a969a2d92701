package dev.censim.wire.ike;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable octet string with value equality: what arrays lack to be parts of records. */
public final class Octets implements Comparable<Octets> {

    public static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A copy of these octets. */
    public static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /** A copy of a range of these octets. */
    public static Octets of(byte[] bytes, int offset, int length) {
        return new Octets(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    public static Octets ascii(String text) {
        return new Octets(text.getBytes(StandardCharsets.US_ASCII));
    }

    public static Octets hex(String text) {
        return new Octets(HexFormat.of().parseHex(text));
    }

    /** Four octets, big endian. */
    public static Octets ofInt(int value) {
        return new Octets(
                new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    /** Eight octets, big endian. */
    public static Octets ofLong(long value) {
        byte[] bytes = new byte[8];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (value >>> (56 - 8 * i));
        }
        return new Octets(bytes);
    }

    public int length() {
        return bytes.length;
    }

    /** The octet at an index, 0 to 255. */
    public int at(int index) {
        return bytes[index] & 0xff;
    }

    /** The whole string, at most eight octets, as one big-endian number. */
    public long toLong() {
        long value = 0;
        for (byte b : bytes) {
            value = value << 8 | (b & 0xff);
        }
        return value;
    }

    /** A copy, free to be changed. */
    public byte[] bytes() {
        return bytes.clone();
    }

    void copyTo(byte[] out, int offset) {
        System.arraycopy(bytes, 0, out, offset, bytes.length);
    }

    /** Octet by octet, unsigned; a proper prefix is the lower (RFC 7296 section 2.8.1). */
    @Override
    public int compareTo(Octets other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(bytes, octets.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
