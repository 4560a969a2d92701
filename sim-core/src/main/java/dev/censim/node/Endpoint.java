package dev.censim.node;

import dev.censim.crypto.KnownSecrets;
import dev.censim.facts.CloseCause;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.proto.Outbox;
import dev.censim.proto.bfd.BfdOutput;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.UdpPath;
import dev.censim.proto.ikev1.IkeVersions;
import dev.censim.wire.EspHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.TcpHeader;
import dev.censim.wire.UdpHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One end of a tunnel or of a circuit on a gateway. Of a tunnel: it drives IKE over UDP, and decides which packets its child SAs
 * seal and open (RFC 4301 section 5). Of a circuit: packets pass as they are.
 */
final class Endpoint {

    /** In place of a UDP port. */
    private static final int NO_UDP = 0;

    /** An IKE SA that is established, by its SPIs. */
    private record IkeSaName(long spiInitiator, long spiResponder) {}

    final EndpointConfig config;
    private final Rng rng;
    private final transient KnownSecrets knownSecrets; // no state: it decides nothing
    private final Outbox<IkeOutput> outputs;
    private final List<IkeSaName> ikeSas;
    private final SaDatabase children;
    private final OuterPackets packets;
    final BgpHold bgpHold;
    private final @Nullable BfdTransport bfd; // of a circuit with BFD
    private @Nullable IkeUnderTraffic ike; // null for a circuit and while there is no power
    private boolean hasCarrier;
    private Demand demand;
    private int outages;
    private @Nullable UdpPath espPath; // null while ESP goes without UDP

    Endpoint(EndpointConfig config, Rng rng, KnownSecrets knownSecrets) {
        this.config = config;
        this.rng = rng;
        this.knownSecrets = knownSecrets;
        packets = new OuterPackets(config);
        outputs = new Outbox<>();
        ikeSas = new ArrayList<>();
        children = new SaDatabase(config);
        bgpHold = new BgpHold();
        bfd = config.bgp()
                .flatMap(peering -> peering.bfd().map(settings -> new BfdTransport(config, peering, settings, rng)))
                .orElse(null);
        hasCarrier = true;
        demand = new Demand();
    }

    private Endpoint(Endpoint other) {
        config = other.config;
        rng = other.rng.copy();
        knownSecrets = other.knownSecrets;
        packets = other.packets.copy();
        outputs = new Outbox<>();
        ikeSas = new ArrayList<>();
        children = other.children.copy();
        bgpHold = other.bgpHold.copy();
        ikeSas.addAll(other.ikeSas);
        bfd = other.bfd == null ? null : other.bfd.copy();
        ike = other.ike == null ? null : other.ike.copy();
        hasCarrier = other.hasCarrier;
        demand = other.demand.copy();
        outages = other.outages;
        espPath = other.espPath;
    }

    Endpoint copy() {
        return new Endpoint(this);
    }

    /** Whether it can carry packets now. */
    boolean isUp() {
        return outages == 0 && hasCarrier && (config.isCircuit() || children.outbound() != null);
    }

    /** Whether an inner packet is for this end itself: in a tunnel its BGP has an address, on a circuit the end has. */
    boolean isForMe(Frame frame) {
        int destination = Ipv4Header.destination(frame.bytes, frame.offset);
        return config.isCircuit() && config.localAddress().bits() == destination
                || config.bgp().isPresent() && config.bgp().get().local().bits() == destination;
    }

    /** Whether a packet is for the other end of the circuit, which no route need say. */
    boolean leadsTo(Frame frame) {
        return config.isCircuit() && config.remoteAddress().bits() == Ipv4Header.destination(frame.bytes, frame.offset);
    }

    /** Whether the packet filter in front of this end's BGP drops an inner packet. */
    boolean isFiltered(Frame frame) {
        if (config.bgp().isEmpty()
                || !config.bgp().get().filtersTcp179() && !bgpHold.isFiltered()
                || Ipv4Header.protocol(frame.bytes, frame.offset) != IpProtocol.TCP) {
            return false;
        }
        int at = frame.offset + Ipv4Header.headerLength(frame.bytes, frame.offset);
        return TcpHeader.sourcePort(frame.bytes, at) == BgpTransport.PORT
                || TcpHeader.destinationPort(frame.bytes, at) == BgpTransport.PORT;
    }

    long deadline() {
        long next = ike == null ? Time.NEVER : ike.deadline();
        return bfd == null ? next : Math.min(next, bfd.deadline());
    }

    /** The gateway has seen this end come up or go down. */
    void interfaceMoved(boolean up, Turn turn) {
        if (bfd != null) {
            bfd.interfaceMoved(up, this, turn);
        }
    }

    /** The next change of BFD's state that the gateway has to act on, or null. */
    BfdOutput.@Nullable Moved bfdMove() {
        return bfd == null ? null : bfd.move();
    }

