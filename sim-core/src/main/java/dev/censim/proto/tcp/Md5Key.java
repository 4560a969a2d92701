package dev.censim.proto.tcp;

import dev.censim.crypto.Digest;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.wire.BigEndian;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.TcpHeader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The key of TCP's MD5 signatures, RFC 2385: each segment carries a digest over its addresses, header and text and the key. What
 * carries a wrong digest, or none, is dropped in silence, so that two ends with different keys never hear each other.
 *
 * @param text the key as operators type it, in ASCII
 */
public record Md5Key(String text) {

    /** Octets of the option with two NOPs in front of it, which keep the header a whole number of words. */
    static final int PADDED_OPTION = 2 + TcpHeader.MD5_OPTION_LENGTH;

    public Md5Key {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty key is no key");
        }
    }

    /**
     * Whether an end with or without a key takes a segment. An end without one drops what is signed, as common implementations do;
     * the RFC leaves that open. What is no sound segment is not judged here.
     *
     * @param packet holds an IPv4 packet of {@code length} octets from {@code offset} on
     */
    public static boolean admits(Optional<Md5Key> key, byte[] packet, int offset, int length) {
        if (Segment.parse(packet, offset, length).isEmpty()) {
            return true;
        }
        int at = offset + Ipv4Header.headerLength(packet, offset);
        int option = TcpHeader.md5Option(packet, at);
        if (key.isEmpty() || option < 0) {
            return key.isEmpty() && option < 0;
        }
        byte[] carried = Arrays.copyOfRange(packet, option + 2, option + TcpHeader.MD5_OPTION_LENGTH);
        return MessageDigest.isEqual(carried, key.get().digest(packet, offset));
    }

    /** Puts the digest into the option that a finished packet has room for; the checksum is still to be written. */
    void sign(byte[] packet, int option) {
        byte[] digest = digest(packet, 0);
        System.arraycopy(digest, 0, packet, option + 2, digest.length);
    }

    /** Section 2.0: pseudo-header, header without options and with a checksum of zero, text, key. */
    private byte[] digest(byte[] packet, int offset) {
        int at = offset + Ipv4Header.headerLength(packet, offset);
        int length = offset + Ipv4Header.totalLength(packet, offset) - at;
        int headerLength = TcpHeader.headerLength(packet, at);
        byte[] pseudoHeader = new byte[12];
        BigEndian.put32(pseudoHeader, 0, Ipv4Header.source(packet, offset));
        BigEndian.put32(pseudoHeader, 4, Ipv4Header.destination(packet, offset));
        BigEndian.put16(pseudoHeader, 8, IpProtocol.TCP);
        BigEndian.put16(pseudoHeader, 10, length);
        byte[] header = Arrays.copyOfRange(packet, at, at + TcpHeader.LENGTH);
        BigEndian.put16(header, TcpHeader.CHECKSUM, 0);
        return Digest.of(
                AuthenticationAlgorithm.MD5,
                pseudoHeader,
                header,
                Arrays.copyOfRange(packet, at + headerLength, at + length),
                text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "a key of " + text.length() + " characters";
    }
}
