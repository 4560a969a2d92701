package dev.censim.proto.tcp;

import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.wire.TcpHeader;

/**
 * The send sequence variables of RFC 9293 section 3.3.1, and when what is sent: windows, retransmission, zero-window probes. After a
 * time-out it goes back to the first unacknowledged octet, so SND.NXT may lie before the highest number that was ever sent.
 */
final class Sender {

    /** What a peer that announces nothing takes, RFC 9293 section 3.7.1. */
    private static final int DEFAULT_MSS = 536;

    private final TcpConfig config;
    private final SegmentWriter writer;
    private final SendBuffer buffer;
    private final RetransmissionTimer timer;
    private final Congestion congestion;
    private int unacknowledged;
    private int next;
    private int sentUpTo;
    private int mss = DEFAULT_MSS;
    private int window;
    private int windowSequence;
    private int windowAcknowledgment;
    private int synFlags;
    private boolean synWasLost;
    private boolean established;
    private boolean ending;
    private long givesUpAt = Machine.NEVER;

    Sender(TcpConfig config, SegmentWriter writer, int initialSequence) {
        this.config = config;
        this.writer = writer;
        this.buffer = new SendBuffer(config.sendBufferOctets(), initialSequence + 1);
        this.timer = new RetransmissionTimer();
        this.congestion = new Congestion(initialSequence);
        this.unacknowledged = initialSequence;
        this.next = initialSequence;
        this.sentUpTo = initialSequence;
    }

    /** Of the other one, except that packets are made by {@code writer}. */
    private Sender(Sender other, SegmentWriter writer) {
        this.config = other.config;
        this.writer = writer;
        this.buffer = other.buffer.copy();
        this.timer = other.timer.copy();
        this.congestion = other.congestion.copy();
        this.unacknowledged = other.unacknowledged;
        this.next = other.next;
        this.sentUpTo = other.sentUpTo;
        this.mss = other.mss;
        this.window = other.window;
        this.windowSequence = other.windowSequence;
        this.windowAcknowledgment = other.windowAcknowledgment;
        this.synFlags = other.synFlags;
        this.synWasLost = other.synWasLost;
        this.established = other.established;
        this.ending = other.ending;
        this.givesUpAt = other.givesUpAt;
    }

    /** A sender that has sent nothing yet and keeps what was appended. */
    Sender renumbered(int initialSequence) {
        Sender sender = new Sender(config, writer, initialSequence);
        byte[] waiting = new byte[buffer.size()];
        buffer.copyTo(waiting, 0, buffer.end() - waiting.length, waiting.length);
        sender.append(waiting, 0, waiting.length);
        return sender;
    }

    Sender copy(SegmentWriter writer) {
        return new Sender(this, writer);
    }

    /** SND.NXT as the peer may know it: after everything that was ever sent. */
    int sentUpTo() {
        return sentUpTo;
    }

    int space() {
        return buffer.space();
    }

    long deadline() {
        return Math.min(timer.deadline(), givesUpAt);
    }

    boolean hasGivenUp(long now) {
        return givesUpAt <= now;
    }

    void stop() {
        timer.stop();
        givesUpAt = Machine.NEVER;
    }

    /** The peer now has to do something within the user timeout. */
    void expectProgress(long now) {
        givesUpAt = now + config.userTimeoutNanos();
    }

    void append(byte[] bytes, int offset, int length) {
        buffer.append(bytes, offset, length);
    }

    /** Ends the stream after what has been appended; nothing more is. */
    void end() {
        ending = true;
    }

    boolean isEnding() {
        return ending;
    }

    boolean isFinAcknowledged() {
        return ending && unacknowledged == buffer.end() + 1;
    }

    /** SND.UNA < SEG.ACK <= SND.NXT. */
    boolean isNew(int acknowledgment) {
        return Sequence.isAfter(acknowledgment, unacknowledged) && !Sequence.isAfter(acknowledgment, sentUpTo);
    }

    boolean isBeyondSent(int acknowledgment) {
        return Sequence.isAfter(acknowledgment, sentUpTo);
    }

    /** Sends the SYN for the first time, or again as a SYN-ACK when both ends call at once. */
    void synchronize(long now, int flags, int acknowledgment, Outbox<TcpOutput> out) {
        if (synFlags == 0) {
            givesUpAt = now + config.connectTimeoutNanos();
            next = unacknowledged + 1;
            sentUpTo = next;
            timer.time(now, next);
        } else {
            timer.cancelTiming();
        }
        synFlags = flags;
        timer.start(now);
        out.add(new TcpOutput.Send(writer.syn(flags, unacknowledged, acknowledgment)));
    }

    /** The peer's SYN: how large segments may be. */
    void peerSynchronized(Segment syn) {
        mss = config.textLimit(syn.mss() == 0 ? DEFAULT_MSS : syn.mss());
    }

    /** Our SYN is acknowledged: data may flow. */
    void established(long now, Segment segment) {
        established = true;
        unacknowledged = segment.acknowledgment();
        timer.acknowledged(now, unacknowledged);
        stop();
        if (synWasLost) {
            timer.forgetLostSyn();
        }
        congestion.start(mss, synWasLost);
        takeWindow(segment);
    }

    private void takeWindow(Segment segment) {
        window = segment.window();
        windowSequence = segment.sequence();
        windowAcknowledgment = segment.acknowledgment();
    }

