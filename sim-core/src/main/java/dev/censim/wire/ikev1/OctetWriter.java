package dev.censim.wire.ikev1;

import dev.censim.wire.ike.Octets;
import java.util.Arrays;

/** Puts a structure together front to back. */
final class OctetWriter {

    private byte[] b = new byte[64];
    private int length;

    OctetWriter u8(int value) {
        if (length == b.length) {
            b = Arrays.copyOf(b, 2 * length);
        }
        b[length++] = (byte) value;
        return this;
    }

    OctetWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    OctetWriter u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    OctetWriter octets(Octets octets) {
        for (int i = 0; i < octets.length(); i++) {
            u8(octets.at(i));
        }
        return this;
    }

    Octets done() {
        return Octets.of(b, 0, length);
    }
}
