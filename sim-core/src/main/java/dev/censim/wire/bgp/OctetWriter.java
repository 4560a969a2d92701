package dev.censim.wire.bgp;

import java.util.Arrays;

/** A growing octet string, big endian, with fields that are filled in once their value is known. */
final class OctetWriter {

    private byte[] octets = new byte[64];
    private int length;

    int length() {
        return length;
    }

    void u8(int value) {
        room(1);
        octets[length++] = (byte) value;
    }

    void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }

    void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }

    void bytes(byte[] source, int offset, int count) {
        room(count);
        System.arraycopy(source, offset, octets, length, count);
        length += count;
    }

    void patch8(int at, int value) {
        octets[at] = (byte) value;
    }

    void patch16(int at, int value) {
        octets[at] = (byte) (value >>> 8);
        octets[at + 1] = (byte) value;
    }

    byte[] toArray() {
        return Arrays.copyOf(octets, length);
    }

    private void room(int more) {
        if (length + more > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more));
        }
    }
}
