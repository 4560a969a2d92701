package dev.censim.proto.tcp;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.proto.tcp.TcpOutput.Cause;
import dev.censim.wire.TcpHeader;
import java.util.Optional;

/**
 * One end of one TCP connection, RFC 9293. A listening one serves exactly one peer; once {@link State#CLOSED} it stays so, and the
 * owner makes a new one. Here are the calls of section 3.10 and the timeouts; {@link SegmentArrival} has the segments.
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

    private final ControlBlock tcb;
    private final SegmentArrival arrival;

    private TcpConnection(ControlBlock tcb) {
        this.tcb = tcb;
        arrival = new SegmentArrival(tcb);
    }

    /** A passive OPEN: waits for the configured peer's SYN. */
    public static TcpConnection listening(TcpConfig config, Entropy entropy) {
        return new TcpConnection(new ControlBlock(config, entropy, true));
    }

    /** An active OPEN: sends the SYN. The configured remote port is a real one. */
    public static TcpConnection connecting(TcpConfig config, Entropy entropy, long now, Outbox<TcpOutput> out) {
        if (config.remotePort() == TcpConfig.ANY_PORT) {
            throw new IllegalArgumentException("no port to connect to: " + config);
        }
        ControlBlock tcb = new ControlBlock(config, entropy, false);
        tcb.state = State.SYN_SENT;
        tcb.sender.synchronize(now, TcpHeader.SYN, 0, out);
        return new TcpConnection(tcb);
    }

    public State state() {
        return tcb.state;
    }

    public TcpConfig config() {
        return tcb.config;
    }

    /** The peer's port, {@link TcpConfig#ANY_PORT} while a listening connection does not know it. */
    public int remotePort() {
        return tcb.writer.remotePort();
    }

    /** How many octets {@link #send} takes before the connection is aborted. */
    public int sendSpace() {
        return tcb.sender.space();
    }

    /**
     * Whether the segment in this IPv4 packet belongs to this connection; otherwise the owner may answer {@link #reset}, unless it
     * expects signatures and {@link Md5Key#admits} does not hold.
     */
    public boolean matches(byte[] packet, int offset, int length) {
        return Segment.parse(packet, offset, length).filter(tcb::matches).isPresent();
    }

    /** Whether an IPv4 packet holds a sound segment that asks for a new connection. */
    public static boolean isOpening(byte[] packet, int offset, int length) {
        return Segment.parse(packet, offset, length)
                .filter(segment -> segment.isSyn() && !segment.isAck())
                .isPresent();
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
        if (tcb.sender.isEnding() || tcb.state == State.CLOSED) {
            return;
        }
        if (length > tcb.sender.space()) {
            abort(Cause.SEND_BUFFER_FULL, out);
            return;
        }
        tcb.sender.append(bytes, offset, length);
        if (tcb.state == State.ESTABLISHED || tcb.state == State.CLOSE_WAIT) {
            tcb.sender.transmit(now, tcb.receiver.next(), out);
        }
    }

    /** CLOSE, section 3.10.4: a FIN follows what has been sent. The peer may go on sending. */
    public void close(long now, Outbox<TcpOutput> out) {
        switch (tcb.state) {
            case LISTEN, SYN_SENT -> tcb.closed(Cause.CLOSED, out);
            case SYN_RECEIVED -> tcb.sender.end();
            case ESTABLISHED -> {
                tcb.state = State.FIN_WAIT_1;
                end(now, out);
            }
            case CLOSE_WAIT -> {
                tcb.state = State.LAST_ACK;
                end(now, out);
            }
            default -> {}
        }
    }

    private void end(long now, Outbox<TcpOutput> out) {
        tcb.sender.end();
        tcb.sender.transmit(now, tcb.receiver.next(), out);
    }

    /** ABORT, section 3.10.5: an RST to the peer, and everything is forgotten. */
    public void abort(long now, Outbox<TcpOutput> out) {
        abort(Cause.ABORTED, out);
    }

    private void abort(Cause cause, Outbox<TcpOutput> out) {
        switch (tcb.state) {
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT ->
                tcb.answer(TcpHeader.RST, tcb.sender.sentUpTo(), 0, out);
            default -> {}
        }
        tcb.closed(cause, out);
    }

    /**
     * SEGMENT ARRIVES, section 3.10.7.
     *
     * @param packet holds a complete IPv4 packet of {@code length} octets from {@code offset} on; it is not kept. What is no sound
     *     segment of this connection, or is not signed as it should be, is ignored
     */
    public void received(long now, byte[] packet, int offset, int length, Outbox<TcpOutput> out) {
        Segment.parse(packet, offset, length)
                .filter(segment -> tcb.matches(segment) && Md5Key.admits(tcb.config.md5Key(), packet, offset, length))
                .ifPresent(segment -> arrival.process(now, segment, out));
    }

    /**
     * A router reports that the path takes packets of at most {@code mtu} octets (ICMP 3/4, RFC 1191): segments become smaller and
     * what is unacknowledged goes out again. Less than the 68 octets that every link takes is not believed.
     */
    public void packetTooBig(long now, int mtu, Outbox<TcpOutput> out) {
        if (mtu >= 68
                && (tcb.state == State.ESTABLISHED || tcb.state == State.CLOSE_WAIT || tcb.state == State.FIN_WAIT_1)) {
            tcb.sender.shrinkSegments(
                    now, tcb.config.textLimit(mtu - TcpConfig.HEADERS_LENGTH), tcb.receiver.next(), out);
        }
    }

    @Override
    public long deadline() {
        return Math.min(tcb.timeWaitEnds, tcb.sender.deadline());
    }

    /** TIMEOUTS, section 3.10.8: user timeout, retransmission timeout, time-wait timeout. */
    @Override
    public void expire(long now, Outbox<TcpOutput> out) {
        if (tcb.timeWaitEnds <= now) {
            tcb.closed(Cause.CLOSED, out);
        } else if (!tcb.sender.hasGivenUp(now)) {
            tcb.sender.expire(now, tcb.receiver.next(), out);
        } else if (tcb.state == State.SYN_RECEIVED) {
            tcb.handshakeFailed(Cause.TIMED_OUT, out);
        } else {
            tcb.closed(Cause.TIMED_OUT, out);
        }
    }

    @Override
    public TcpConnection copy() {
        return new TcpConnection(tcb.copy());
    }
}
