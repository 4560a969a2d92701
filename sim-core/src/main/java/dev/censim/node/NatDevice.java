package dev.censim.node;

import dev.censim.facts.DropCause;
import dev.censim.facts.NatCause;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A NAT in front of a customer gateway: it translates addresses and ports of UDP (NAPT, RFC 3022) and nothing else. Mapping and
 * filtering depend on address and port, as with Linux netfilter: every peer of an inside port has a mapping of its own, and only
 * that peer is let in through it. Packets of both directions refresh a mapping (RFC 4787 REQ-6).
 */
public final class NatDevice implements Actor {

    private static final int FIRST_PORT = 1024;
    private static final int PORTS = 65_536 - FIRST_PORT;

    /**
     * @param gateway actor id of the device behind it
     * @param inside the address of that device
     * @param outside the public address
     * @param timeoutNanos after so long without a packet a mapping is forgotten
     */
    public record Config(int id, int gateway, int inside, int outside, long timeoutNanos, List<Uplink> uplinks) {
        public Config {
            uplinks = List.copyOf(uplinks);
        }
    }

    /** The path to an address. */
    public record Uplink(int link, int remote) {}

    /** Between a port inside, one outside, and a peer. */
    private static final class Mapping {
        final int insidePort;
        final int outsidePort;
        final int remoteAddress;
        final int remotePort;
        long usedAt;

        Mapping(int insidePort, int outsidePort, int remoteAddress, int remotePort) {
            this.insidePort = insidePort;
            this.outsidePort = outsidePort;
            this.remoteAddress = remoteAddress;
            this.remotePort = remotePort;
        }

        boolean isWith(int address, int port) {
            return remoteAddress == address && remotePort == port;
        }

        Mapping copy() {
            Mapping copy = new Mapping(insidePort, outsidePort, remoteAddress, remotePort);
            copy.usedAt = usedAt;
            return copy;
        }
    }

    private final Config config;
    private final Rng rng;
    private final List<Mapping> mappings;
    /** By uplink. */
    private final boolean[] hasCarrier;

    public NatDevice(Config config, Rng rng) {
        this.config = config;
        this.rng = rng;
        mappings = new ArrayList<>();
        hasCarrier = new boolean[config.uplinks.size()];
        Arrays.fill(hasCarrier, true);
    }

    private NatDevice(NatDevice other) {
        config = other.config;
        rng = other.rng.copy();
        mappings = new ArrayList<>();
        other.mappings.forEach(mapping -> mappings.add(mapping.copy()));
        hasCarrier = other.hasCarrier.clone();
    }

    @Override
    public NatDevice copy() {
        return new NatDevice(this);
    }

    @Override
    public long deadline() {
        long next = Time.NEVER;
        for (int i = 0; i < mappings.size(); i++) {
            next = Math.min(next, mappings.get(i).usedAt + config.timeoutNanos);
        }
        return next;
    }

