package dev.censim.cli.live;

import dev.censim.model.address.Ipv4;
import dev.censim.proto.Machine;
import dev.censim.wire.BigEndian;
import dev.censim.wire.IcmpHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import java.util.Arrays;
import java.util.Optional;

/** The host behind a live end, RFC 1122 section 3.2.2.6: it answers echo requests, and asks once a second when it is to. */
final class InsideHost {

    private static final long INTERVAL = 1_000_000_000L;
    private static final int IDENTIFIER = 0xce51;
    private static final int DATA = 56;
    private static final int TTL = 64;

    private final Inside inside;
    private final LiveObserver observer;
    private final long[] sentAt;
    private int sent;
    private int answered;
    private long nextAt;

    InsideHost(Inside inside, LiveObserver observer) {
        this.inside = inside;
        this.observer = observer;
        sentAt = new long[inside.count()];
    }

    int sent() {
        return sent;
    }

    int answered() {
        return answered;
    }

    long deadline() {
        return inside.ping().isPresent() && sent < inside.count() ? nextAt : Machine.NEVER;
    }

    /** Nothing more is sent: the observer hears how many pings were answered, if there were to be any. */
    void end(long now) {
        if (inside.count() > 0) {
            observer.pinged(now, sent, answered);
        }
    }

    /** The next ping, when it is due; {@link #pinged} says that it is on its way. */
    Optional<byte[]> due(long now) {
        if (deadline() > now) {
            return Optional.empty();
        }
        nextAt = now + INTERVAL;
        int icmp = IcmpHeader.LENGTH + DATA;
        byte[] packet = new byte[Ipv4Header.LENGTH + icmp];
        int from = inside.address().orElseThrow().bits();
        int to = inside.ping().orElseThrow().bits();
        Ipv4Header.write(packet, 0, packet.length, sent, TTL, IpProtocol.ICMP, from, to);
        IcmpHeader.writeEchoRequest(packet, Ipv4Header.LENGTH, icmp, IDENTIFIER, sent);
        return Optional.of(packet);
    }

    void pinged(long now) {
        sentAt[sent++] = now;
    }

    /** Takes a packet that came through the tunnel; returns the answer to an echo request. */
    Optional<byte[]> received(long now, byte[] packet) {
        int at = Ipv4Header.headerLength(packet, 0);
        Ipv4 from = new Ipv4(Ipv4Header.source(packet, 0));
        Ipv4 to = new Ipv4(Ipv4Header.destination(packet, 0));
        if (Ipv4Header.protocol(packet, 0) != IpProtocol.ICMP
                || Ipv4Header.isFragment(packet, 0)
                || !IcmpHeader.isSound(packet, at, packet.length - at)
                || !inside.address().map(to::equals).orElse(true)) {
            observer.dropped(
                    now, "the host inside does not take protocol " + Ipv4Header.protocol(packet, 0) + " to " + to);
            return Optional.empty();
        }
        int sequence = IcmpHeader.sequence(packet, at);
        if (IcmpHeader.type(packet, at) == IcmpHeader.ECHO_REQUEST) {
            observer.answeredPing(now, from, sequence);
            return Optional.of(reply(packet, at));
        }
        boolean isOurs = IcmpHeader.type(packet, at) == IcmpHeader.ECHO_REPLY
                && IcmpHeader.identifier(packet, at) == IDENTIFIER
                && sequence < sent
                && sentAt[sequence] >= 0;
        if (isOurs) {
            observer.pingAnswered(now, from, sequence, now - sentAt[sequence]);
            sentAt[sequence] = -1;
            answered++;
        }
        return Optional.empty();
    }

    private static byte[] reply(byte[] request, int at) {
        byte[] icmp = Arrays.copyOfRange(request, at, request.length);
        IcmpHeader.turnIntoReply(icmp, 0);
        byte[] packet = new byte[Ipv4Header.LENGTH + icmp.length];
        System.arraycopy(icmp, 0, packet, Ipv4Header.LENGTH, icmp.length);
        Ipv4Header.write(
                packet,
                0,
                packet.length,
                BigEndian.u16(request, Ipv4Header.ID),
                TTL,
                IpProtocol.ICMP,
                Ipv4Header.destination(request, 0),
                Ipv4Header.source(request, 0));
        return packet;
    }
}
