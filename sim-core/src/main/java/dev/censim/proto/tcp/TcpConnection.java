package dev.censim.proto.tcp;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.proto.tcp.TcpOutput.Cause;
import dev.censim.wire.TcpHeader;
import java.util.Optional;

/**
 * One end of one TCP connection, RFC 9293. A listening one serves exactly one peer; once {@link State#CLOSED} it stays so, and the
 * owner makes a new one. Processing follows section 3.10.7 in its order, whose paragraphs the methods cite.
 */
public final class TcpConnection implements Machine<TcpOutput> {

    /** RFC 9293 section 3.3.2. */
    public enum State {
        LISTEN,
        SYN_SENT,
        SYN_RECEIVED,
        ESTABLISHED,
        FIN_WAIT_1,
        FIN_WAIT_2,
        CLOSE_WAIT,
        CLOSING,
        LAST_ACK,
        TIME_WAIT,
        CLOSED
    }

    /**
     * The least time between two answers to segments without text that do not fit: else two ends that disagree about the numbers would
     * acknowledge each other without end (RFC 5961 section 7).
     */
    private static final long CHALLENGE_INTERVAL = 500_000_000L;

    private final TcpConfig config;
    private final Entropy entropy;
    private final boolean passive;
    private final SegmentWriter writer;
    private Sender sender;
    private Receiver receiver;
    private State state;
    private long timeWaitEnds = NEVER;
    private long nextChallenge = Long.MIN_VALUE;

    private TcpConnection(TcpConfig config, Entropy entropy, boolean passive) {
        this.config = config;
        this.entropy = entropy;
        this.passive = passive;
        this.writer = new SegmentWriter(config, (int) entropy.nextLong() & 0xffff);
        this.sender = new Sender(config, writer, (int) entropy.nextLong());
        this.receiver = new Receiver();
        this.state = State.LISTEN;
    }

    private TcpConnection(TcpConnection other) {
        this.config = other.config;
        this.entropy = other.entropy.copy();
        this.passive = other.passive;
        this.writer = other.writer.copy();
        this.sender = other.sender.copy(writer);
        this.receiver = other.receiver.copy();
        this.state = other.state;
        this.timeWaitEnds = other.timeWaitEnds;
        this.nextChallenge = other.nextChallenge;
    }

    /** A passive OPEN: waits for the configured peer's SYN. */
    public static TcpConnection listening(TcpConfig config, Entropy entropy) {
        return new TcpConnection(config, entropy, true);
    }

    /** An active OPEN: sends the SYN. The configured remote port is a real one. */
    public static TcpConnection connecting(TcpConfig config, Entropy entropy, long now, Outbox<TcpOutput> out) {
        if (config.remotePort() == TcpConfig.ANY_PORT) {
            throw new IllegalArgumentException("no port to connect to: " + config);
        }
        TcpConnection connection = new TcpConnection(config, entropy, false);
        connection.state = State.SYN_SENT;
        connection.sender.synchronize(now, TcpHeader.SYN, 0, out);
        return connection;
    }

    public State state() {
        return state;
    }

    public TcpConfig config() {
        return config;
    }

    /** The peer's port, {@link TcpConfig#ANY_PORT} while a listening connection does not know it. */
    public int remotePort() {
        return writer.remotePort();
    }

    /** How many octets {@link #send} takes before the connection is aborted. */
    public int sendSpace() {
        return sender.space();
    }

    /** Whether the segment in this IPv4 packet belongs to this connection; otherwise the owner may answer {@link #reset}. */
    public boolean matches(byte[] packet, int offset, int length) {
        return Segment.parse(packet, offset, length).filter(this::matches).isPresent();
    }

    private boolean matches(Segment segment) {
        return state != State.CLOSED
                && segment.source() == config.remote().bits()
                && segment.destination() == config.local().bits()
                && segment.destinationPort() == config.localPort()
                && (segment.sourcePort() == writer.remotePort() || writer.remotePort() == TcpConfig.ANY_PORT);
    }