    @Override
    public void wake(Turn turn) {
        for (int i = mappings.size() - 1; i >= 0; i--) {
            if (mappings.get(i).usedAt + config.timeoutNanos <= turn.now()) {
                forget(mappings.remove(i), NatCause.IDLE, turn);
            }
        }
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            translate(frame, turn);
        } else if (signal instanceof Control.NatRestart) {
            mappings.forEach(mapping -> forget(mapping, NatCause.RESTART, turn));
            mappings.clear();
        } else if (signal instanceof Control.InterfaceCarrier carrier) {
            for (int i = 0; i < hasCarrier.length; i++) {
                if (config.uplinks.get(i).link == carrier.link()) {
                    hasCarrier[i] = carrier.present();
                }
            }
        } else {
            throw new AssertionError(signal);
        }
    }

    private void translate(Frame frame, Turn turn) {
        if (!Forwarding.admits(frame, config.id, turn)) {
            return;
        }
        boolean isTranslatable = Ipv4Header.protocol(frame.bytes, frame.offset) == IpProtocol.UDP
                && !Ipv4Header.isFragment(frame.bytes, frame.offset);
        int at = frame.offset + Ipv4Header.headerLength(frame.bytes, frame.offset);
        if (!isTranslatable) {
            frame.drop(DropCause.NAT_PROTOCOL, config.id, turn);
        } else if (at + UdpHeader.LENGTH > frame.offset + frame.length) {
            frame.drop(DropCause.MALFORMED, config.id, turn);
        } else if (frame.from == config.gateway) {
            outbound(frame, at, turn);
        } else {
            inbound(frame, at, turn);
        }
    }

    private void outbound(Frame frame, int udp, Turn turn) {
        int remote = Ipv4Header.destination(frame.bytes, frame.offset);
        int uplink = uplink(remote);
        if (uplink < 0) {
            frame.drop(DropCause.NO_ROUTE, config.id, turn);
            return;
        }
        Mapping mapping = mapping(
                UdpHeader.sourcePort(frame.bytes, udp), remote, UdpHeader.destinationPort(frame.bytes, udp), turn);
        mapping.usedAt = turn.now();
        Ipv4Header.replaceSource(frame.bytes, frame.offset, config.outside);
        UdpHeader.addressReplaced(frame.bytes, udp, config.inside, config.outside);
        UdpHeader.replaceSourcePort(frame.bytes, udp, mapping.outsidePort);
        if (hasCarrier[uplink]) {
            frame.handTo(config.uplinks.get(uplink).link, config.id, turn);
        } else {
            frame.drop(DropCause.PATH_DOWN, config.id, turn);
        }
    }

    private void inbound(Frame frame, int udp, Turn turn) {
        Mapping mapping = mappedFrom(
                UdpHeader.destinationPort(frame.bytes, udp),
                Ipv4Header.source(frame.bytes, frame.offset),
                UdpHeader.sourcePort(frame.bytes, udp));
        if (mapping == null) {
            frame.drop(DropCause.NAT_NO_MAPPING, config.id, turn);
            return;
        }
        mapping.usedAt = turn.now();
        Ipv4Header.replaceDestination(frame.bytes, frame.offset, config.inside);
        UdpHeader.addressReplaced(frame.bytes, udp, config.outside, config.inside);
        UdpHeader.replaceDestinationPort(frame.bytes, udp, mapping.insidePort);
        frame.handTo(config.gateway, config.id, turn);
    }

    private int uplink(int remote) {
        for (int i = 0; i < config.uplinks.size(); i++) {
            if (config.uplinks.get(i).remote == remote) {
                return i;
            }
        }
        return -1;
    }

    private Mapping mapping(int insidePort, int remoteAddress, int remotePort, Turn turn) {
        for (int i = 0; i < mappings.size(); i++) {
            Mapping mapping = mappings.get(i);
            if (mapping.insidePort == insidePort && mapping.isWith(remoteAddress, remotePort)) {
                return mapping;
            }
        }
        Mapping made = new Mapping(insidePort, freePort(), remoteAddress, remotePort);
        mappings.add(made);
        turn.note(new NetworkFact.NatMappingMade(
                turn.now(), config.id, insidePort, made.outsidePort, remoteAddress, remotePort));
        return made;
    }

    private int freePort() {
        while (true) {
            int port = FIRST_PORT + (int) rng.below(PORTS);
            if (mappings.stream().noneMatch(mapping -> mapping.outsidePort == port)) {
                return port;
            }
        }
    }

    private @Nullable Mapping mappedFrom(int outsidePort, int remoteAddress, int remotePort) {
        for (int i = 0; i < mappings.size(); i++) {
            Mapping mapping = mappings.get(i);
            if (mapping.outsidePort == outsidePort && mapping.isWith(remoteAddress, remotePort)) {
                return mapping;
            }
        }
        return null;
    }

    private void forget(Mapping mapping, NatCause cause, Turn turn) {
        turn.note(new NetworkFact.NatMappingForgotten(
                turn.now(),
                config.id,
                mapping.insidePort,
                mapping.outsidePort,
                mapping.remoteAddress,
                mapping.remotePort,
                cause));
    }
}
