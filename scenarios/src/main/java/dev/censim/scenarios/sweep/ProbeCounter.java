package dev.censim.scenarios.sweep;

import dev.censim.facts.CaptureFact.EspKeysSeen;
import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.kernel.Fact;
import dev.censim.wire.EspHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import dev.censim.wire.ike.IkeHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells what the packets on underlay paths are for, by their octets as a capture has them. It reads within ESP too, which for that has
 * to travel in clear ({@code esp: shape}).
 */
final class ProbeCounter {

    private static final int UDP_HEADER = 8;
    private static final int IKE_PORT = 500;
    private static final int IKE_PORT_BEHIND_NAT = 4500;
    private static final int BGP_PORT = 179;
    private static final int BFD_PORT = 3784;
    private static final int BFD_MULTIHOP_PORT = 4784;

    /** Informational exchanges, RFC 2408 section 3.1 and RFC 7296 section 3.1. */
    private static final List<Integer> INFORMATIONAL = List.of(5, 37);

    /** Octets of the IV of each ESP SA, by the receiver's address and the SPI; looked up only. */
    private final Map<List<Integer>, Integer> ivLengths = new HashMap<>();

    /** Takes note of SAs, of which all have to be known before their packets are counted. */
    void learn(Fact fact) {
        if (fact instanceof EspKeysSeen keys) {
            ivLengths.put(
                    List.of(keys.destination(), keys.spi()), keys.encryption().blockLength());
        }
    }

    Probe probe(FrameSeen frame) {
        return ofPacket(frame.packet(), 0);
    }

    private Probe ofPacket(byte[] b, int at) {
        int payload = at + Ipv4Header.headerLength(b, at);
        return switch (Ipv4Header.protocol(b, at)) {
            case IpProtocol.ESP -> ofEsp(b, payload, Ipv4Header.destination(b, at));
            case IpProtocol.UDP -> ofUdp(b, payload, Ipv4Header.destination(b, at));
            case IpProtocol.ICMP -> Probe.HEALTH_CHECK;
            case IpProtocol.TCP -> isOf(BGP_PORT, b, payload) ? Probe.BGP : Probe.OTHER;
            default -> Probe.OTHER;
        };
    }

    private Probe ofUdp(byte[] b, int at, int destination) {
        int data = at + UDP_HEADER;
        if (isOf(IKE_PORT, b, at)) {
            return ofIke(b, data);
        } else if (isOf(IKE_PORT_BEHIND_NAT, b, at)) {
            return ofUdpBehindNat(b, data, destination);
        }
        return isOf(BFD_PORT, b, at) || isOf(BFD_MULTIHOP_PORT, b, at) ? Probe.BFD : Probe.OTHER;
    }

    /** RFC 3948 section 2: a keepalive of one octet, IKE behind four octets of zero, or ESP, whose SPI is not zero. */
    private Probe ofUdpBehindNat(byte[] b, int at, int destination) {
        if (b.length - at < Integer.BYTES) {
            return Probe.OTHER;
        }
        return EspHeader.spi(b, at) == 0 ? ofIke(b, at + Integer.BYTES) : ofEsp(b, at, destination);
    }

    private static Probe ofIke(byte[] b, int at) {
        return INFORMATIONAL.contains(IkeHeader.exchangeType(b, at)) ? Probe.DPD : Probe.IKE;
    }

    private Probe ofEsp(byte[] b, int at, int destination) {
        Integer iv = ivLengths.get(List.of(destination, EspHeader.spi(b, at)));
        return iv == null ? Probe.OTHER : ofPacket(b, at + EspHeader.LENGTH + iv);
    }

    /** The ports of TCP stand where those of UDP do. */
    private static boolean isOf(int port, byte[] b, int at) {
        return UdpHeader.sourcePort(b, at) == port || UdpHeader.destinationPort(b, at) == port;
    }
}
