package dev.censim.proto.tcp;

import dev.censim.proto.Outbox;
import dev.censim.proto.tcp.TcpConnection.State;
import dev.censim.proto.tcp.TcpOutput.Cause;
import dev.censim.wire.TcpHeader;

/** SEGMENT ARRIVES, RFC 9293 section 3.10.7, in the order of its paragraphs. */
final class SegmentArrival {

    private final ControlBlock tcb;

    SegmentArrival(ControlBlock tcb) {
        this.tcb = tcb;
    }

    /** @param segment one of this connection */
    void process(long now, Segment segment, Outbox<TcpOutput> out) {
        switch (tcb.state) {
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
            tcb.writer.toward(segment.sourcePort());
            tcb.state = State.SYN_RECEIVED;
            tcb.synchronize(segment);
            tcb.sender.synchronize(now, TcpHeader.SYN | TcpHeader.ACK, tcb.receiver.next(), out);
        }
    }

    /** Section 3.10.7.3. */
    private void receivedInSynSent(long now, Segment segment, Outbox<TcpOutput> out) {
        if (segment.isAck() && !tcb.sender.isNew(segment.acknowledgment())) {
            if (!segment.isRst()) {
                tcb.answer(TcpHeader.RST, segment.acknowledgment(), 0, out);
            }
            return;
        }
        if (segment.isRst()) {
            if (segment.isAck()) {
                tcb.closed(Cause.REFUSED, out);
            }
            return;
        }
        if (!segment.isSyn()) {
            return;
        }
        tcb.synchronize(segment);
        if (segment.isAck()) {
            tcb.established(now, segment, out);
            tcb.acknowledge(now, out);
        } else {
            tcb.state = State.SYN_RECEIVED;
            tcb.sender.synchronize(now, TcpHeader.SYN | TcpHeader.ACK, tcb.receiver.next(), out);
        }
    }

    /** Section 3.10.7.4, first to fourth. */
    private void receivedSynchronized(long now, Segment segment, Outbox<TcpOutput> out) {
        if (!tcb.receiver.isAcceptable(segment)) {
            unacceptable(now, segment, out);
        } else if (segment.isRst()) {
            if (segment.sequence() == tcb.receiver.next()) {
                resetByPeer(out);
            } else {
                tcb.challenge(now, out);
            }
        } else if (segment.isSyn()) {
            if (tcb.state == State.SYN_RECEIVED && tcb.isPassive) {
                tcb.handshakeFailed(Cause.RESET, out);
            } else {
                tcb.challenge(now, out);
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
        if (tcb.state == State.TIME_WAIT && segment.isFin()) {
            tcb.timeWaitEnds = now + tcb.config.timeWaitNanos();
        }
        if (segment.dataLength() > 0 || segment.isFin()) {
            tcb.answer(TcpHeader.ACK, tcb.sender.sentUpTo(), tcb.receiver.next(), out);
        } else {
            tcb.challenge(now, out);
        }
    }

    private void resetByPeer(Outbox<TcpOutput> out) {
        switch (tcb.state) {
            case SYN_RECEIVED -> tcb.handshakeFailed(Cause.REFUSED, out);
            case CLOSING, LAST_ACK, TIME_WAIT -> tcb.closed(Cause.CLOSED, out);
            default -> tcb.closed(Cause.RESET, out);
        }
    }

    /** Fifth; returns whether the rest of the segment is to be processed. */
    private boolean acknowledged(long now, Segment segment, Outbox<TcpOutput> out) {
        int acknowledgment = segment.acknowledgment();
        if (tcb.state == State.SYN_RECEIVED) {
            if (!tcb.sender.isNew(acknowledgment)) {
                tcb.answer(TcpHeader.RST, acknowledgment, 0, out);
                return false;
            }
            tcb.established(now, segment, out);
            return true;
        }
        if (tcb.sender.isBeyondSent(acknowledgment)) {
            tcb.challenge(now, out);
            return false;
        }
        boolean lossSeen = tcb.sender.acknowledged(now, segment);
        if (lossSeen) {
            tcb.sender.retransmit(now, tcb.receiver.next(), out);
        }
        if (tcb.sender.isFinAcknowledged()) {
            finAcknowledged(now, out);
        }
        return tcb.state != State.CLOSED;
    }

    private void finAcknowledged(long now, Outbox<TcpOutput> out) {
        switch (tcb.state) {
            case FIN_WAIT_1 -> {
                tcb.state = State.FIN_WAIT_2;
                tcb.sender.expectProgress(now);
            }
            case CLOSING -> tcb.timeWait(now);
            case LAST_ACK -> tcb.closed(Cause.CLOSED, out);
            default -> {}
        }
    }

    /** Seventh and eighth: the text and the FIN, acknowledged at once, together with what is waiting to be sent. */
    private void text(long now, Segment segment, Outbox<TcpOutput> out) {
        boolean receiving =
                tcb.state == State.ESTABLISHED || tcb.state == State.FIN_WAIT_1 || tcb.state == State.FIN_WAIT_2;
        if (receiving) {
            byte[] bytes = tcb.receiver.take(segment);
            if (bytes.length > 0) {
                out.add(new TcpOutput.Received(bytes));
                expectMore(now);
            }
            if (tcb.receiver.takeFin()) {
                out.add(new TcpOutput.PeerClosed());
                peerFinished(now);
            }
        }
        if (segment.length() > 0) {
            tcb.acknowledge(now, out);
        } else {
            tcb.transmit(now, out);
        }
    }

    /** A peer that is still talking is not given up while we wait for the end of its stream. */
    private void expectMore(long now) {
        if (tcb.state == State.FIN_WAIT_2) {
            tcb.sender.expectProgress(now);
        }
    }

    private void peerFinished(long now) {
        switch (tcb.state) {
            case ESTABLISHED -> tcb.state = State.CLOSE_WAIT;
            case FIN_WAIT_1 -> tcb.state = State.CLOSING;
            case FIN_WAIT_2 -> tcb.timeWait(now);
            default -> {}
        }
    }
}
