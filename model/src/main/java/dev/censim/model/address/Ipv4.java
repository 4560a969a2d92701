package dev.censim.model.address;

import java.util.Optional;

/**
 * An IPv4 address.
 *
 * @param bits the 32 bits in network order, so that {@code 10.0.0.1} is {@code 0x0a000001}
 */
public record Ipv4(int bits) implements Comparable<Ipv4> {

    /** Reads exactly four decimal octets; no leading zeros, no shorthand. */
    public static Optional<Ipv4> tryParse(String text) {
        int bits = 0;
        int octets = 0;
        int at = 0;
        while (octets < 4) {
            int start = at;
            int octet = 0;
            while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
                octet = octet * 10 + (text.charAt(at++) - '0');
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            if (at == start || octet > 255 || leadingZero) {
                return Optional.empty();
            }
            bits = bits << 8 | octet;
            octets++;
            if (octets < 4 && (at >= text.length() || text.charAt(at++) != '.')) {
                return Optional.empty();
            }
        }
        return at == text.length() ? Optional.of(new Ipv4(bits)) : Optional.empty();
    }

    /** As {@link #tryParse}, for text that is known to be an address. */
    public static Ipv4 of(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 address: " + text));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The order of the unsigned numbers. */
    @Override
    public int compareTo(Ipv4 other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }
}
