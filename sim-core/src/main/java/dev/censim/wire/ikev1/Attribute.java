package dev.censim.wire.ikev1;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;

/**
 * A data attribute, RFC 2408 section 3.3: of two octets in the short form (TV), of any length in the long one (TLV). Equal values in
 * different forms are different attributes here; compare by {@link #number}.
 *
 * @param type 0 to 32767
 * @param isShort the short form; the value then has two octets
 */
public record Attribute(int type, boolean isShort, Octets value) {

    private static final int SHORT = 0x8000;

    /** In the short form. */
    public static Attribute of(int type, int value) {
        return new Attribute(type, true, Octets.of(new byte[] {(byte) (value >>> 8), (byte) value}));
    }

    /** In the short form when it fits, otherwise in four octets: lifetimes. */
    public static Attribute ofDuration(int type, long value) {
        return value < 65536 ? of(type, (int) value) : new Attribute(type, false, Octets.ofInt((int) value));
    }

    /** The value as a number; more than eight octets, or none, are no number that is known here. */
    public long number() {
        return value.length() == 0 || value.length() > 8 ? -1 : value.toLong();
    }

    static Attribute read(OctetReader in) throws Malformed {
        int type = in.u16();
        return (type & SHORT) != 0
                ? new Attribute(type & ~SHORT, true, in.octets(2))
                : new Attribute(type, false, in.octets(in.u16()));
    }

    void write(OctetWriter out) {
        if (isShort) {
            out.u16(type | SHORT).octets(value);
        } else {
            out.u16(type).u16(value.length()).octets(value);
        }
    }
}