    /**
     * RFC 9293 section 3.10.7.4, fifth, ESTABLISHED: an acknowledgment of nothing that was not sent.
     *
     * @return whether the first unacknowledged segment should go out again at once
     */
    boolean acknowledged(long now, Segment segment) {
        int acknowledgment = segment.acknowledgment();
        if (Sequence.isBefore(acknowledgment, unacknowledged)) {
            return false;
        }
        boolean sameWindow = segment.window() == window;
        if (Sequence.isBefore(windowSequence, segment.sequence())
                || windowSequence == segment.sequence() && !Sequence.isAfter(windowAcknowledgment, acknowledgment)) {
            takeWindow(segment);
        }
        if (acknowledgment != unacknowledged) {
            return newlyAcknowledged(now, acknowledgment);
        }
        if (window == 0) {
            givesUpAt = isIdle() ? Machine.NEVER : now + config.userTimeoutNanos();
        }
        boolean duplicate = sameWindow && window > 0 && unacknowledged != sentUpTo && segment.length() == 0;
        return duplicate && congestion.duplicate(acknowledgment, sentUpTo - unacknowledged, sentUpTo);
    }

    private boolean newlyAcknowledged(long now, int acknowledgment) {
        int octets = acknowledgment - unacknowledged;
        unacknowledged = acknowledgment;
        if (Sequence.isAfter(unacknowledged, next)) {
            next = unacknowledged;
        }
        buffer.acknowledge(unacknowledged);
        timer.acknowledged(now, acknowledgment);
        boolean again = congestion.acknowledged(acknowledgment, octets);
        givesUpAt = isIdle() ? Machine.NEVER : now + config.userTimeoutNanos();
        if (unacknowledged == sentUpTo) {
            timer.stop();
            return false;
        }
        return again;
    }

    /** Nothing is waiting, neither for an acknowledgment nor to be sent. */
    private boolean isIdle() {
        return unacknowledged == sentUpTo && unsent() == 0;
    }

    /** Sequence numbers that are still to be sent, that of the FIN included. */
    private int unsent() {
        return buffer.end() + (ending ? 1 : 0) - next;
    }

    /**
     * Sends what the windows allow, in full segments as long as there is more (RFC 9293 section 3.8.6.2.1).
     *
     * @return whether anything was sent, and with it the acknowledgment
     */
    boolean transmit(long now, int acknowledgment, Outbox<TcpOutput> out) {
        boolean sent = false;
        while (unsent() > 0) {
            int flight = next - unacknowledged;
            int room = Math.min(congestion.window(), window) - flight;
            int wanted = Math.min(mss, unsent());
            if (room <= 0 || room < wanted && flight > 0) {
                break;
            }
            next = send(now, next, Math.min(room, wanted), acknowledgment, out);
            sent = true;
        }
        if (unsent() > 0 || unacknowledged != sentUpTo) {
            timer.start(now);
            givesUpAt = givesUpAt == Machine.NEVER ? now + config.userTimeoutNanos() : givesUpAt;
        }
        return sent;
    }

    /** Sends a segment of so many sequence numbers from {@code sequence} on, the last one perhaps the FIN's; returns its end. */
    private int send(long now, int sequence, int numbers, int acknowledgment, Outbox<TcpOutput> out) {
        int end = sequence + numbers;
        boolean fin = Sequence.isAfter(end, buffer.end());
        boolean push = numbers > 0 && !Sequence.isBefore(end, buffer.end());
        int text = fin ? numbers - 1 : numbers;
        int flags = TcpHeader.ACK | (push && text > 0 ? TcpHeader.PSH : 0) | (fin ? TcpHeader.FIN : 0);
        out.add(new TcpOutput.Send(writer.data(flags, sequence, acknowledgment, buffer, text)));
        if (Sequence.isAfter(end, sentUpTo)) {
            sentUpTo = end;
            timer.time(now, end);
        } else {
            timer.cancelTiming();
        }
        return end;
    }

    /** Sends the first unacknowledged segment again, at least one octet of it whatever the peer's window. */
    void retransmit(long now, int acknowledgment, Outbox<TcpOutput> out) {
        int pending = buffer.end() + (ending ? 1 : 0) - unacknowledged;
        int numbers = Math.min(Math.min(mss, pending), Math.max(1, window));
        if (numbers > 0) {
            int end = send(now, unacknowledged, numbers, acknowledgment, out);
            next = window > 0 && Sequence.isAfter(end, next) ? end : next;
        }
    }

    /** RFC 6298 sections 5.4 to 5.7; with a closed window this is the probe of RFC 9293 section 3.8.6.1. */
    void expire(long now, int acknowledgment, Outbox<TcpOutput> out) {
        if (timer.deadline() > now) {
            return;
        }
        boolean first = timer.backOffs() == 0;
        timer.backOff(now);
        if (!established) {
            synWasLost = true;
            out.add(new TcpOutput.Send(writer.syn(synFlags, unacknowledged, acknowledgment)));
            return;
        }
        if (window > 0) {
            congestion.timedOut(sentUpTo - unacknowledged, sentUpTo, first);
        }
        next = unacknowledged;
        retransmit(now, acknowledgment, out);
    }

    /** A router on the path takes no larger packets (ICMP 3/4): smaller segments from the first unacknowledged octet on, RFC 1191. */
    void shrinkSegments(long now, int mss, int acknowledgment, Outbox<TcpOutput> out) {
        if (mss >= this.mss) {
            return;
        }
        this.mss = mss;
        congestion.shrinkSegments(mss);
        next = unacknowledged;
        transmit(now, acknowledgment, out);
    }
}
