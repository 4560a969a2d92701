package dev.censim.proto.bgp;

import dev.censim.crypto.Entropy;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.proto.Timers;
import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpFramer;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Octets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One peering: the finite state machine of RFC 4271 section 8.2.2, with automatic start and damped restart, without DelayOpen.
 * Inputs that a state does not expect from the driver are ignored; inputs that it does not expect from the peer end the session.
 */
public final class BgpSession implements Machine<BgpOutput> {

    /** RFC 4271 section 8.2.2. */
    public enum State {
        IDLE,
        CONNECT,
        ACTIVE,
        OPEN_SENT,
        OPEN_CONFIRM,
        ESTABLISHED
    }

    private enum Timer {
        HOLD,
        KEEPALIVE,
        CONNECT_RETRY,
        IDLE_HOLD
    }

    private static final Map<State, EnumSet<State>> LEGAL = new EnumMap<>(Map.of(
            State.IDLE, EnumSet.of(State.CONNECT, State.ACTIVE),
            State.CONNECT, EnumSet.of(State.OPEN_SENT, State.IDLE),
            State.ACTIVE, EnumSet.of(State.CONNECT, State.OPEN_SENT, State.IDLE),
            State.OPEN_SENT, EnumSet.of(State.ACTIVE, State.OPEN_CONFIRM, State.IDLE),
            State.OPEN_CONFIRM, EnumSet.of(State.ESTABLISHED, State.IDLE),
            State.ESTABLISHED, EnumSet.of(State.IDLE)));

    private static final long NANOS = 1_000_000_000L;

    /** RFC 4271 section 8.2.2: "a HoldTimer value of 4 minutes is suggested" while waiting for an OPEN. */
    private static final long LARGE_HOLD_NANOS = 240 * NANOS;

    private static final BgpMessage.Notification HOLD_TIMER_EXPIRED = BgpMessage.Notification.of(4, 0);
    private static final BgpMessage.Notification ADMINISTRATIVE_SHUTDOWN = BgpMessage.Notification.of(6, 2);
    private static final BgpMessage.Notification ADMINISTRATIVE_RESET = BgpMessage.Notification.of(6, 4);
    private static final int FSM_ERROR = 5;

    private final BgpSessionConfig config;
    private final Ipv4 identifier;
    private final Entropy entropy;
    private final Timers<Timer> timers;
    private final BgpFramer framer;

    private State state = State.IDLE;
    private boolean isStarted;
    private int failures;
    private long establishedAt;
    private @Nullable Negotiated negotiated; // non-null from OPEN_CONFIRM on

    public BgpSession(BgpSessionConfig config, Ipv4 identifier, Entropy entropy) {
        this.config = config;
        this.identifier = identifier;
        this.entropy = entropy;
        timers = new Timers<>(Timer.class);
        framer = new BgpFramer();
    }

    /** A copy that shares its source of jitter with the other sessions of a copied speaker. */
    BgpSession(BgpSession other, Entropy entropy) {
        config = other.config;
        identifier = other.identifier;
        this.entropy = entropy;
        timers = other.timers.copy();
        framer = other.framer.copy();
        state = other.state;
        isStarted = other.isStarted;
        failures = other.failures;
        establishedAt = other.establishedAt;
        negotiated = other.negotiated;
    }

    @Override
    public BgpSession copy() {
        return new BgpSession(this, entropy.copy());
    }

    public State state() {
        return state;
    }

    /** What was agreed on; present from OPEN_CONFIRM on. */
    public Optional<Negotiated> negotiated() {
        return Optional.ofNullable(negotiated);
    }

    /** Whether a TCP connection, ours or the peer's, is welcome. */
    public boolean acceptsConnection() {
        return state == State.CONNECT || state == State.ACTIVE;
    }

    /** ManualStart, or ManualStart_with_PassiveTcpEstablishment. */
    public void start(long now, Outbox<BgpOutput> out) {
        if (!isStarted) {
            isStarted = true;
            failures = 0;
            begin(now, Reason.ADMIN_START, out);
        }
    }

    /** ManualStop; no restart until {@link #start}. */
    public void stop(long now, Outbox<BgpOutput> out) {
        isStarted = false;
        if (state == State.IDLE) {
            timers.stopAll();
        } else {
            close(now, ADMINISTRATIVE_SHUTDOWN, Reason.ADMIN_SHUTDOWN, out);
        }
    }

