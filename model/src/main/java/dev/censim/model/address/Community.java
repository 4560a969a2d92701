package dev.censim.model.address;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A community, RFC 1997: by convention an AS number and a value of its choosing.
 *
 * @param bits the 32 bits in network order
 */
public record Community(int bits) implements Comparable<Community> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,5}):(\\d{1,5})");

    public static final Community NO_EXPORT = new Community(0xffff_ff01);
    public static final Community NO_ADVERTISE = new Community(0xffff_ff02);
    public static final Community NO_EXPORT_SUBCONFED = new Community(0xffff_ff03);

    /** Reads {@code n:m}, each from 0 to 65535; empty when the text is none. */
    public static Optional<Community> tryParse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int asn = Integer.parseInt(parts.group(1));
        int value = Integer.parseInt(parts.group(2));
        return asn > 0xffff || value > 0xffff ? Optional.empty() : Optional.of(new Community(asn << 16 | value));
    }

    @Override
    public int compareTo(Community other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 16) + ":" + (bits & 0xffff);
    }
}
