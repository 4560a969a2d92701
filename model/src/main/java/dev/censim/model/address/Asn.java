package dev.censim.model.address;

import java.util.Optional;

/**
 * An autonomous system number, RFC 6793.
 *
 * @param number 1 to 4294967295
 */
public record Asn(long number) implements Comparable<Asn> {

    public static final long MAX = 0xffff_ffffL;

    public Asn {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException("not an AS number: " + number);
        }
    }

    /** Reads asplain ({@code 8061384}) or asdot ({@code 123.456}), RFC 5396. */
    public static Optional<Asn> tryParse(String text) {
        if (!text.matches("\\d{1,10}|\\d{1,5}\\.\\d{1,5}")) {
            return Optional.empty();
        }
        int dot = text.indexOf('.');
        long number;
        if (dot < 0) {
            number = Long.parseLong(text);
        } else {
            long high = Long.parseLong(text.substring(0, dot));
            long low = Long.parseLong(text.substring(dot + 1));
            number = high > 0xffff || low > 0xffff ? 0 : high << 16 | low;
        }
        return number < 1 || number > MAX ? Optional.empty() : Optional.of(new Asn(number));
    }

    @Override
    public int compareTo(Asn other) {
        return Long.compare(number, other.number);
    }

    /** asplain. */
    @Override
    public String toString() {
        return Long.toString(number);
    }
}
