package dev.censim.wire.bgp;

/**
 * A path attribute that is not interpreted here, kept so that it can be sent on unchanged.
 *
 * @param flags optional, transitive and partial bits only; the length bit follows from the value and the rest are unused
 * @param type 0 to 255
 * @param value at most 4096 octets
 */
public record RawAttribute(int flags, int type, Octets value) {

    public static final int OPTIONAL = 0x80;
    public static final int TRANSITIVE = 0x40;
    public static final int PARTIAL = 0x20;

    private static final int MEANINGFUL = OPTIONAL | TRANSITIVE | PARTIAL;

    public RawAttribute {
        if ((flags & ~MEANINGFUL) != 0 || type < 0 || type > 0xff || value.length() > BgpCodec.MAX_LENGTH) {
            throw new IllegalArgumentException("not a path attribute: flags " + flags + ", type " + type);
        }
    }

    public boolean isOptional() {
        return (flags & OPTIONAL) != 0;
    }

    public boolean isTransitive() {
        return (flags & TRANSITIVE) != 0;
    }

    /** With the partial bit set: somebody on the way did not understand it, RFC 4271 section 5. */
    public RawAttribute partial() {
        return new RawAttribute(flags | PARTIAL, type, value);
    }
}
