package dev.censim.scenarios.explain.message;

import dev.censim.facts.CaptureFact.EspKeysSeen;
import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.Side;
import dev.censim.model.address.Ipv4;
import dev.censim.scenarios.explain.message.BgpFrame.Kind;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.Malformed;
import dev.censim.wire.TcpHeader;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpFramer;
import dev.censim.wire.bgp.BgpMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what a BGP session says, on a circuit or, with the keys of ESP, in a tunnel. */
public final class BgpWiretap {

    private static final int PORT = 179;

    /** One direction of a connection. */
    private record Direction(Side sender, int connection) {}

    private static final class Stream {
        final BgpFramer framer = new BgpFramer();
        int next;
    }

    private final Optional<EspReader> esp;
    private final Map<Direction, Stream> streams = new HashMap<>();
    private final List<BgpFrame> frames = new ArrayList<>();

    private BgpWiretap(Optional<EspReader> esp) {
        this.esp = esp;
    }

    /** @param isReal whether the tunnel's ESP is encrypted, or has only its shape */
    public static BgpWiretap inTunnel(boolean isReal) {
        return new BgpWiretap(Optional.of(new EspReader(isReal)));
    }

    public static BgpWiretap onCircuit() {
        return new BgpWiretap(Optional.empty());
    }

    /** @param keys of the tunnel */
    public void learn(EspKeysSeen keys) {
        esp.ifPresent(reader -> reader.learn(keys));
    }

    /**
     * A packet on the session's path.
     *
     * @param number in the order of the capture, from 1
     */
    public void take(int number, FrameSeen frame) {
        Optional<byte[]> packet = esp.isPresent() ? esp.get().inner(frame.packet()) : Optional.of(frame.packet());
        packet.filter(BgpWiretap::isOfBgp).ifPresent(inner -> segment(number, frame.at(), inner));
    }

    private static boolean isOfBgp(byte[] packet) {
        int tcp = Ipv4Header.headerLength(packet, 0);
        int length = Ipv4Header.totalLength(packet, 0) - tcp;
        return Ipv4Header.protocol(packet, 0) == IpProtocol.TCP
                && TcpHeader.isSound(
                        packet, tcp, length, Ipv4Header.source(packet, 0), Ipv4Header.destination(packet, 0))
                && (TcpHeader.sourcePort(packet, tcp) == PORT || TcpHeader.destinationPort(packet, tcp) == PORT);
    }

    /** The data centre's device opens the connection, so that BGP's own port is the cloud's. */
    private void segment(int number, long at, byte[] packet) {
        int tcp = Ipv4Header.headerLength(packet, 0);
        boolean isFromCloud = TcpHeader.sourcePort(packet, tcp) == PORT;
        Side sender = isFromCloud ? Side.CLOUD : Side.CUSTOMER;
        int connection = isFromCloud ? TcpHeader.destinationPort(packet, tcp) : TcpHeader.sourcePort(packet, tcp);
        Stream stream = streams.computeIfAbsent(new Direction(sender, connection), direction -> new Stream());
        int flags = TcpHeader.flags(packet, tcp);
        int sequence = TcpHeader.sequence(packet, tcp);
        Step step = new Step(number, at, sender, connection, packet);
        if ((flags & TcpHeader.SYN) != 0) {
            stream.next = sequence + 1;
            stream.framer.clear();
            frames.add(step.of((flags & TcpHeader.ACK) != 0 ? Kind.SYN_ACK : Kind.SYN));
        } else if ((flags & TcpHeader.RST) != 0) {
            frames.add(step.of(Kind.RST));
        } else {
            text(step, stream, sequence, tcp + TcpHeader.headerLength(packet, tcp));
            if ((flags & TcpHeader.FIN) != 0) {
                frames.add(step.of(Kind.FIN));
            }
        }
    }

    /** Text that was seen before is a repetition and tells nothing. */
    private void text(Step step, Stream stream, int sequence, int from) {
        int length = Ipv4Header.totalLength(step.packet, 0) - from;
        int known = stream.next - sequence;
        if (known < 0 || known >= length) {
            return;
        }
        stream.framer.add(step.packet, from + known, length - known);
        stream.next += length - known;
        try {
            for (Optional<byte[]> next = stream.framer.next(); next.isPresent(); next = stream.framer.next()) {
                frames.add(step.of(next.get()));
            }
        } catch (Malformed e) {
            stream.framer.clear();
        }
    }

    /** In order. */
    public List<BgpFrame> frames() {
        return List.copyOf(frames);
    }

    /** A packet and what is known of it. */
    private record Step(int number, long at, Side sender, int connection, byte[] packet) {

        BgpFrame of(Kind kind) {
            String text = switch (kind) {
                case SYN -> "TCP SYN to " + destination();
                case SYN_ACK -> "TCP SYN and ACK";
                case RST -> "TCP RST";
                default -> "TCP FIN";
            };
            return frame(kind, text, Optional.empty(), Optional.empty());
        }

        BgpFrame of(byte[] message) {
            return switch (message[BgpCodec.TYPE]) {
                case BgpMessage.OPEN -> {
                    Optional<BgpOpen> open = BgpOpen.of(message);
                    yield frame(
                            Kind.OPEN,
                            "OPEN" + open.map(read -> ": " + read.words()).orElse(", malformed"),
                            open,
                            Optional.empty());
                }
                case BgpMessage.NOTIFICATION -> {
                    BgpNotification notification =
                            new BgpNotification(message[BgpCodec.HEADER] & 0xff, message[BgpCodec.HEADER + 1] & 0xff);
                    yield frame(Kind.NOTIFICATION, notification.words(), Optional.empty(), Optional.of(notification));
                }
                case BgpMessage.UPDATE -> frame(Kind.UPDATE, "UPDATE", Optional.empty(), Optional.empty());
                case BgpMessage.KEEPALIVE -> frame(Kind.KEEPALIVE, "KEEPALIVE", Optional.empty(), Optional.empty());
                default -> frame(Kind.ROUTE_REFRESH, "ROUTE-REFRESH", Optional.empty(), Optional.empty());
            };
        }

        private BgpFrame frame(Kind kind, String text, Optional<BgpOpen> open, Optional<BgpNotification> notification) {
            return new BgpFrame(
                    number, at, sender, kind, connection, source(), destination(), text, open, notification);
        }

        private Ipv4 source() {
            return new Ipv4(Ipv4Header.source(packet, 0));
        }

        private Ipv4 destination() {
            return new Ipv4(Ipv4Header.destination(packet, 0));
        }
    }
}
