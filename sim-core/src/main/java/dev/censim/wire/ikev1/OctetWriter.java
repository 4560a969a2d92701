package dev.censim.wire.ikev1;

import dev.censim.wire.ike.Octets;
import java.io.ByteArrayOutputStream;

/** Puts a structure together front to back. */
final class OctetWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    OctetWriter u8(int value) {
        out.write(value);
        return this;
    }

    OctetWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    OctetWriter u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    OctetWriter octets(Octets octets) {
        out.writeBytes(octets.bytes());
        return this;
    }

    Octets done() {
        return Octets.of(out.toByteArray());
    }
}