    /**
     * The RST that answers a segment to which no connection belongs, section 3.10.7.1: a complete IPv4 packet; empty when the packet
     * holds no sound segment, or an RST, which is never answered.
     */
    public static Optional<byte[]> reset(byte[] packet, int offset, int length) {
        return Segment.parse(packet, offset, length)
                .filter(segment -> !segment.isRst())
                .map(SegmentWriter::reset);
    }

    /**
     * SEND, section 3.10.2: appends octets to the stream; before the handshake is complete they wait for it. Ignored once our stream
     * has ended. When more is waiting than the send buffer holds, the connection is aborted with {@link Cause#SEND_BUFFER_FULL}: a
     * stream is never cut short in silence.
     */
    public void send(long now, byte[] bytes, int offset, int length, Outbox<TcpOutput> out) {
        if (sender.isEnding() || state == State.CLOSED) {
            return;
        }
        if (length > sender.space()) {
            abort(Cause.SEND_BUFFER_FULL, out);
            return;
        }
        sender.append(bytes, offset, length);
        if (state == State.ESTABLISHED || state == State.CLOSE_WAIT) {
            sender.transmit(now, receiver.next(), out);
        }
    }

    /** CLOSE, section 3.10.4: a FIN follows what has been sent. The peer may go on sending. */
    public void close(long now, Outbox<TcpOutput> out) {
        switch (state) {
            case LISTEN, SYN_SENT -> closed(Cause.CLOSED, out);
            case SYN_RECEIVED -> sender.end();
            case ESTABLISHED -> {
                state = State.FIN_WAIT_1;
                end(now, out);
            }
            case CLOSE_WAIT -> {
                state = State.LAST_ACK;
                end(now, out);
            }
            default -> {}
        }
    }

    private void end(long now, Outbox<TcpOutput> out) {
        sender.end();
        sender.transmit(now, receiver.next(), out);
    }

    /** ABORT, section 3.10.5: an RST to the peer, and everything is forgotten. */
    public void abort(long now, Outbox<TcpOutput> out) {
        abort(Cause.ABORTED, out);
    }

    private void abort(Cause cause, Outbox<TcpOutput> out) {
        switch (state) {
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT ->
                answer(TcpHeader.RST, sender.sentUpTo(), 0, out);
            default -> {}
        }
        closed(cause, out);
    }

