package dev.censim.proto.bfd;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.proto.Timers;
import dev.censim.wire.Malformed;
import dev.censim.wire.bfd.BfdPacket;
import dev.censim.wire.bfd.BfdState;
import dev.censim.wire.bfd.Diagnostic;

/** One end of a session in asynchronous mode. The names are those of RFC 5880 section 6.8.1; intervals are microseconds. */
public final class BfdSession implements Machine<BfdOutput> {

    /** Section 6.8.3: the shortest interval at which an end sends while it is not up. */
    private static final long SLOW = 1_000_000;

    private static final long MICROSECOND = 1000;

    private enum Timer {
        DETECTION,
        TRANSMISSION
    }

    private final Entropy entropy;
    private final Timers<Timer> timers;
    private final int localDiscriminator;
    private BfdSessionConfig config;
    private boolean isRunning;
    private BfdState state = BfdState.DOWN;
    private int diagnostic = Diagnostic.NONE;

    /** What we tell the peer; in force it may be only after the peer has answered a poll. */
    private long desiredMinTx;

    private long requiredMinRx;
    private long desiredMinTxInForce;
    private long requiredMinRxInForce;
    private boolean isPolling;
    private boolean pollsAgain;

    private int remoteDiscriminator;
    private BfdState remoteState = BfdState.DOWN;
    private boolean isRemoteDemand;
    private long remoteMinRx = 1;
    private long remoteMinTx;
    private int remoteMultiplier;

    private long receivedAt;
    private long sentAt;

    /** Nanoseconds between packets, before jitter, for which the transmission timer was set. */
    private long interval;

    public BfdSession(BfdSessionConfig config, Entropy entropy) {
        this.config = config;
        this.entropy = entropy;
        timers = new Timers<>(Timer.class);
        localDiscriminator = (int) (1 + entropy.below(0xffff_ffffL));
        adopt();
    }

    private BfdSession(BfdSession other) {
        config = other.config;
        entropy = other.entropy.copy();
        timers = other.timers.copy();
        localDiscriminator = other.localDiscriminator;
        isRunning = other.isRunning;
        state = other.state;
        diagnostic = other.diagnostic;
        desiredMinTx = other.desiredMinTx;
        requiredMinRx = other.requiredMinRx;
        desiredMinTxInForce = other.desiredMinTxInForce;
        requiredMinRxInForce = other.requiredMinRxInForce;
        isPolling = other.isPolling;
        pollsAgain = other.pollsAgain;
        remoteDiscriminator = other.remoteDiscriminator;
        remoteState = other.remoteState;
        isRemoteDemand = other.isRemoteDemand;
        remoteMinRx = other.remoteMinRx;
        remoteMinTx = other.remoteMinTx;
        remoteMultiplier = other.remoteMultiplier;
        receivedAt = other.receivedAt;
        sentAt = other.sentAt;
        interval = other.interval;
    }

    @Override
    public BfdSession copy() {
        return new BfdSession(this);
    }

    public BfdState state() {
        return state;
    }

    /** By which the peer is to name this session. */
    public int localDiscriminator() {
        return localDiscriminator;
    }

    /** How long the peer's silence may last, section 6.8.4; 0 before it was heard. */
    public long detectionNanos() {
        return remoteMultiplier * Math.max(requiredMinRxInForce, remoteMinTx) * MICROSECOND;
    }

    /** The interval between our packets before jitter, section 6.8.2; 0 when none are sent periodically. */
    public long transmissionNanos() {
        boolean isQuiet = !isRunning
                || remoteMinRx == 0
                || !config.isActive() && remoteDiscriminator == 0
                || isRemoteDemand && state == BfdState.UP && remoteState == BfdState.UP && !isPolling;
        return isQuiet ? 0 : Math.max(desiredMinTxInForce, remoteMinRx) * MICROSECOND;
    }

    /** There is a path from now on. */
    public void start(long now, Outbox<BfdOutput> out) {
        if (!isRunning) {
            isRunning = true;
            tell(now, out);
        }
    }

