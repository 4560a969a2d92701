package dev.censim.wire.ikev1;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;

/** Reads a structure front to back; every read is checked against its end. */
final class OctetReader {

    private final byte[] b;
    private final int end;
    private int at;

    OctetReader(byte[] b, int at, int end) {
        this.b = b;
        this.at = at;
        this.end = end;
    }

    static OctetReader of(Octets body) {
        return new OctetReader(body.bytes(), 0, body.length());
    }

    boolean isAtEnd() {
        return at == end;
    }

    int u8() throws Malformed {
        need(1);
        return b[at++] & 0xff;
    }

    int u16() throws Malformed {
        return u8() << 8 | u8();
    }

    int s32() throws Malformed {
        return u16() << 16 | u16();
    }

    Octets octets(int length) throws Malformed {
        need(length);
        Octets octets = Octets.of(b, at, length);
        at += length;
        return octets;
    }

    Octets rest() {
        Octets octets = Octets.of(b, at, end - at);
        at = end;
        return octets;
    }

    /** The next octets as a structure of their own. */
    OctetReader part(int length) throws Malformed {
        need(length);
        OctetReader part = new OctetReader(b, at, at + length);
        at += length;
        return part;
    }

    void atEnd(String structure) throws Malformed {
        if (at != end) {
            throw new Malformed(NotifyMessage.PAYLOAD_MALFORMED, 0, at, "octets left over in " + structure);
        }
    }

    private void need(int length) throws Malformed {
        if (length < 0 || length > end - at) {
            throw new Malformed(NotifyMessage.PAYLOAD_MALFORMED, 0, at, "ends before its content");
        }
    }
}
