package dev.censim.reports.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the blocks of a pcapng file (draft-ietf-opsawg-pcapng section 4), little-endian, raw IP, nanoseconds. */
final class PcapngWriter {

    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;

    /** LINKTYPE_RAW: the packet begins with its IPv4 header. */
    private static final short LINKTYPE_RAW = 101;

    private static final int OPTION_END = 0;
    private static final int OPTION_USER_APPLICATION = 4;
    private static final int OPTION_INTERFACE_NAME = 2;
    private static final int OPTION_TIME_RESOLUTION = 9;
    private static final byte NANOSECONDS = 9;

    private final OutputStream out;

    PcapngWriter(OutputStream out) {
        this.out = out;
    }

    /** Section 4.1. */
    void sectionHeader(String application) throws IOException {
        byte[] name = application.getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = body(16 + option(name.length) + 4);
        body.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(-1);
        put(body, OPTION_USER_APPLICATION, name);
        put(body, OPTION_END, new byte[0]);
        block(SECTION_HEADER, body);
    }

    /** Section 4.2. Interfaces are numbered in the order in which they are described. */
    void interfaceDescription(String name) throws IOException {
        byte[] octets = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = body(8 + option(octets.length) + option(1) + 4);
        body.putShort(LINKTYPE_RAW).putShort((short) 0).putInt(0);
        put(body, OPTION_INTERFACE_NAME, octets);
        put(body, OPTION_TIME_RESOLUTION, new byte[] {NANOSECONDS});
        put(body, OPTION_END, new byte[0]);
        block(INTERFACE_DESCRIPTION, body);
    }

    /** Section 4.3. */
    void enhancedPacket(int interfaceId, long nanos, byte[] packet) throws IOException {
        ByteBuffer body = body(20 + padded(packet.length));
        body.putInt(interfaceId).putInt((int) (nanos >>> 32)).putInt((int) nanos);
        body.putInt(packet.length).putInt(packet.length).put(packet);
        block(ENHANCED_PACKET, body);
    }

    private void block(int type, ByteBuffer body) throws IOException {
        int length = 12 + body.capacity();
        ByteBuffer frame = body(length);
        frame.putInt(type).putInt(length).put(body.array()).putInt(length);
        out.write(frame.array());
    }

    private static void put(ByteBuffer body, int code, byte[] value) {
        body.putShort((short) code).putShort((short) value.length).put(value);
        body.position(body.position() + padded(value.length) - value.length);
    }

    private static int option(int length) {
        return 4 + padded(length);
    }

    private static int padded(int length) {
        return length + 3 & ~3;
    }

    private static ByteBuffer body(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
