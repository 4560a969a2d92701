package dev.censim.proto.tcp;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.proto.tcp.TcpConnection.State;
import dev.censim.proto.tcp.TcpOutput.Cause;
import dev.censim.wire.TcpHeader;

/**
 * The transmission control block of a connection (RFC 9293 section 3.3.1), and the steps that calls, segments and timeouts have in
 * common.
 */
final class ControlBlock {

    /**
     * The least time between two answers to segments without text that do not fit: else two ends that disagree about the numbers would
     * acknowledge each other without end (RFC 5961 section 7).
     */
    private static final long CHALLENGE_INTERVAL = 500_000_000L;

    final TcpConfig config;
    final boolean isPassive;
    final SegmentWriter writer;
    private final Entropy entropy;
    Sender sender;
    Receiver receiver;
    State state;
    long timeWaitEnds = Machine.NEVER;
    private long nextChallenge = Long.MIN_VALUE;

    ControlBlock(TcpConfig config, Entropy entropy, boolean isPassive) {
        this.config = config;
        this.entropy = entropy;
        this.isPassive = isPassive;
        writer = new SegmentWriter(config, (int) entropy.nextLong() & 0xffff);
        sender = new Sender(config, writer, (int) entropy.nextLong());
        receiver = new Receiver();
        state = State.LISTEN;
    }

    private ControlBlock(ControlBlock other) {
        config = other.config;
        entropy = other.entropy.copy();
        isPassive = other.isPassive;
        writer = other.writer.copy();
        sender = other.sender.copy(writer);
        receiver = other.receiver.copy();
        state = other.state;
        timeWaitEnds = other.timeWaitEnds;
        nextChallenge = other.nextChallenge;
    }

    ControlBlock copy() {
        return new ControlBlock(this);
    }

    boolean matches(Segment segment) {
        return state != State.CLOSED
                && segment.source() == config.remote().bits()
                && segment.destination() == config.local().bits()
                && segment.destinationPort() == config.localPort()
                && (segment.sourcePort() == writer.remotePort() || writer.remotePort() == TcpConfig.ANY_PORT);
    }

    void synchronize(Segment syn) {
        receiver.synchronize(syn.sequence());
        sender.peerSynchronized(syn);
    }

    void established(long now, Segment segment, Outbox<TcpOutput> out) {
        state = sender.isEnding() ? State.FIN_WAIT_1 : State.ESTABLISHED;
        sender.established(now, segment);
        out.add(new TcpOutput.Connected());
    }

    /** A segment without text. */
    void answer(int flags, int sequence, int acknowledgment, Outbox<TcpOutput> out) {
        out.add(new TcpOutput.Send(writer.control(flags, sequence, acknowledgment)));
    }

    /** An ACK that asks the peer to prove that it knows the numbers (RFC 5961), not more often than the interval allows. */
    void challenge(long now, Outbox<TcpOutput> out) {
        if (now >= nextChallenge) {
            nextChallenge = now + CHALLENGE_INTERVAL;
            answer(TcpHeader.ACK, sender.sentUpTo(), receiver.next(), out);
        }
    }

    /** An ACK, with what is waiting to be sent if there is something. */
    void acknowledge(long now, Outbox<TcpOutput> out) {
        if (!transmit(now, out)) {
            answer(TcpHeader.ACK, sender.sentUpTo(), receiver.next(), out);
        }
    }

    boolean transmit(long now, Outbox<TcpOutput> out) {
        return state != State.TIME_WAIT && sender.transmit(now, receiver.next(), out);
    }

    void timeWait(long now) {
        state = State.TIME_WAIT;
        sender.stop();
        timeWaitEnds = now + config.timeWaitNanos();
    }

    void closed(Cause cause, Outbox<TcpOutput> out) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            sender.stop();
            timeWaitEnds = Machine.NEVER;
            out.add(new TcpOutput.Closed(cause));
        }
    }

    /** A passive connection whose handshake came to nothing waits for the next SYN, and nobody needs to know. */
    void handshakeFailed(Cause cause, Outbox<TcpOutput> out) {
        if (isPassive && !sender.isEnding()) {
            writer.toward(config.remotePort());
            sender = sender.renumbered((int) entropy.nextLong());
            receiver = new Receiver();
            state = State.LISTEN;
        } else {
            closed(cause, out);
        }
    }
}
