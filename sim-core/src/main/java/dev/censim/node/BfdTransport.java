package dev.censim.node;

import dev.censim.facts.BfdCause;
import dev.censim.facts.BfdState;
import dev.censim.facts.CircuitFact;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Turn;
import dev.censim.proto.Outbox;
import dev.censim.proto.bfd.BfdDiscard;
import dev.censim.proto.bfd.BfdOutput;
import dev.censim.proto.bfd.BfdReason;
import dev.censim.proto.bfd.BfdSession;
import dev.censim.proto.bfd.Encapsulation;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import org.jspecify.annotations.Nullable;

/** The BFD session at one end of a circuit, in UDP and IPv4; it watches the path for the BGP session there. */
final class BfdTransport {

    private final EndpointConfig end;
    private final EndpointConfig.Peering peering;
    private final Encapsulation encapsulation;
    private final BfdSession session;
    private final int sourcePort;
    private final Outbox<BfdOutput> outputs;

    /** Those that the gateway has not yet acted on. */
    private final Outbox<BfdOutput.Moved> moves;

    private int nextId;

    BfdTransport(EndpointConfig end, EndpointConfig.Peering peering, EndpointConfig.Bfd config, Rng rng) {
        this.end = end;
        this.peering = peering;
        encapsulation = config.encapsulation();
        session = new BfdSession(config.session(), ActorEntropy.from(rng, "bfd"));
        sourcePort = Encapsulation.FIRST_SOURCE_PORT + (int) rng.below(Encapsulation.SOURCE_PORTS);
        outputs = new Outbox<>();
        moves = new Outbox<>();
    }

    private BfdTransport(BfdTransport other) {
        end = other.end;
        peering = other.peering;
        encapsulation = other.encapsulation;
        session = other.session.copy();
        sourcePort = other.sourcePort;
        outputs = new Outbox<>();
        moves = new Outbox<>();
        nextId = other.nextId;
    }

    BfdTransport copy() {
        return new BfdTransport(this);
    }

    long deadline() {
        return session.deadline();
    }

    void expire(Endpoint through, Turn turn) {
        if (session.deadline() <= turn.now()) {
            session.expire(turn.now(), outputs);
            drain(through, turn);
        }
    }

    /** The interface came up or went down. */
    void interfaceMoved(boolean up, Endpoint through, Turn turn) {
        if (up) {
            session.start(turn.now(), outputs);
        } else {
            session.pathFailed(turn.now(), outputs);
        }
        drain(through, turn);
    }

    /** The next change of state that the gateway has to act on, or null. */
    BfdOutput.@Nullable Moved move() {
        return moves.poll();
    }

    /** Whether a packet from the circuit, whose header is sound, is for this session's port; if so it is consumed. */
    boolean takes(Frame frame, Endpoint through, Turn turn) {
        byte[] b = frame.bytes;
        int ip = frame.offset;
        int at = ip + Ipv4Header.headerLength(b, ip);
        int available = Ipv4Header.totalLength(b, ip) - (at - ip);
        int source = Ipv4Header.source(b, ip);
        if (Ipv4Header.protocol(b, ip) != IpProtocol.UDP
                || Ipv4Header.destination(b, ip) != peering.local().bits()
                || !UdpHeader.isSound(b, at, available, source, peering.local().bits())
                || UdpHeader.destinationPort(b, at) != encapsulation.port()) {
            return false;
        }
        if (source != peering.remote().bits()) {
            frame.drop(DropCause.NO_HOST, end.gateway(), turn);
        } else if (!encapsulation.admits(Ipv4Header.ttl(b, ip))) {
            frame.drop(DropCause.FROM_TOO_FAR, end.gateway(), turn);
        } else {
            int length = UdpHeader.length(b, at) - UdpHeader.LENGTH;
            session.received(turn.now(), b, at + UdpHeader.LENGTH, length, outputs);
            drain(through, turn);
        }
        return true;
    }

    private void drain(Endpoint through, Turn turn) {
        for (BfdOutput output = outputs.poll(); output != null; output = outputs.poll()) {
            if (output instanceof BfdOutput.Send send) {
                through.transmit(packet(send.packet()), turn);
            } else if (output instanceof BfdOutput.Moved moved) {
                moves.add(moved);
                turn.note(new CircuitFact.BfdMoved(
                        turn.now(),
                        end.gateway(),
                        peering.session(),
                        end.side(),
                        state(moved.from()),
                        state(moved.to()),
                        cause(moved.reason()),
                        moved.detectionNanos()));
            } else if (output instanceof BfdOutput.Discarded discarded) {
                DropCause cause = discarded.reason() == BfdDiscard.MALFORMED ? DropCause.MALFORMED : DropCause.NO_HOST;
                turn.note(new NetworkFact.PacketDropped(turn.now(), end.gateway(), Frame.NO_FLOW, -1, cause));
            } else {
                throw new AssertionError(output);
            }
        }
    }

    private Frame packet(byte[] control) {
        int udp = UdpHeader.LENGTH + control.length;
        Frame frame = Frame.ofProtocol(Ipv4Header.LENGTH + udp);
        int at = frame.offset + Ipv4Header.LENGTH;
        int source = peering.local().bits();
        int destination = peering.remote().bits();
        System.arraycopy(control, 0, frame.bytes, at + UdpHeader.LENGTH, control.length);
        UdpHeader.write(frame.bytes, at, sourcePort, encapsulation.port(), udp, source, destination);
        Ipv4Header.write(
                frame.bytes,
                frame.offset,
                frame.length,
                nextId++ & 0xffff,
                Encapsulation.TTL,
                IpProtocol.UDP,
                source,
                destination);
        return frame;
    }

    private static BfdState state(dev.censim.wire.bfd.BfdState state) {
        return switch (state) {
            case ADMIN_DOWN -> BfdState.ADMIN_DOWN;
            case DOWN -> BfdState.DOWN;
            case INIT -> BfdState.INIT;
            case UP -> BfdState.UP;
        };
    }

    private static BfdCause cause(BfdReason reason) {
        return switch (reason) {
            case PROGRESS -> BfdCause.PROGRESS;
            case DETECTION_TIME_EXPIRED -> BfdCause.DETECTION_TIME_EXPIRED;
            case NEIGHBOR_DOWN -> BfdCause.NEIGHBOR_DOWN;
            case NEIGHBOR_ADMIN_DOWN -> BfdCause.NEIGHBOR_ADMIN_DOWN;
            case PATH_DOWN -> BfdCause.PATH_DOWN;
            case ADMIN_DOWN -> BfdCause.ADMIN_DOWN;
            case ADMIN_UP -> BfdCause.ADMIN_UP;
        };
    }
}
