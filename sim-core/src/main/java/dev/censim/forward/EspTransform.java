package dev.censim.forward;

import dev.censim.wire.EspHeader;

/**
 * ESP in tunnel mode, RFC 4303: {@code SPI | sequence | IV | ciphertext of (packet | padding | pad length | next header) | ICV}.
 * The outer IP header, and UDP in between, are the caller's. Input and output may be the same array and may overlap: a frame with
 * {@link #HEADROOM} before and {@link #TAILROOM} behind its packet is transformed in place.
 */
public interface EspTransform {

    /** Octets in front of an inner packet for all that can be put there: IPv4, UDP, ESP, the longest IV. */
    int HEADROOM = 20 + 8 + EspHeader.LENGTH + 16;

    /** Octets behind an inner packet for the longest padding, the trailer and the longest ICV. */
    int TAILROOM = 15 + 2 + 32;

    /** The integrity check value is wrong (RFC 4303 section 3.4.4.1). */
    int BAD_ICV = -1;

    /** The sequence number was seen, lies left of the window, or is 0 (RFC 4303 section 3.4.3). */
    int REPLAYED = -2;

    /** The padding is longer than the packet, or is not 1, 2, 3, ... (RFC 4303 section 2.4). */
    int MALFORMED_PADDING = -3;

    /** The counter would cycle; nothing is sent on this SA any more (RFC 4303 section 3.3.3). */
    int SEQUENCE_EXHAUSTED = -4;

    /** Too short for ESP with this SA's algorithms, or no whole number of blocks. */
    int MALFORMED_LENGTH = -5;

    /** The payload is no IPv4 packet: the next header is not 4. A dummy packet (59) ends here too (RFC 4303 section 2.6). */
    int UNEXPECTED_NEXT_HEADER = -6;

    /**
     * Protects one inner IPv4 packet and moves the SA's counter.
     *
     * @return octets written from {@code outOffset}, always {@link #sealedLength}; or {@link #SEQUENCE_EXHAUSTED}
     */
    int seal(EspSa sa, byte[] in, int inOffset, int inLength, byte[] out, int outOffset);

    /**
     * Checks and unwraps one ESP packet that begins with its SPI, and moves the SA's replay window when the packet is authentic.
     *
     * @return length of the inner IPv4 packet written at {@code outOffset}; or one of the negative reasons, and nothing is written
     */
    int open(EspSa sa, byte[] in, int inOffset, int inLength, byte[] out, int outOffset);

    /** Length of the ESP packet around an inner packet, without outer headers. */
    default int sealedLength(EspSa sa, int innerLength) {
        return EspHeader.LENGTH + sa.ivLength() + paddedLength(sa, innerLength) + sa.icvLength();
    }

    /** Length of an inner packet with padding, pad length and next header: a whole number of blocks (RFC 4303 section 2.4). */
    static int paddedLength(EspSa sa, int innerLength) {
        return sa.keys().paddedLength(innerLength);
    }
}