    void expire(Turn turn) {
        if (bfd != null) {
            bfd.expire(this, turn);
        }
        if (ike != null && ike.deadline() <= turn.now()) {
            ike.expire(turn.now(), outputs);
            drain(turn);
        }
    }

    /** Begins from its configuration, as after power-on. */
    void start(Turn turn) {
        config.ike().ifPresent(settings -> {
            ike = new IkeUnderTraffic(IkeVersions.open(settings, ActorEntropy.from(rng, config.name()), knownSecrets));
            if (config.initiates()) {
                initiate(turn);
            }
        });
    }

    /** Negotiates unless that is under way. */
    void initiate(Turn turn) {
        if (ike != null) {
            ike.initiate(turn.now(), outputs);
            drain(turn);
        }
    }

    /** Deletes its SAs, tells the peer, and negotiates anew. */
    void reset(Turn turn) {
        if (ike != null) {
            turn.note(new NetworkFact.TunnelReset(turn.now(), config.gateway(), config.tunnel(), config.side()));
            ike.close(turn.now(), outputs);
            drain(turn);
            initiate(turn);
        }
    }

    /** Power is lost, and with it every SA, or is back. */
    void power(boolean on, Turn turn) {
        outages += on ? -1 : 1;
        if (!on && outages == 1) {
            lose(turn);
        } else if (on && outages == 0) {
            start(turn);
        }
    }

    void carrier(boolean present) {
        hasCarrier = present;
    }

    private void lose(Turn turn) {
        ike = null;
        espPath = null;
        demand.forget();
        children.lose(turn);
        ikeSas.forEach(sa -> turn.note(new NetworkFact.IkeSaClosed(
                turn.now(),
                config.gateway(),
                config.tunnel(),
                config.side(),
                sa.spiInitiator,
                sa.spiResponder,
                CloseCause.LOST)));
        ikeSas.clear();
    }

    /** Sends a packet of this end's own BGP. */
    void transmitBgp(Frame frame, Turn turn) {
        if (bgpHold.isFiltered()) {
            frame.drop(DropCause.PACKET_FILTER, config.gateway(), turn);
        } else {
            transmit(frame, turn);
        }
    }

    /** Sends an inner packet to the other end; it is dropped when this end cannot carry it. */
    void transmit(Frame frame, Turn turn) {
        ChildSaPair pair = children.outbound();
        if (config.isCircuit()) {
            toLink(frame, turn);
        } else if (pair == null || !isUp()) {
            if (config.initiates() || ike == null || !hasCarrier) {
                frame.drop(DropCause.NO_TUNNEL, config.gateway(), turn);
            } else {
                demand.drop(frame, config, turn);
            }
            initiate(turn);
        } else if (!pair.protectsOutbound(frame)) {
            frame.drop(DropCause.POLICY_MISMATCH, config.gateway(), turn);
        } else {
            demand.pass(config, turn);
            frame.passes(config.hop());
            seal(frame, pair, turn);
        }
    }

    private void seal(Frame frame, ChildSaPair pair, Turn turn) {
        if (children.seal(frame, pair, packets, espPath, turn)) {
            if (ike != null) {
                ike.espSent(turn.now());
            }
            toLink(frame, turn);
        }
    }

    private void toLink(Frame frame, Turn turn) {
        if (hasCarrier) {
            frame.handTo(config.link(), config.gateway(), turn);
        } else {
            frame.drop(DropCause.PATH_DOWN, config.gateway(), turn);
        }
    }

    /** Whether a packet from the path, whose header is sound, is from the other end to this one. */
    boolean isAddressed(Frame frame) {
        return frame.from == config.link()
                && (config.isCircuit()
                        || Ipv4Header.destination(frame.bytes, frame.offset)
                                        == config.localAddress().bits()
                                && Ipv4Header.source(frame.bytes, frame.offset)
                                        == config.remoteAddress().bits());
    }

    /** Takes a packet from the path; when true the frame holds an inner packet that came through, else it is consumed. */
    boolean receive(Frame frame, Turn turn) {
        if (outages > 0) {
            frame.drop(DropCause.DEVICE_DOWN, config.gateway(), turn);
            return false;
        }
        if (config.isCircuit()) {
            return bfd == null || !bfd.takes(frame, this, turn);
        }
        int header = Ipv4Header.headerLength(frame.bytes, frame.offset);
        int at = frame.offset + header;
        int length = Ipv4Header.totalLength(frame.bytes, frame.offset) - header;
        return switch (Ipv4Header.protocol(frame.bytes, frame.offset)) {
            case IpProtocol.ESP -> open(frame, at, length, NO_UDP, turn);
            case IpProtocol.UDP -> receiveUdp(frame, at, length, turn);
            default -> {
                frame.drop(DropCause.NO_HOST, config.gateway(), turn);
                yield false;
            }
        };
    }

