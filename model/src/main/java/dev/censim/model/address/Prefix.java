package dev.censim.model.address;

import java.util.Optional;

/**
 * An IPv4 CIDR block with no bit set behind its length.
 *
 * @param network the first address, in network order
 * @param length 0 to 32
 */
public record Prefix(int network, int length) implements Comparable<Prefix> {

    public static final Prefix DEFAULT = new Prefix(0, 0);

    public Prefix {
        if (length < 0 || length > 32 || (network & ~mask(length)) != 0) {
            throw new IllegalArgumentException("not a prefix: " + new Ipv4(network) + "/" + length);
        }
    }

    /** The prefix of this length around an address; bits behind the length are cleared. */
    public static Prefix around(Ipv4 address, int length) {
        return new Prefix(address.bits() & mask(length), length);
    }

    /** A single address as a /32. */
    public static Prefix host(Ipv4 address) {
        return new Prefix(address.bits(), 32);
    }

    /** The prefix whose {@link #key} is given. */
    public static Prefix ofKey(long key) {
        return new Prefix((int) (key >>> 6), (int) key & 63);
    }

    /** Reads {@code a.b.c.d/n}; empty when malformed or when host bits are set. */
    public static Optional<Prefix> tryParse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || text.length() - slash < 2 || text.length() - slash > 3) {
            return Optional.empty();
        }
        int length = 0;
        for (int i = slash + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Optional.empty();
            }
            length = length * 10 + (c - '0');
        }
        boolean leadingZero = text.length() - slash == 3 && text.charAt(slash + 1) == '0';
        Optional<Ipv4> address = Ipv4.tryParse(text.substring(0, slash));
        if (length > 32 || leadingZero || address.isEmpty() || (address.get().bits() & ~mask(length)) != 0) {
            return Optional.empty();
        }
        return Optional.of(new Prefix(address.get().bits(), length));
    }

    /** As {@link #tryParse}, for text that is known to be a prefix. */
    public static Prefix of(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 prefix: " + text));
    }

    /** The netmask of a length, 0 to 32. */
    public static int mask(int length) {
        return length == 0 ? 0 : -1 << (32 - length);
    }

    /** Network and length as one number of 38 bits, in the order of {@link #compareTo}. */
    public long key() {
        return (network & 0xffff_ffffL) << 6 | length;
    }

    public boolean contains(Ipv4 address) {
        return (address.bits() & mask(length)) == network;
    }

    public boolean contains(Prefix other) {
        return other.length >= length && (other.network & mask(length)) == network;
    }

    public boolean overlaps(Prefix other) {
        return contains(other) || other.contains(this);
    }

    /** The address at an offset from the first; the offset is not checked against the size. */
    public Ipv4 address(int offset) {
        return new Ipv4(network + offset);
    }

    /** By first address, then the shorter (wider) prefix first. */
    @Override
    public int compareTo(Prefix other) {
        int byNetwork = Integer.compareUnsigned(network, other.network);
        return byNetwork != 0 ? byNetwork : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return new Ipv4(network) + "/" + length;
    }
}
