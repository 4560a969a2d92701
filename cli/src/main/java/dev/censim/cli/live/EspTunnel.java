package dev.censim.cli.live;

import dev.censim.forward.EspSa;
import dev.censim.forward.EspTransform;
import dev.censim.forward.RealEsp;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.wire.EspHeader;
import dev.censim.wire.Ipv4Header;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The child SAs of a live end: packets become ESP and ESP becomes packets (RFC 4301 section 5). */
final class EspTunnel {

    private record Pair(ChildSa child, EspSa in, EspSa out) {}

    private final EspTransform esp = new RealEsp();
    private final List<Pair> pairs = new ArrayList<>();
    private @Nullable Pair outbound;

    void noted(IkeOutput output) {
        if (output instanceof IkeOutput.ChildInstalled installed) {
            pairs.add(pair(installed.child()));
        } else if (output instanceof IkeOutput.OutboundSwitched switched) {
            outbound = pairs.stream()
                    .filter(pair -> pair.child.equals(switched.child()))
                    .findFirst()
                    .orElse(null);
        } else if (output instanceof IkeOutput.ChildClosed closed) {
            pairs.removeIf(pair -> pair.child.equals(closed.child()));
            if (outbound != null && outbound.child.equals(closed.child())) {
                outbound = null;
            }
        }
    }

    private static Pair pair(ChildSa child) {
        return new Pair(
                child,
                new EspSa(
                        child.spiIn(),
                        child.encryption(),
                        child.integrity(),
                        child.encryptionKeyIn(),
                        child.integrityKeyIn()),
                new EspSa(
                        child.spiOut(),
                        child.encryption(),
                        child.integrity(),
                        child.encryptionKeyOut(),
                        child.integrityKeyOut()));
    }

    /** The ESP packet around a packet; empty when no child SA is up or this one is not of its traffic. */
    Optional<byte[]> seal(byte[] packet) {
        Pair pair = outbound;
        if (pair == null
                || !pair.child.protectsOutbound(Ipv4Header.source(packet, 0), Ipv4Header.destination(packet, 0))) {
            return Optional.empty();
        }
        byte[] sealed = new byte[esp.sealedLength(pair.out, packet.length)];
        int length = esp.seal(pair.out, packet, 0, packet.length, sealed, 0);
        return length < 0 ? Optional.empty() : Optional.of(sealed);
    }

    /** What came of an ESP packet: whether the peer made it, and the packet inside unless it is dropped for a reason. */
    record Opened(boolean isAuthentic, Optional<byte[]> packet, String drop) {

        static Opened dropped(boolean isAuthentic, String reason) {
            return new Opened(isAuthentic, Optional.empty(), reason);
        }
    }

    Opened open(byte[] packet) {
        if (packet.length < EspHeader.LENGTH) {
            return Opened.dropped(false, "too short");
        }
        int spi = EspHeader.spi(packet, 0);
        Optional<Pair> pair =
                pairs.stream().filter(candidate -> candidate.in.spi() == spi).findFirst();
        if (pair.isEmpty()) {
            return Opened.dropped(false, "unknown SPI");
        }
        byte[] inner = new byte[packet.length];
        int length = esp.open(pair.get().in, packet, 0, packet.length, inner, 0);
        if (length < 0) {
            return switch (length) {
                case EspTransform.REPLAYED -> Opened.dropped(false, "replayed");
                case EspTransform.BAD_ICV -> Opened.dropped(false, "not authentic");
                case EspTransform.MALFORMED_LENGTH -> Opened.dropped(false, "malformed");
                default -> Opened.dropped(true, "no IPv4 packet inside");
            };
        }
        if (!Ipv4Header.isSound(inner, 0, length)) {
            return Opened.dropped(true, "the packet inside is malformed");
        }
        if (!pair.get().child.protectsInbound(Ipv4Header.source(inner, 0), Ipv4Header.destination(inner, 0))) {
            return Opened.dropped(true, "the packet inside is none of the protected traffic");
        }
        return new Opened(true, Optional.of(Arrays.copyOf(inner, Ipv4Header.totalLength(inner, 0))), "");
    }
}
