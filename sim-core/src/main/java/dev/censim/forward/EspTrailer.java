package dev.censim.forward;

import dev.censim.wire.IpProtocol;

/** The end of an ESP payload, RFC 4303 sections 2.4 to 2.6: padding 1, 2, 3, ..., pad length, next header. */
final class EspTrailer {

    private static final int PAD_LENGTH_AND_NEXT_HEADER = 2;

    private EspTrailer() {}

    /** Fills {@code b} from {@code from} to {@code end} (at least two octets) with a trailer for an IPv4 packet. */
    static void write(byte[] b, int from, int end) {
        int padLength = end - from - PAD_LENGTH_AND_NEXT_HEADER;
        for (int i = 0; i < padLength; i++) {
            b[from + i] = (byte) (i + 1);
        }
        b[end - 2] = (byte) padLength;
        b[end - 1] = (byte) IpProtocol.IPV4;
    }

    /** Length of the packet in {@code b[from .. end)} without its trailer, or the negative reason to drop it. */
    static int innerLength(byte[] b, int from, int end) {
        int padLength = b[end - 2] & 0xff;
        int innerLength = end - from - PAD_LENGTH_AND_NEXT_HEADER - padLength;
        if (innerLength < 0) {
            return EspTransform.MALFORMED_PADDING;
        }
        for (int i = 0; i < padLength; i++) {
            if (b[from + innerLength + i] != (byte) (i + 1)) {
                return EspTransform.MALFORMED_PADDING;
            }
        }
        return b[end - 1] == IpProtocol.IPV4 ? innerLength : EspTransform.UNEXPECTED_NEXT_HEADER;
    }
}
