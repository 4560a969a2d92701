package dev.censim.wire.bgp;

import dev.censim.wire.Malformed;
import java.util.Arrays;
import java.util.Optional;

/** Cuts the octets of a TCP stream, however they arrive, into messages. RFC 4271 section 4.1; header errors of section 6.1. */
public final class BgpFramer {

    private byte[] buffer;
    private int from;
    private int to;

    public BgpFramer() {
        buffer = new byte[512];
    }

    private BgpFramer(BgpFramer other) {
        buffer = other.buffer.clone();
        from = other.from;
        to = other.to;
    }

    /** Octets that the connection delivered. */
    public void add(byte[] b, int offset, int length) {
        if (to + length > buffer.length) {
            int kept = to - from;
            byte[] roomier =
                    kept + length > buffer.length ? new byte[Math.max(2 * buffer.length, kept + length)] : buffer;
            System.arraycopy(buffer, from, roomier, 0, kept);
            buffer = roomier;
            from = 0;
            to = kept;
        }
        System.arraycopy(b, offset, buffer, to, length);
        to += length;
    }

    /**
     * The next whole message, header included; empty when more octets are needed.
     *
     * @throws Malformed 1/1, 1/2 or 1/3; the offending header remains, see {@link #head}
     */
    public Optional<byte[]> next() throws Malformed {
        if (to - from < BgpCodec.HEADER) {
            return Optional.empty();
        }
        int length = BgpCodec.checkedLength(buffer, from);
        if (to - from < length) {
            return Optional.empty();
        }
        byte[] message = Arrays.copyOfRange(buffer, from, from + length);
        from += length;
        return Optional.of(message);
    }

    /** The 19 octets that stand first, after {@link #next} has thrown. */
    public byte[] head() {
        return Arrays.copyOfRange(buffer, from, from + BgpCodec.HEADER);
    }

    /** Forgets everything: a new connection begins. */
    public void clear() {
        from = 0;
        to = 0;
    }

    public BgpFramer copy() {
        return new BgpFramer(this);
    }
}