    /** The path is known to be gone: nothing is sent until {@link #start}. */
    public void pathFailed(long now, Outbox<BfdOutput> out) {
        isRunning = false;
        forgetPeer();
        if (state == BfdState.INIT || state == BfdState.UP) {
            moveTo(BfdState.DOWN, Diagnostic.PATH_DOWN, BfdReason.PATH_DOWN, out);
        }
        timers.stopAll();
        interval = 0;
    }

    /** An operator puts the session out of use, section 6.8.16; the peer is told for as long as it runs. */
    public void disable(long now, Outbox<BfdOutput> out) {
        if (state != BfdState.ADMIN_DOWN) {
            moveTo(BfdState.ADMIN_DOWN, Diagnostic.ADMINISTRATIVELY_DOWN, BfdReason.ADMIN_DOWN, out);
            tell(now, out);
            reschedule(now);
        }
    }

    /** The operator puts it into use again. */
    public void enable(long now, Outbox<BfdOutput> out) {
        if (state == BfdState.ADMIN_DOWN) {
            moveTo(BfdState.DOWN, diagnostic, BfdReason.ADMIN_UP, out);
            receivedAt = now;
            tell(now, out);
            reschedule(now);
        }
    }

    /** An operator changes intervals or multiplier, section 6.8.3; the role stays. */
    public void change(long now, BfdSessionConfig next, Outbox<BfdOutput> out) {
        config = new BfdSessionConfig(
                next.desiredMinTx(), next.requiredMinRx(), next.detectMultiplier(), config.isActive());
        adopt();
        reschedule(now);
        if (isPolling && state == BfdState.UP) {
            tell(now, out);
        }
    }

    /** The payload of a datagram from the peer that {@link Encapsulation#admits}; section 6.8.6. */
    public void received(long now, byte[] b, int at, int length, Outbox<BfdOutput> out) {
        BfdPacket packet;
        try {
            packet = BfdPacket.decode(b, at, length);
        } catch (Malformed malformed) {
            out.add(new BfdOutput.Discarded(BfdDiscard.MALFORMED));
            return;
        }
        if (packet.yourDiscriminator() != 0 && packet.yourDiscriminator() != localDiscriminator) {
            out.add(new BfdOutput.Discarded(BfdDiscard.UNKNOWN_SESSION));
        } else if (isRunning) {
            take(now, packet, out);
        }
    }

    private void take(long now, BfdPacket packet, Outbox<BfdOutput> out) {
        remoteDiscriminator = packet.myDiscriminator();
        remoteState = packet.state();
        isRemoteDemand = packet.demand();
        remoteMinRx = Integer.toUnsignedLong(packet.requiredMinRx());
        remoteMinTx = Integer.toUnsignedLong(packet.desiredMinTx());
        remoteMultiplier = packet.detectMultiplier();
        if (packet.isFinal()) {
            pollAnswered();
        }
        if (state == BfdState.ADMIN_DOWN) {
            reschedule(now);
            return;
        }
        receivedAt = now;
        BfdState before = state;
        respond(packet.state(), out);
        if (packet.poll()) {
            send(true, out);
        } else if (state != before) {
            tell(now, out);
        }
        reschedule(now);
    }

    /** The table of section 6.8.6; the drawing of it is in section 6.2. */
    private void respond(BfdState theirs, Outbox<BfdOutput> out) {
        if (theirs == BfdState.ADMIN_DOWN) {
            if (state != BfdState.DOWN) {
                moveTo(BfdState.DOWN, Diagnostic.NEIGHBOR_SIGNALED_DOWN, BfdReason.NEIGHBOR_ADMIN_DOWN, out);
            }
        } else if (state == BfdState.DOWN) {
            if (theirs == BfdState.DOWN) {
                moveTo(BfdState.INIT, diagnostic, BfdReason.PROGRESS, out);
            } else if (theirs == BfdState.INIT) {
                moveTo(BfdState.UP, Diagnostic.NONE, BfdReason.PROGRESS, out);
            }
        } else if (state == BfdState.INIT && theirs != BfdState.DOWN) {
            moveTo(BfdState.UP, Diagnostic.NONE, BfdReason.PROGRESS, out);
        } else if (state == BfdState.UP && theirs == BfdState.DOWN) {
            moveTo(BfdState.DOWN, Diagnostic.NEIGHBOR_SIGNALED_DOWN, BfdReason.NEIGHBOR_DOWN, out);
        }
    }