    private boolean receiveUdp(Frame frame, int at, int length, Turn turn) {
        int source = config.remoteAddress().bits();
        int destination = config.localAddress().bits();
        if (!UdpHeader.isSound(frame.bytes, at, length, source, destination)) {
            frame.drop(DropCause.MALFORMED, config.gateway(), turn);
            return false;
        }
        int data = at + UdpHeader.LENGTH;
        int dataLength = UdpHeader.length(frame.bytes, at) - UdpHeader.LENGTH;
        int peerPort = UdpHeader.sourcePort(frame.bytes, at);
        int port = UdpHeader.destinationPort(frame.bytes, at);
        if (ike != null && port == OuterPackets.IKE_PORT) {
            receiveIke(frame, data, dataLength, new UdpPath(port, config.remoteAddress(), peerPort), turn);
            return false;
        } else if (ike != null && port == OuterPackets.NAT_TRAVERSAL_PORT && config.traversesNat()) {
            return receiveTraversing(frame, data, dataLength, peerPort, turn);
        }
        frame.drop(DropCause.NO_HOST, config.gateway(), turn);
        return false;
    }

    /** RFC 3948 section 2: ESP, IKE behind a marker of zero, or a keepalive, which has done its work on the way here. */
    private boolean receiveTraversing(Frame frame, int at, int length, int peerPort, Turn turn) {
        if (length == 1 && frame.bytes[at] == OuterPackets.KEEPALIVE) {
            return false;
        }
        if (length < OuterPackets.NON_ESP_MARKER) {
            frame.drop(DropCause.MALFORMED, config.gateway(), turn);
            return false;
        }
        if (EspHeader.spi(frame.bytes, at) != 0) {
            return open(frame, at, length, peerPort, turn);
        }
        UdpPath path = new UdpPath(OuterPackets.NAT_TRAVERSAL_PORT, config.remoteAddress(), peerPort);
        int marker = OuterPackets.NON_ESP_MARKER;
        receiveIke(frame, at + marker, length - marker, path, turn);
        return false;
    }

    private void receiveIke(Frame frame, int at, int length, UdpPath path, Turn turn) {
        if (ike != null) {
            ike.received(turn.now(), path, frame.bytes, at, length, outputs);
            drain(turn);
        }
    }

    /** RFC 4303 section 3.4, then the check of the selectors, RFC 4301 section 5.2. */
    private boolean open(Frame frame, int at, int length, int peerPort, Turn turn) {
        ChildSaPair pair = children.open(frame, at, length, turn);
        if (pair == null) {
            return false;
        }
        proofOfLife(peerPort, turn);
        if (frame.length < Ipv4Header.LENGTH) {
            frame.drop(DropCause.MALFORMED, config.gateway(), turn);
            return false;
        }
        if (!pair.protectsInbound(frame)) {
            frame.drop(DropCause.POLICY_MISMATCH, config.gateway(), turn);
            return false;
        }
        return true;
    }

    /** @param peerPort from where authentic ESP came within UDP */
    private void proofOfLife(int peerPort, Turn turn) {
        if (ike == null) {
            return;
        }
        ike.proofOfLife(turn.now());
        UdpPath path = espPath;
        if (path != null && peerPort != NO_UDP && peerPort != path.remotePort()) {
            ike.peerMoved(turn.now(), new UdpPath(path.localPort(), path.remoteAddress(), peerPort), outputs);
            drain(turn);
        }
    }

    private void drain(Turn turn) {
        for (IkeOutput output = outputs.poll(); output != null; output = outputs.poll()) {
            if (output instanceof IkeOutput.Send send) {
                toLink(packets.ike(send), turn);
            } else if (output instanceof IkeOutput.Keepalive keepalive) {
                toLink(packets.keepalive(keepalive.path()), turn);
            } else if (output instanceof IkeOutput.EspPath changed) {
                espPath = changed.path().orElse(null);
                turn.note(IkeFacts.of(changed, turn.now(), config));
            } else if (output instanceof IkeOutput.Discarded discarded) {
                turn.note(new NetworkFact.PacketDropped(
                        turn.now(), config.gateway(), Frame.NO_FLOW, -1, IkeFacts.cause(discarded.cause())));
            } else if (output instanceof IkeOutput.ChildInstalled installed) {
                children.install(installed.child(), turn);
            } else if (output instanceof IkeOutput.OutboundSwitched switched) {
                children.switchOutbound(switched.child());
            } else if (output instanceof IkeOutput.ChildClosed closed) {
                children.close(closed.child(), IkeFacts.cause(closed.cause()), turn);
            } else {
                note(output, turn);
            }
        }
    }

    /** The outputs that only tell what happened. */
    private void note(IkeOutput output, Turn turn) {
        if (output instanceof IkeOutput.IkeSaEstablished sa) {
            ikeSas.add(new IkeSaName(sa.spiInitiator(), sa.spiResponder()));
        } else if (output instanceof IkeOutput.IkeSaClosed sa) {
            ikeSas.remove(new IkeSaName(sa.spiInitiator(), sa.spiResponder()));
        }
        if (IkeFacts.isFact(output, config)) {
            turn.note(IkeFacts.of(output, turn.now(), config));
        }
    }
}