    private void closed(Cause cause, Outbox<TcpOutput> out) {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            sender.stop();
            timeWaitEnds = NEVER;
            out.add(new TcpOutput.Closed(cause));
        }
    }

    /** A passive connection whose handshake came to nothing waits for the next SYN, and nobody needs to know. */
    private void handshakeFailed(Cause cause, Outbox<TcpOutput> out) {
        if (passive && !sender.isEnding()) {
            writer.toward(config.remotePort());
            sender = sender.renumbered((int) entropy.nextLong());
            receiver = new Receiver();
            state = State.LISTEN;
        } else {
            closed(cause, out);
        }
    }

    /**
     * SEGMENT ARRIVES, section 3.10.7.
     *
     * @param packet holds a complete IPv4 packet of {@code length} octets from {@code offset} on; it is not kept. What is no sound
     *     segment of this connection is ignored
     */
    public void received(long now, byte[] packet, int offset, int length, Outbox<TcpOutput> out) {
        Optional<Segment> arrived = Segment.parse(packet, offset, length).filter(this::matches);
        if (arrived.isEmpty()) {
            return;
        }
        Segment segment = arrived.get();
        switch (state) {
            case CLOSED -> {}
            case LISTEN -> receivedInListen(now, segment, out);
            case SYN_SENT -> receivedInSynSent(now, segment, out);
            default -> receivedSynchronized(now, segment, out);
        }
    }

    /** Section 3.10.7.2. Text that comes with the SYN is not acknowledged and so comes again. */
    private void receivedInListen(long now, Segment segment, Outbox<TcpOutput> out) {
        if (segment.isRst()) {
            return;
        }
        if (segment.isAck()) {
            out.add(new TcpOutput.Send(SegmentWriter.reset(segment)));
            return;
        }
        if (segment.isSyn()) {
            writer.toward(segment.sourcePort());
            state = State.SYN_RECEIVED;
            synchronize(segment);
            sender.synchronize(now, TcpHeader.SYN | TcpHeader.ACK, receiver.next(), out);
        }
    }

    private void synchronize(Segment syn) {
        receiver.synchronize(syn.sequence());
        sender.peerSynchronized(syn);
    }

    /** Section 3.10.7.3. */
    private void receivedInSynSent(long now, Segment segment, Outbox<TcpOutput> out) {
        if (segment.isAck() && !sender.isNew(segment.acknowledgment())) {
            if (!segment.isRst()) {
                answer(TcpHeader.RST, segment.acknowledgment(), 0, out);
            }
            return;
        }
        if (segment.isRst()) {
            if (segment.isAck()) {
                closed(Cause.REFUSED, out);
            }
            return;
        }
        if (!segment.isSyn()) {
            return;
        }
        synchronize(segment);
        if (segment.isAck()) {
            established(now, segment, out);
            acknowledge(now, out);
        } else {
            state = State.SYN_RECEIVED;
            sender.synchronize(now, TcpHeader.SYN | TcpHeader.ACK, receiver.next(), out);
        }
    }

    private void established(long now, Segment segment, Outbox<TcpOutput> out) {
        state = sender.isEnding() ? State.FIN_WAIT_1 : State.ESTABLISHED;
        sender.established(now, segment);
        out.add(new TcpOutput.Connected());
    }

    /** Section 3.10.7.4, first to fourth. */
    private void receivedSynchronized(long now, Segment segment, Outbox<TcpOutput> out) {
        if (!receiver.isAcceptable(segment)) {
            unacceptable(now, segment, out);
        } else if (segment.isRst()) {
            if (segment.sequence() == receiver.next()) {
                resetByPeer(out);
            } else {
                challenge(now, out);
            }
        } else if (segment.isSyn()) {
            if (state == State.SYN_RECEIVED && passive) {
                handshakeFailed(Cause.RESET, out);
            } else {
                challenge(now, out);
            }
        } else if (segment.isAck() && acknowledged(now, segment, out)) {
            text(now, segment, out);
        }
    }

    /** First: an old duplicate, or an end that lost its memory; the acknowledgment tells it where we are (section 3.5.1). */
    private void unacceptable(long now, Segment segment, Outbox<TcpOutput> out) {
        if (segment.isRst()) {
            return;
        }
        if (state == State.TIME_WAIT && segment.isFin()) {
            timeWaitEnds = now + config.timeWaitNanos();
        }
        if (segment.dataLength() > 0 || segment.isFin()) {
            answer(TcpHeader.ACK, sender.sentUpTo(), receiver.next(), out);
        } else {
            challenge(now, out);
        }
    }

    private void resetByPeer(Outbox<TcpOutput> out) {
        switch (state) {
            case SYN_RECEIVED -> handshakeFailed(Cause.REFUSED, out);
            case CLOSING, LAST_ACK, TIME_WAIT -> closed(Cause.CLOSED, out);
            default -> closed(Cause.RESET, out);
        }
    }

    /** An ACK that asks the peer to prove that it knows the numbers (RFC 5961), not more often than the interval allows. */
    private void challenge(long now, Outbox<TcpOutput> out) {
        if (now >= nextChallenge) {
            nextChallenge = now + CHALLENGE_INTERVAL;
            answer(TcpHeader.ACK, sender.sentUpTo(), receiver.next(), out);
        }
    }

    private void answer(int flags, int sequence, int acknowledgment, Outbox<TcpOutput> out) {
        out.add(new TcpOutput.Send(writer.control(flags, sequence, acknowledgment)));
    }

    /** Fifth; returns whether the rest of the segment is to be processed. */
    private boolean acknowledged(long now, Segment segment, Outbox<TcpOutput> out) {
        int acknowledgment = segment.acknowledgment();
        if (state == State.SYN_RECEIVED) {
            if (!sender.isNew(acknowledgment)) {
                answer(TcpHeader.RST, acknowledgment, 0, out);
                return false;
            }
            established(now, segment, out);
            return true;
        }
        if (sender.isBeyondSent(acknowledgment)) {
            challenge(now, out);
            return false;
        }
        boolean lossSeen = sender.acknowledged(now, segment);
        if (lossSeen) {
            sender.retransmit(now, receiver.next(), out);
        }
        if (sender.isFinAcknowledged()) {
            finAcknowledged(now, out);
        }
        return state != State.CLOSED;
    }

    private void finAcknowledged(long now, Outbox<TcpOutput> out) {
        switch (state) {
            case FIN_WAIT_1 -> {
                state = State.FIN_WAIT_2;
                sender.expectProgress(now);
            }
            case CLOSING -> timeWait(now);
            case LAST_ACK -> closed(Cause.CLOSED, out);
            default -> {}
        }
    }

    private void timeWait(long now) {
        state = State.TIME_WAIT;
        sender.stop();
        timeWaitEnds = now + config.timeWaitNanos();
    }

    /** Seventh and eighth: the text and the FIN, acknowledged at once, together with what is waiting to be sent. */
    private void text(long now, Segment segment, Outbox<TcpOutput> out) {
        boolean receiving = state == State.ESTABLISHED || state == State.FIN_WAIT_1 || state == State.FIN_WAIT_2;
        if (receiving) {
            byte[] bytes = receiver.take(segment);
            if (bytes.length > 0) {
                out.add(new TcpOutput.Received(bytes));
                expectMore(now);
            }
            if (receiver.takeFin()) {
                out.add(new TcpOutput.PeerClosed());
                peerFinished(now);
            }
        }
        if (segment.length() > 0) {
            acknowledge(now, out);
        } else {
            transmit(now, out);
        }
    }

    /** A peer that is still talking is not given up while we wait for the end of its stream. */
    private void expectMore(long now) {
        if (state == State.FIN_WAIT_2) {
            sender.expectProgress(now);
        }
    }

    private void peerFinished(long now) {
        switch (state) {
            case ESTABLISHED -> state = State.CLOSE_WAIT;
            case FIN_WAIT_1 -> state = State.CLOSING;
            case FIN_WAIT_2 -> timeWait(now);
            default -> {}
        }
    }

    private void acknowledge(long now, Outbox<TcpOutput> out) {
        if (!transmit(now, out)) {
            answer(TcpHeader.ACK, sender.sentUpTo(), receiver.next(), out);
        }
    }

    private boolean transmit(long now, Outbox<TcpOutput> out) {
        return state != State.TIME_WAIT && sender.transmit(now, receiver.next(), out);
    }

    /**
     * A router reports that the path takes packets of at most {@code mtu} octets (ICMP 3/4, RFC 1191): segments become smaller and
     * what is unacknowledged goes out again. Less than the 68 octets that every link takes is not believed.
     */
    public void packetTooBig(long now, int mtu, Outbox<TcpOutput> out) {
        if (mtu >= 68 && (state == State.ESTABLISHED || state == State.CLOSE_WAIT || state == State.FIN_WAIT_1)) {
            sender.shrinkSegments(now, mtu - TcpConfig.HEADERS_LENGTH, receiver.next(), out);
        }
    }

    @Override
    public long deadline() {
        return Math.min(timeWaitEnds, sender.deadline());
    }

    /** TIMEOUTS, section 3.10.8: user timeout, retransmission timeout, time-wait timeout. */
    @Override
    public void expire(long now, Outbox<TcpOutput> out) {
        if (timeWaitEnds <= now) {
            closed(Cause.CLOSED, out);
        } else if (!sender.hasGivenUp(now)) {
            sender.expire(now, receiver.next(), out);
        } else if (state == State.SYN_RECEIVED) {
            handshakeFailed(Cause.TIMED_OUT, out);
        } else {
            closed(Cause.TIMED_OUT, out);
        }
    }

    @Override
    public TcpConnection copy() {
        return new TcpConnection(this);
    }
}
