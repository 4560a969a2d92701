package dev.censim.node;

import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Signal;
import dev.censim.kernel.Time;
import dev.censim.kernel.Turn;
import dev.censim.model.traffic.Flow;
import dev.censim.wire.IcmpHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;

/** One flow: sends its packets from a host and counts those that arrive; of a ping, the replies. */
public final class TrafficSource implements Actor {

    /** Facts about packets cover at most this many, and at most a second. */
    private static final int WINDOW_PACKETS = 512;

    private static final long WINDOW_NANOS = Time.SECOND;

    /**
     * @param flow number of the flow
     * @param host actor id of the sender
     * @param end end of the run, when the last packets are noted
     */
    public record Config(int id, int flow, Flow traffic, int host, int source, int destination, long end) {}

    private final Config config;
    private final Rng rng;
    private final FlowPacket packet;

    /** Absent from a copy. */
    private final transient SpareFrames frames;

    private final PacketWindow sent;
    private final PacketWindow received;
    private long nextSend;
    private long nextNote;
    private int nextSequence;
    private int[] lastPath;

    public TrafficSource(Config config, Rng rng) {
        this.config = config;
        this.rng = rng;
        packet = FlowPacket.of(config);
        frames = new SpareFrames(packet.length(), config.flow);
        sent = new PacketWindow(WINDOW_PACKETS);
        received = new PacketWindow(WINDOW_PACKETS);
        nextSend = unlessStopped(Time.of(config.traffic.start()) + phase());
        nextNote = Time.NEVER;
        lastPath = new int[0];
    }

    private TrafficSource(TrafficSource other) {
        config = other.config;
        rng = other.rng.copy();
        packet = other.packet;
        frames = new SpareFrames(packet.length(), config.flow);
        sent = other.sent.copy();
        received = other.received.copy();
        nextSend = other.nextSend;
        nextNote = other.nextNote;
        nextSequence = other.nextSequence;
        lastPath = other.lastPath;
    }

    @Override
    public TrafficSource copy() {
        return new TrafficSource(this);
    }

    @Override
    public long deadline() {
        return Math.min(nextSend, nextNote);
    }

    @Override
    public void wake(Turn turn) {
        while (nextSend <= turn.now()) {
            send(turn);
            nextSend = unlessStopped(nextSend + gap());
        }
        if (nextNote <= turn.now()) {
            note(turn);
        }
    }

    @Override
    public void accept(Signal signal, Turn turn) {
        if (!(signal instanceof Frame frame)) {
            throw new AssertionError(signal);
        }
        if (!frame.tookPath(lastPath)) {
            lastPath = frame.path();
            turn.note(new NetworkFact.PathTaken(turn.now(), config.id, config.flow, frame.sequence, lastPath));
        }
        received.add(sequence(frame), turn.now());
        frames.give(frame);
        expectNote(received, turn);
    }

    private static int sequence(Frame frame) {
        int header = Ipv4Header.headerLength(frame.bytes, frame.offset);
        int data = header
                + (Ipv4Header.protocol(frame.bytes, frame.offset) == IpProtocol.UDP
                        ? UdpHeader.LENGTH
                        : IcmpHeader.LENGTH);
        return FlowPayload.sequence(frame.bytes, frame.offset + data);
    }

    private void send(Turn turn) {
        int sequence = nextSequence++;
        sent.add(sequence, turn.now());
        Frame frame = frames.take(sequence);
        packet.write(frame);
        frame.handTo(config.host, config.id, turn);
        expectNote(sent, turn);
    }

    /** A full window is noted at once, another one a second after its first packet or at the end of the run. */
    private void expectNote(PacketWindow window, Turn turn) {
        if (window.isFull()) {
            note(turn);
        } else if (nextNote == Time.NEVER) {
            long due = turn.now() + WINDOW_NANOS;
            nextNote = turn.now() <= config.end ? Math.min(due, config.end) : due;
        }
    }

    private void note(Turn turn) {
        if (!sent.isEmpty()) {
            turn.note(new NetworkFact.FlowSent(
                    turn.now(), config.id, config.flow, sent.firstSequence(), sent.instants()));
        }
        if (!received.isEmpty()) {
            turn.note(new NetworkFact.FlowReceived(
                    turn.now(), config.id, config.flow, received.sequences(), received.instants()));
        }
        sent.clear();
        received.clear();
        nextNote = Time.NEVER;
    }

    private long unlessStopped(long at) {
        return at < Time.of(config.traffic.stop()) ? at : Time.NEVER;
    }

    /** Flows that start together are not in step: the first packet comes somewhere within the first interval. */
    private long phase() {
        return config.traffic.arrival() == Flow.Arrival.POISSON ? gap() : rng.below(Time.of(config.traffic.interval()));
    }

    private long gap() {
        long mean = Time.of(config.traffic.interval());
        return config.traffic.arrival() == Flow.Arrival.POISSON ? Exponential.draw(mean, rng) : mean;
    }
}
