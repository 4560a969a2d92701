package dev.censim.node;

import dev.censim.facts.DropCause;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.wire.IcmpHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;

/** An end system (RFC 1122): it sends for its flows, takes UDP for them, and answers ping. */
public final class HostNode implements Actor {

    /**
     * @param network the VPC or data centre that it is in
     * @param firstFlow actor id of the first flow; the others follow it by ones
     */
    public record Config(int id, int address, int network, int firstFlow, int flowCount) {}

    private final Config config;
    private int outages;
    private int nextId;

    public HostNode(Config config) {
        this.config = config;
    }

    @Override
    public HostNode copy() {
        HostNode copy = new HostNode(config);
        copy.outages = outages;
        copy.nextId = nextId;
        return copy;
    }

    @Override
    public long deadline() {
        return Time.NEVER;
    }

    @Override
    public void wake(Turn turn) {}

    @Override
    public void accept(Signal signal, Turn turn) {
        if (signal instanceof Frame frame) {
            frame.passes(config.id);
            if (outages > 0) {
                frame.drop(DropCause.DEVICE_DOWN, config.id, turn);
            } else if (frame.from == config.network) {
                receive(frame, turn);
            } else {
                frame.handTo(config.network, config.id, turn);
            }
        } else if (signal instanceof Control.TraceWanted wanted) {
            Frame trace = TracePacket.of(wanted, config.address);
            trace.passes(config.id);
            if (outages > 0) {
                trace.drop(DropCause.DEVICE_DOWN, config.id, turn);
            } else {
                trace.handTo(config.network, config.id, turn);
            }
        } else if (signal instanceof Control.Power power) {
            outages += power.on() ? -1 : 1;
        } else {
            throw new AssertionError(signal);
        }
    }

    /** RFC 1122 sections 3.2.1 and 3.2.2.6. */
    private void receive(Frame frame, Turn turn) {
        byte[] b = frame.bytes;
        int at = frame.offset;
        if (!Ipv4Header.isSound(b, at, frame.length)) {
            frame.drop(DropCause.MALFORMED, config.id, turn);
        } else if (Ipv4Header.destination(b, at) != config.address) {
            frame.drop(DropCause.NO_HOST, config.id, turn);
        } else if (frame.isTraced()) {
            frame.arrive(config.id, turn);
        } else {
            int data = at + Ipv4Header.headerLength(b, at);
            int length = Ipv4Header.totalLength(b, at) - (data - at);
            switch (Ipv4Header.protocol(b, at)) {
                case IpProtocol.UDP -> receiveUdp(frame, data, length, turn);
                case IpProtocol.ICMP -> receiveIcmp(frame, data, length, turn);
                default -> frame.drop(DropCause.NO_HOST, config.id, turn);
            }
        }
    }

    private void receiveUdp(Frame frame, int at, int length, Turn turn) {
        int source = Ipv4Header.source(frame.bytes, frame.offset);
        if (UdpHeader.isSound(frame.bytes, at, length, source, config.address)) {
            deliver(frame, at + UdpHeader.LENGTH, length - UdpHeader.LENGTH, turn);
        } else {
            frame.drop(DropCause.MALFORMED, config.id, turn);
        }
    }

    private void receiveIcmp(Frame frame, int at, int length, Turn turn) {
        if (!IcmpHeader.isSound(frame.bytes, at, length)) {
            frame.drop(DropCause.MALFORMED, config.id, turn);
        } else if (IcmpHeader.type(frame.bytes, at) == IcmpHeader.ECHO_REQUEST) {
            answer(frame, turn);
        } else {
            deliver(frame, at + IcmpHeader.LENGTH, length - IcmpHeader.LENGTH, turn);
        }
    }

    private void answer(Frame frame, Turn turn) {
        Echo.answer(frame, config.address, nextId++);
        frame.handTo(config.network, config.id, turn);
    }

    /** To the flow that the data names. */
    private void deliver(Frame frame, int at, int length, Turn turn) {
        int flow = length < FlowPayload.LENGTH ? -1 : FlowPayload.flow(frame.bytes, at);
        if (flow < 0 || flow >= config.flowCount) {
            frame.drop(DropCause.NO_HOST, config.id, turn);
        } else {
            frame.handTo(config.firstFlow + flow, config.id, turn);
        }
    }
}
