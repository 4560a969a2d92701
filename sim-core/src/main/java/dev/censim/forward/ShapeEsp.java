package dev.censim.forward;

import dev.censim.wire.BigEndian;
import dev.censim.wire.EspHeader;

/**
 * ESP's shape without its cryptography, for sweeps: same lengths, SPI, sequence numbers, padding and replay behaviour as
 * {@link RealEsp}; the packet travels in clear. IV and ICV are a filler made of the SA's keys and the sequence number, so that ends
 * with different keys still refuse each other's packets; a packet damaged on its way is only noticed where the filler is hit.
 */
public final class ShapeEsp implements EspTransform {

    @Override
    public int seal(EspSa sa, byte[] in, int inOffset, int inLength, byte[] out, int outOffset) {
        if (sa.isExhausted()) {
            return SEQUENCE_EXHAUSTED;
        }
        int sequence = sa.nextSequence();
        int payload = outOffset + EspHeader.LENGTH + sa.ivLength();
        int end = payload + EspTransform.paddedLength(sa, inLength);
        System.arraycopy(in, inOffset, out, payload, inLength);
        EspTrailer.write(out, payload + inLength, end);
        EspHeader.write(out, outOffset, sa.spi(), sequence);
        long filler = filler(sa, sequence);
        fill(out, outOffset + EspHeader.LENGTH, sa.ivLength(), filler);
        fill(out, end, sa.icvLength(), filler);
        return end - outOffset + sa.icvLength();
    }

    @Override
    public int open(EspSa sa, byte[] in, int inOffset, int inLength, byte[] out, int outOffset) {
        int iv = sa.ivLength();
        int length = inLength - EspHeader.LENGTH - sa.icvLength();
        if (length < 2 * iv || length % iv != 0) {
            return MALFORMED_LENGTH;
        }
        int sequence = EspHeader.sequence(in, inOffset);
        if (!sa.replayWindow().isFresh(sequence)) {
            return REPLAYED;
        }
        int end = inOffset + EspHeader.LENGTH + length;
        long filler = filler(sa, sequence);
        boolean authentic = EspHeader.spi(in, inOffset) == sa.spi()
                && isFilled(in, inOffset + EspHeader.LENGTH, iv, filler)
                && isFilled(in, end, sa.icvLength(), filler);
        if (!authentic) {
            return BAD_ICV;
        }
        sa.replayWindow().accept(sequence);
        int payload = inOffset + EspHeader.LENGTH + iv;
        int innerLength = EspTrailer.innerLength(in, payload, end);
        if (innerLength > 0) {
            System.arraycopy(in, payload, out, outOffset, innerLength);
        }
        return innerLength;
    }

    private static long filler(EspSa sa, int sequence) {
        long mixed = (sa.keys().fingerprint() + sequence) * 0x9e3779b97f4a7c15L;
        return mixed ^ mixed >>> 32;
    }

    /** All lengths of IVs and ICVs are multiples of four. */
    private static void fill(byte[] b, int at, int length, long filler) {
        for (int i = 0; i < length; i += 4) {
            BigEndian.put32(b, at + i, word(filler, i));
        }
    }

    private static boolean isFilled(byte[] b, int at, int length, long filler) {
        int difference = 0;
        for (int i = 0; i < length; i += 4) {
            difference |= BigEndian.i32(b, at + i) ^ word(filler, i);
        }
        return difference == 0;
    }

    private static int word(long filler, int at) {
        return (int) Long.rotateLeft(filler, at * 8);
    }
}