    private void moveTo(BfdState next, int why, BfdReason reason, Outbox<BfdOutput> out) {
        BfdState before = state;
        state = next;
        diagnostic = why;
        adopt();
        out.add(new BfdOutput.Moved(before, next, reason, detectionNanos()));
    }

    /** Intends what the configuration says for the state. What would make the peer wait in vain waits for its consent instead. */
    private void adopt() {
        boolean isUp = state == BfdState.UP;
        long tx = isUp ? config.desiredMinTx() : Math.max(SLOW, config.desiredMinTx());
        long rx = config.requiredMinRx();
        if (tx != desiredMinTx || rx != requiredMinRx) {
            pollsAgain = isPolling;
            isPolling = remoteDiscriminator != 0;
        }
        desiredMinTx = tx;
        requiredMinRx = rx;
        if (!isUp || tx < desiredMinTxInForce) {
            desiredMinTxInForce = tx;
        }
        if (!isUp || rx > requiredMinRxInForce) {
            requiredMinRxInForce = rx;
        }
    }

    private void pollAnswered() {
        if (isPolling && pollsAgain) {
            pollsAgain = false;
        } else if (isPolling) {
            isPolling = false;
            desiredMinTxInForce = desiredMinTx;
            requiredMinRxInForce = requiredMinRx;
        }
    }

    private void forgetPeer() {
        remoteDiscriminator = 0;
        remoteState = BfdState.DOWN;
        isRemoteDemand = false;
        isPolling = false;
        pollsAgain = false;
    }

    @Override
    public long deadline() {
        return timers.next();
    }

    @Override
    public void expire(long now, Outbox<BfdOutput> out) {
        if (timers.take(Timer.DETECTION, now)) {
            forgetPeer();
            if (state == BfdState.INIT || state == BfdState.UP) {
                moveTo(BfdState.DOWN, Diagnostic.DETECTION_TIME_EXPIRED, BfdReason.DETECTION_TIME_EXPIRED, out);
                tell(now, out);
            }
            reschedule(now);
        }
        if (timers.take(Timer.TRANSMISSION, now)) {
            tell(now, out);
        }
    }

    /** Sends, and sets the timer for the next packet; section 6.8.7 forbids either to some ends. */
    private void tell(long now, Outbox<BfdOutput> out) {
        interval = transmissionNanos();
        if (interval == 0) {
            timers.stop(Timer.TRANSMISSION);
        } else {
            send(false, out);
            sentAt = now;
            timers.set(Timer.TRANSMISSION, now + jittered(interval));
        }
    }

    /** After something has changed by which the timers go. */
    private void reschedule(long now) {
        long next = transmissionNanos();
        if (next != interval) {
            interval = next;
            if (next == 0) {
                timers.stop(Timer.TRANSMISSION);
            } else {
                timers.set(Timer.TRANSMISSION, Math.max(now, sentAt + jittered(next)));
            }
        }
        if (remoteDiscriminator == 0 || state == BfdState.ADMIN_DOWN) {
            timers.stop(Timer.DETECTION);
        } else {
            timers.set(Timer.DETECTION, receivedAt + detectionNanos());
        }
    }

    /** Section 6.8.7: up to a quarter less, and at least a tenth where a single packet decides. */
    private long jittered(long nanos) {
        return config.detectMultiplier() == 1
                ? nanos - nanos / 10 - entropy.below(nanos * 15 / 100 + 1)
                : nanos - entropy.below(nanos / 4 + 1);
    }

    private void send(boolean isFinal, Outbox<BfdOutput> out) {
        out.add(new BfdOutput.Send(new BfdPacket(
                        diagnostic,
                        state,
                        isPolling && !isFinal,
                        isFinal,
                        false,
                        false,
                        config.detectMultiplier(),
                        localDiscriminator,
                        remoteDiscriminator,
                        (int) desiredMinTx,
                        (int) requiredMinRx,
                        0)
                .encode()));
    }
}
