package dev.censim.proto.bgp;

import dev.censim.crypto.Entropy;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.Machine;
import dev.censim.proto.Outbox;
import dev.censim.proto.bgp.ArmedTimers.Timer;
import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
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

    private static final int FSM_ERROR = 5;

    private final BgpSessionConfig config;
    private final Ipv4 identifier;
    private final Entropy entropy;
    private final ArmedTimers timers;
    private final Transport transport;

    private State state = State.IDLE;
    private boolean isStarted;
    private boolean isWakeable; // in IDLE, because nothing but an attempt to connect has failed
    private long establishedAt;
    private @Nullable Negotiated negotiated; // non-null from OPEN_CONFIRM on
    private OwnRestart restart;

    public BgpSession(BgpSessionConfig config, Ipv4 identifier, Entropy entropy) {
        this(config, identifier, entropy, OwnRestart.of(false));
    }

    BgpSession(BgpSessionConfig config, Ipv4 identifier, Entropy entropy, OwnRestart restart) {
        this.restart = restart;
        this.config = config;
        this.identifier = identifier;
        this.entropy = entropy;
        timers = new ArmedTimers(config, entropy);
        transport = new Transport();
    }

    /** A copy that shares its source of jitter with the other sessions of a copied speaker. */
    BgpSession(BgpSession other, Entropy entropy) {
        config = other.config;
        identifier = other.identifier;
        this.entropy = entropy;
        timers = new ArmedTimers(other.timers, entropy);
        transport = new Transport(other.transport);
        state = other.state;
        isStarted = other.isStarted;
        isWakeable = other.isWakeable;
        establishedAt = other.establishedAt;
        negotiated = other.negotiated;
        restart = other.restart;
    }

    @Override
    public BgpSession copy() {
        return new BgpSession(this, entropy.copy());
    }

    /** The state machine for a second connection, which the peer has opened while this one has a connection of its own. */
    BgpSession rival() {
        BgpSession rival = new BgpSession(config, identifier, entropy, restart);
        rival.state = State.ACTIVE;
        rival.isStarted = true;
        return rival;
    }

    /** Goes on where the state machine stopped that counted before this one. */
    void succeed(BgpSession other) {
        timers.failAsOftenAs(other.timers);
        transport.succeed(other.transport);
    }

    /** The connection that is in use or being opened, or was last. */
    Collision.Connection connection() {
        return new Collision.Connection(state, transport.number());
    }

    public State state() {
        return state;
    }

    /** What was agreed on; present from OPEN_CONFIRM on. */
    public Optional<Negotiated> negotiated() {
        return Optional.ofNullable(negotiated);
    }

    boolean acceptsConnection() {
        return state == State.CONNECT || state == State.ACTIVE;
    }

    /** ManualStart, or ManualStart_with_PassiveTcpEstablishment. */
    public void start(long now, Outbox<BgpOutput> out) {
        if (!isStarted) {
            isStarted = true;
            timers.forgive();
            begin(now, Reason.ADMIN_START, out);
        }
    }

    /** ManualStop; no restart until {@link #start}. */
    public void stop(long now, Outbox<BgpOutput> out) {
        stop(now, Cease.ADMINISTRATIVE_SHUTDOWN, Reason.ADMIN_SHUTDOWN, out);
    }

    void stop(long now, BgpMessage.Notification last, Reason reason, Outbox<BgpOutput> out) {
        isStarted = false;
        isWakeable = false;
        if (state == State.IDLE) {
            timers.stopAll();
        } else {
            close(now, last, reason, out);
        }
    }

    /** The session ends and restarts after the first idle-hold time: an operator's reset, or the path has failed. */
    public void reset(long now, Reason why, Outbox<BgpOutput> out) {
        if (state != State.IDLE) {
            timers.forgive();
            close(now, Cease.of(why), why, out);
        }
    }

    /** Another connection to the peer is kept: Cease 6/7, if this one stands at all. */
    void giveWay(long now, Outbox<BgpOutput> out) {
        close(now, Cease.CONNECTION_COLLISION, Reason.COLLISION, out);
    }

    /** RFC 4724 section 4.2: a new connection tells that the old one is dead; it is closed without a NOTIFICATION. */
    void replaced(long now, Outbox<BgpOutput> out) {
        transport.disconnect(out);
        disconnected(now, out);
    }

    /**
     * Whether the peer's connection would be welcome, if need be before the idle-hold time is over: that damps sessions which come
     * and go, while two ends that are each refused by the other because it waits would refuse each other for ever.
     */
    boolean wake(Outbox<BgpOutput> out) {
        if (state == State.IDLE && isWakeable) {
            timers.stopAll();
            become(State.ACTIVE, Reason.AUTOMATIC_START, out);
        }
        return state != State.IDLE;
    }

    /** The peer's TCP connection was accepted. */
    void accepted(long now, int number, Outbox<BgpOutput> out) {
        transport.accept(number);
        connected(now, out);
    }

    /** The TCP connection that was asked for stands. */
    public void connected(long now, Outbox<BgpOutput> out) {
        if (state == State.IDLE) {
            transport.disconnect(out);
        } else if (acceptsConnection()) {
            transport.clear();
            timers.stop(Timer.CONNECT_RETRY);
            timers.armLargeHold(now);
            write(OpenNegotiation.offer(config, identifier, restart), out);
            become(State.OPEN_SENT, Reason.TCP_CONNECTED, out);
        }
    }

    /** The connection could not be opened, or was closed or lost by the other side. */
    public void disconnected(long now, Outbox<BgpOutput> out) {
        if (state == State.OPEN_SENT) {
            timers.stop(Timer.HOLD);
            timers.armConnectRetry(now);
            become(State.ACTIVE, Reason.TCP_FAILED, out);
        } else if (state != State.IDLE) {
            boolean isRestart = state == State.ESTABLISHED && negotiated != null && negotiated.keepsRoutes();
            idle(now, Reason.TCP_FAILED, Optional.empty(), out);
            if (isRestart) {
                // RFC 4724 section 5: the peer is expected back, and its restart is no oscillation that needs damping.
                timers.restartAt(now);
            }
        }
    }

    /** Octets of the connection, in pieces of any size. */
    public void received(long now, byte[] b, int offset, int length, Outbox<BgpOutput> out) {
        add(b, offset, length);
        while (actOnNext(now, Optional.empty(), out)) {
            // Message by message until the rest is no whole one.
        }
    }

    /** Takes octets of the connection; {@link #actOnNext} acts on them. */
    void add(byte[] b, int offset, int length) {
        if (isConnected()) {
            transport.add(b, offset, length);
        }
    }

    /**
     * Acts on the next whole message; false when there is none.
     *
     * @param other a second connection to the same peer
     */
    boolean actOnNext(long now, Optional<BgpSession> other, Outbox<BgpOutput> out) {
        try {
            Optional<byte[]> message = transport.next();
            message.ifPresent(octets -> message(now, octets, other, out));
            return message.isPresent();
        } catch (Malformed error) {
            refuse(now, error, transport.head(), out);
            return false;
        }
    }

    /** Asks for all IPv4 unicast routes again, RFC 2918; false when the peer would not understand, or the session is not up. */
    public boolean askForRefresh(Outbox<BgpOutput> out) {
        boolean isUnderstood = state == State.ESTABLISHED && negotiated != null && negotiated.routeRefresh();
        if (isUnderstood) {
            write(new BgpMessage.RouteRefresh(1, 0, 1), out);
        }
        return isUnderstood;
    }

    /** Sends an UPDATE; the session must be ESTABLISHED. RFC 4271 section 4.4: it stands in for a KEEPALIVE. */
    void send(long now, BgpMessage.Update update, Outbox<BgpOutput> out) {
        write(update, out);
        timers.armKeepalive(now, negotiated);
    }

    @Override
    public long deadline() {
        return timers.next();
    }

    @Override
    public void expire(long now, Outbox<BgpOutput> out) {
        if (timers.take(Timer.HOLD, now)) {
            close(now, BgpMessage.Notification.of(4, 0), Reason.HOLD_TIMER_EXPIRED, out);
        }
        if (timers.take(Timer.KEEPALIVE, now)) {
            write(new BgpMessage.Keepalive(), out);
            timers.armKeepalive(now, negotiated);
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
            timers.armConnectRetry(now);
            become(State.CONNECT, reason, out);
            transport.dial(out);
        }
    }

    private void retry(long now, Outbox<BgpOutput> out) {
        if (state == State.CONNECT) {
            transport.disconnect(out);
        } else {
            become(State.CONNECT, Reason.CONNECT_RETRY_EXPIRED, out);
        }
        timers.armConnectRetry(now);
        transport.dial(out);
    }

    private void message(long now, byte[] b, Optional<BgpSession> other, Outbox<BgpOutput> out) {
        try {
            boolean isWide = negotiated != null && negotiated.fourOctetAs();
            boolean isExternal = negotiated != null && negotiated.external();
            BgpMessage message = BgpCodec.decode(b, 0, b.length, isWide, isExternal);
            if (message instanceof BgpMessage.Notification last) {
                transport.disconnect(out);
                idle(now, Reason.NOTIFICATION_RECEIVED, Optional.of(last), out);
            } else if (state == State.OPEN_SENT && message instanceof BgpMessage.Open open) {
                opened(now, open, other, out);
            } else if (state == State.OPEN_CONFIRM && message instanceof BgpMessage.Keepalive) {
                timers.armHold(now, negotiated);
                establishedAt = now;
                restart = OwnRestart.OVER;
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

    private void opened(long now, BgpMessage.Open open, Optional<BgpSession> other, Outbox<BgpOutput> out)
            throws Malformed {
        Negotiated agreed = OpenNegotiation.with(open, config, identifier);
        Collision collision = other.map(BgpSession::connection)
                .map(rival -> Collision.of(connection(), identifier, config.localAsn(), agreed, rival))
                .orElse(Collision.NONE);
        if (collision == Collision.LOST) {
            giveWay(now, out);
            return;
        } else if (collision == Collision.WON) {
            out.add(new BgpOutput.CollisionWon());
        }
        negotiated = agreed;
        write(new BgpMessage.Keepalive(), out);
        timers.armKeepalive(now, negotiated);
        timers.armHold(now, negotiated);
        become(State.OPEN_CONFIRM, Reason.OPEN_RECEIVED, out);
    }

    private void exchanged(long now, BgpMessage message, Outbox<BgpOutput> out) {
        if (message instanceof BgpMessage.RouteRefresh refresh) {
            if (refresh.asksForIpv4Unicast()) {
                out.add(new BgpOutput.RefreshAsked());
            }
            return;
        }
        timers.armHold(now, negotiated);
        if (message instanceof BgpMessage.Update update) {
            out.add(new BgpOutput.Received(update));
        }
    }

    private void refuse(long now, Malformed error, byte[] message, Outbox<BgpOutput> out) {
        BgpMessage.Notification answer = BgpMessage.Notification.answering(error, message, 0);
        close(now, answer, Reason.ofError(error.code(), error.subcode()), out);
    }

    private void close(long now, BgpMessage.Notification last, Reason reason, Outbox<BgpOutput> out) {
        if (isConnected()) {
            write(last, out);
        }
        if (isConnected() || state == State.CONNECT) {
            transport.disconnect(out);
        }
        idle(now, reason, isConnected() ? Optional.of(last) : Optional.empty(), out);
    }

    /** To Idle; if the operator wants the session up, it restarts after a time that grows with each failure (8.1, damping). */
    private void idle(long now, Reason reason, Optional<BgpMessage.Notification> last, Outbox<BgpOutput> out) {
        timers.stopAll();
        transport.clear();
        negotiated = null;
        isWakeable = isStarted && reason == Reason.TCP_FAILED && !isConnected();
        if (isStarted) {
            if (state == State.ESTABLISHED && reason != Reason.ADMIN_RESET) {
                timers.forgive(now - establishedAt);
            }
            timers.armIdleHold(now);
        }
        become(State.IDLE, reason, last, out);
    }

    private void become(State next, Reason reason, Outbox<BgpOutput> out) {
        become(next, reason, Optional.empty(), out);
    }

    private void become(State next, Reason reason, Optional<BgpMessage.Notification> last, Outbox<BgpOutput> out) {
        if (!Transitions.areLegal(state, next)) {
            throw new AssertionError(state + " to " + next + ": " + reason);
        }
        State from = state;
        state = next;
        out.add(new BgpOutput.Moved(from, next, reason, last));
    }

    private boolean isConnected() {
        return state == State.OPEN_SENT || state == State.OPEN_CONFIRM || state == State.ESTABLISHED;
    }

    private void write(BgpMessage message, Outbox<BgpOutput> out) {
        boolean isWide = negotiated != null && negotiated.fourOctetAs();
        transport.write(message, isWide, out);
    }
}
