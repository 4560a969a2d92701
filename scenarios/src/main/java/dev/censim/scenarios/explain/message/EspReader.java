package dev.censim.scenarios.explain.message;

import dev.censim.crypto.CbcCipher;
import dev.censim.facts.CaptureFact.EspKeysSeen;
import dev.censim.wire.EspHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the ESP packets of a tunnel with the keys that its ends noted (RFC 4303 section 2). Nothing is checked: whoever captures is
 * on the path and sees what was sent.
 */
final class EspReader {

    private static final int NAT_TRAVERSAL_PORT = 4500;
    private static final int TRAILER = 2;

    private final boolean isReal;
    private final Map<Integer, EspKeysSeen> keys = new HashMap<>();

    /** @param isReal whether payloads are encrypted; shape ESP carries them in the clear */
    EspReader(boolean isReal) {
        this.isReal = isReal;
    }

    void learn(EspKeysSeen seen) {
        keys.put(seen.spi(), seen);
    }

    /** The IPv4 packet inside; empty when the packet is no ESP of the tunnel. */
    Optional<byte[]> inner(byte[] packet) {
        int esp = Ipv4Header.headerLength(packet, 0);
        int protocol = Ipv4Header.protocol(packet, 0);
        boolean isWithinUdp = protocol == IpProtocol.UDP
                && packet.length >= esp + UdpHeader.LENGTH + EspHeader.LENGTH
                && (UdpHeader.sourcePort(packet, esp) == NAT_TRAVERSAL_PORT
                        || UdpHeader.destinationPort(packet, esp) == NAT_TRAVERSAL_PORT);
        esp += isWithinUdp ? UdpHeader.LENGTH : 0;
        if (!isWithinUdp && protocol != IpProtocol.ESP || packet.length < esp + EspHeader.LENGTH) {
            return Optional.empty();
        }
        EspKeysSeen sa = keys.get(EspHeader.spi(packet, esp));
        return sa == null ? Optional.empty() : opened(sa, packet, esp);
    }

    private Optional<byte[]> opened(EspKeysSeen sa, byte[] packet, int esp) {
        int block = sa.encryption().blockLength();
        int from = esp + EspHeader.LENGTH + block;
        int end = packet.length - sa.integrity().icvLength();
        if (end - from < block || (end - from) % block != 0) {
            return Optional.empty();
        }
        byte[] text = Arrays.copyOfRange(packet, from, end);
        byte[] plain = isReal
                ? new CbcCipher(sa.encryption(), sa.encryptionKey())
                        .decrypt(Arrays.copyOfRange(packet, from - block, from), text)
                : text;
        int length = plain.length - TRAILER - (plain[plain.length - TRAILER] & 0xff);
        return length >= Ipv4Header.LENGTH && Ipv4Header.isSound(plain, 0, length)
                ? Optional.of(Arrays.copyOf(plain, length))
                : Optional.empty();
    }
}