    /** An operator's reset: the session ends and restarts after the first idle-hold time. */
    public void reset(long now, Outbox<BgpOutput> out) {
        if (state != State.IDLE) {
            failures = 0;
            establishedAt = now;
            close(now, ADMINISTRATIVE_RESET, Reason.ADMIN_RESET, out);
        }
    }

    /** A TCP connection stands: ours was confirmed, or the peer's accepted. */
    public void connected(long now, Outbox<BgpOutput> out) {
        if (state == State.IDLE) {
            out.add(new BgpOutput.Disconnect());
        } else if (acceptsConnection()) {
            framer.clear();
            timers.stop(Timer.CONNECT_RETRY);
            timers.set(Timer.HOLD, now + LARGE_HOLD_NANOS);
            write(OpenNegotiation.offer(config, identifier), out);
            become(State.OPEN_SENT, Reason.TCP_CONNECTED, out);
        }
    }

    /** The connection could not be opened, or was closed or lost by the other side. */
    public void disconnected(long now, Outbox<BgpOutput> out) {
        if (state == State.OPEN_SENT) {
            timers.stop(Timer.HOLD);
            armConnectRetry(now);
            become(State.ACTIVE, Reason.TCP_FAILED, out);
        } else if (state != State.IDLE) {
            idle(now, Reason.TCP_FAILED, out);
        }
    }

    /** Octets of the connection, in pieces of any size. */
    public void received(long now, byte[] b, int offset, int length, Outbox<BgpOutput> out) {
        add(b, offset, length);
        while (actOnNext(now, out)) {
            // Message by message until the rest is no whole one.
        }
    }

    /** Takes octets of the connection; {@link #actOnNext} acts on them. */
    void add(byte[] b, int offset, int length) {
        if (isConnected()) {
            framer.add(b, offset, length);
        }
    }

    /** Acts on the next whole message; false when there is none. */
    boolean actOnNext(long now, Outbox<BgpOutput> out) {
        try {
            Optional<byte[]> message = framer.next();
            message.ifPresent(octets -> message(now, octets, out));
            return message.isPresent();
        } catch (Malformed error) {
            refuse(now, error, framer.head(), out);
            return false;
        }
    }

    /** Sends an UPDATE; the session must be ESTABLISHED. RFC 4271 section 4.4: it stands in for a KEEPALIVE. */
    void send(long now, BgpMessage.Update update, Outbox<BgpOutput> out) {
        write(update, out);
        armKeepalive(now);
    }

    @Override
    public long deadline() {
        return timers.next();
    }

    @Override
    public void expire(long now, Outbox<BgpOutput> out) {
        if (timers.take(Timer.HOLD, now)) {
            close(now, HOLD_TIMER_EXPIRED, Reason.HOLD_TIMER_EXPIRED, out);
        }
        if (timers.take(Timer.KEEPALIVE, now)) {
            write(new BgpMessage.Keepalive(), out);
            armKeepalive(now);
        }
        if (timers.take(Timer.CONNECT_RETRY, now)) {
            retry(now, out);
        }
        if (timers.take(Timer.IDLE_HOLD, now)) {
            begin(now, Reason.AUTOMATIC_START, out);
        }
    }

    private void begin(long now, Reason reason, Outbox<BgpOutput> out) {
        timers.stop(Timer.IDLE_HOLD);
        if (config.passive()) {
            become(State.ACTIVE, reason, out);
        } else {
            armConnectRetry(now);
            become(State.CONNECT, reason, out);
            out.add(new BgpOutput.Connect());
        }
    }

    private void retry(long now, Outbox<BgpOutput> out) {
        if (state == State.CONNECT) {
            out.add(new BgpOutput.Disconnect());
        } else {
            become(State.CONNECT, Reason.CONNECT_RETRY_EXPIRED, out);
        }
        armConnectRetry(now);
        out.add(new BgpOutput.Connect());
    }

    private void message(long now, byte[] b, Outbox<BgpOutput> out) {
        try {
            boolean isWide = negotiated != null && negotiated.fourOctetAs();
            boolean isExternal = negotiated != null && negotiated.external();
            BgpMessage message = BgpCodec.decode(b, 0, b.length, isWide, isExternal);
            if (message instanceof BgpMessage.Notification) {
                out.add(new BgpOutput.Disconnect());
                idle(now, Reason.NOTIFICATION_RECEIVED, out);
            } else if (state == State.OPEN_SENT && message instanceof BgpMessage.Open open) {
                opened(now, open, out);
            } else if (state == State.OPEN_CONFIRM && message instanceof BgpMessage.Keepalive) {
                armHold(now);
                establishedAt = now;
                become(State.ESTABLISHED, Reason.KEEPALIVE_RECEIVED, out);
            } else if (state == State.ESTABLISHED && !(message instanceof BgpMessage.Open)) {
                exchanged(now, message, out);
            } else {
                // RFC 6608: the subcodes 1, 2, 3 name OpenSent, OpenConfirm, Established.
                int subcode = state.ordinal() - State.OPEN_SENT.ordinal() + 1;
                throw new Malformed(FSM_ERROR, subcode, BgpCodec.TYPE, "not in " + state + ": " + message);
            }
        } catch (Malformed error) {
            refuse(now, error, b, out);
        }
    }

