package dev.censim.wire;

/**
 * ESP header, RFC 4303 section 2. All methods: bytes, and where the header begins.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |               Security Parameters Index (SPI)                 |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                      Sequence Number                          |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class EspHeader {

    public static final int SPI = 0;
    public static final int SEQUENCE = 4;

    /** In octets; the IV follows. */
    public static final int LENGTH = 8;

    private EspHeader() {}

    public static int spi(byte[] b, int at) {
        return BigEndian.i32(b, at + SPI);
    }

    /** Unsigned. */
    public static int sequence(byte[] b, int at) {
        return BigEndian.i32(b, at + SEQUENCE);
    }

    public static void write(byte[] b, int at, int spi, int sequence) {
        BigEndian.put32(b, at + SPI, spi);
        BigEndian.put32(b, at + SEQUENCE, sequence);
    }
}