    private void opened(long now, BgpMessage.Open open, Outbox<BgpOutput> out) throws Malformed {
        negotiated = OpenNegotiation.with(open, config, identifier);
        write(new BgpMessage.Keepalive(), out);
        armKeepalive(now);
        armHold(now);
        become(State.OPEN_CONFIRM, Reason.OPEN_RECEIVED, out);
    }

    private void exchanged(long now, BgpMessage message, Outbox<BgpOutput> out) {
        if (message instanceof BgpMessage.Update update) {
            armHold(now);
            out.add(new BgpOutput.Received(update));
        } else if (message instanceof BgpMessage.Keepalive) {
            armHold(now);
        } else if (message instanceof BgpMessage.RouteRefresh refresh
                && refresh.afi() == 1
                && refresh.safi() == 1
                && refresh.subtype() == 0) {
            out.add(new BgpOutput.RefreshAsked());
        }
    }

    private void refuse(long now, Malformed error, byte[] message, Outbox<BgpOutput> out) {
        Reason reason = Reason.ofError(error.code(), error.subcode());
        close(now, BgpMessage.Notification.answering(error, message, 0), reason, out);
    }

    private void close(long now, BgpMessage.Notification last, Reason reason, Outbox<BgpOutput> out) {
        if (isConnected()) {
            write(last, out);
        }
        if (isConnected() || state == State.CONNECT) {
            out.add(new BgpOutput.Disconnect());
        }
        idle(now, reason, out);
    }

    /** To Idle; if the operator wants the session up, it restarts after a time that grows with each failure (8.1, damping). */
    private void idle(long now, Reason reason, Outbox<BgpOutput> out) {
        timers.stopAll();
        framer.clear();
        negotiated = null;
        if (isStarted) {
            long max = config.idleHoldMaxSeconds() * NANOS;
            if (state == State.ESTABLISHED && now - establishedAt >= max) {
                failures = 0;
            }
            long wait = Math.min(max, config.idleHoldSeconds() * NANOS << Math.min(failures, 16));
            failures++;
            timers.set(Timer.IDLE_HOLD, now + jittered(wait));
        }
        become(State.IDLE, reason, out);
    }

    private void become(State next, Reason reason, Outbox<BgpOutput> out) {
        EnumSet<State> legal = LEGAL.get(state);
        if (legal == null || !legal.contains(next)) {
            throw new AssertionError(state + " to " + next + ": " + reason);
        }
        State from = state;
        state = next;
        out.add(new BgpOutput.Moved(from, next, reason));
    }

    private boolean isConnected() {
        return state == State.OPEN_SENT || state == State.OPEN_CONFIRM || state == State.ESTABLISHED;
    }

    private void write(BgpMessage message, Outbox<BgpOutput> out) {
        boolean isWide = negotiated != null && negotiated.fourOctetAs();
        out.add(new BgpOutput.Send(Octets.of(BgpCodec.encode(message, isWide))));
    }

    private void armConnectRetry(long now) {
        if (!config.passive()) {
            timers.set(Timer.CONNECT_RETRY, now + jittered(config.connectRetrySeconds() * NANOS));
        }
    }

    private void armHold(long now) {
        if (negotiated == null || negotiated.holdNanos() == 0) {
            timers.stop(Timer.HOLD);
        } else {
            timers.set(Timer.HOLD, now + negotiated.holdNanos());
        }
    }

    private void armKeepalive(long now) {
        if (negotiated != null && negotiated.holdNanos() != 0) {
            timers.set(Timer.KEEPALIVE, now + jittered(negotiated.keepaliveNanos()));
        }
    }

    private long jittered(long nanos) {
        return jittered(nanos, entropy);
    }

    /** RFC 4271 section 10: a new factor between 0.75 and 1.0 for each setting, never above. */
    static long jittered(long nanos, Entropy entropy) {
        return nanos - entropy.below(nanos / 4 + 1);
    }
}
