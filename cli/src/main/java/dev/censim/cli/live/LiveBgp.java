package dev.censim.cli.live;

import dev.censim.model.address.Prefix;
import dev.censim.proto.Outbox;
import dev.censim.proto.bgp.BgpSession;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.BgpSpeaker;
import dev.censim.proto.bgp.BgpSpeakerConfig;
import dev.censim.proto.bgp.SpeakerOutput;
import dev.censim.wire.bgp.PathAttributes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A BGP router with one peer, on TCP sockets: what is due is done, the sockets wait no longer than the speaker's next deadline, what
 * came in is handed over, and after each of these what the speaker wants is done. What an operator wants may come from any thread.
 */
public final class LiveBgp implements LiveEnd {

    private static final int SESSION = 0;

    /** How long the peer may take to close the connection after our last word. */
    private static final long FAREWELL_NANOS = Duration.ofSeconds(2).toNanos();

    private interface Wish {
        void onto(long now, BgpSpeaker speaker, Outbox<SpeakerOutput> out);
    }

    private final BgpSpeaker speaker;
    private final BgpObserver observer;
    private final TcpSockets sockets;
    private final Outbox<SpeakerOutput> outputs = new Outbox<>();
    private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();
    private final long openedAt = System.nanoTime();
    private boolean hasBeenUp;
    private volatile boolean isToStop;

    public LiveBgp(BgpSpeakerConfig router, InetSocketAddress bind, InetSocketAddress peer, BgpObserver observer)
            throws IOException {
        speaker = new BgpSpeaker(router, new SystemEntropy());
        this.observer = observer;
        sockets = new TcpSockets(bind, peer);
    }

    /** A router with this one session. */
    public static BgpSpeakerConfig router(BgpSessionConfig session) {
        return new BgpSpeakerConfig(session.localAddress(), List.of(session), 1);
    }

    /**
     * Peers for the given time or until {@link #stop}, then ends the session with a NOTIFICATION.
     *
     * @return whether the session was established
     */
    @Override
    public boolean run(Duration duration) throws IOException {
        long end = duration.compareTo(Duration.ofDays(36_500)) >= 0 ? Long.MAX_VALUE : now() + duration.toNanos();
        speaker.start(now(), SESSION, outputs);
        drain();
        while (!isToStop && now() < end) {
            turn(end);
        }
        isToStop = false;
        speaker.stop(now(), SESSION, outputs);
        drain();
        long farewell = now() + FAREWELL_NANOS;
        while (!isToStop && sockets.isLeaving() && now() < farewell) {
            sockets.await(farewell - now());
        }
        return hasBeenUp;
    }

    /** These prefixes are ours from now on; a next hop of 0.0.0.0 stands for us. */
    public void announce(Collection<Prefix> prefixes, PathAttributes attributes) {
        List<Prefix> all = List.copyOf(prefixes);
        wish((now, router, out) -> router.originate(now, all, attributes, out));
    }

    public void withdraw(Collection<Prefix> prefixes) {
        List<Prefix> all = List.copyOf(prefixes);
        wish((now, router, out) -> router.withdraw(now, all, out));
    }

    /** Cease 6/4, and a new session. */
    public void reset() {
        wish((now, router, out) -> router.reset(now, SESSION, out));
    }

    /** All routes of the peer once more, RFC 2918. */
    public void refresh() {
        wish((now, router, out) -> router.refresh(now, SESSION, out));
    }

    private void wish(Wish wish) {
        wishes.add(wish);
        sockets.wakeup();
    }

    @Override
    public void stop() {
        isToStop = true;
        sockets.wakeup();
    }

    @Override
    public void close() throws IOException {
        sockets.close();
    }

    private long now() {
        return System.nanoTime() - openedAt;
    }

    private void turn(long end) throws IOException {
        speaker.expire(now(), outputs);
        drain();
        for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            wish.onto(now(), speaker, outputs);
            drain();
        }
        for (TcpSockets.Event event : sockets.await(Math.min(speaker.deadline(), end) - now())) {
            happened(event);
            drain();
        }
    }

    private void happened(TcpSockets.Event event) throws IOException {
        long now = now();
        if (event instanceof TcpSockets.Event.Arrived arrived) {
            OptionalInt number = speaker.accepted(now, SESSION, outputs);
            if (number.isPresent()) {
                sockets.take(arrived.channel(), number.getAsInt());
            } else {
                TcpSockets.refuse(arrived.channel());
            }
        } else if (event instanceof TcpSockets.Event.Connected connected) {
            speaker.connected(now, SESSION, connected.number(), outputs);
        } else if (event instanceof TcpSockets.Event.Received received) {
            byte[] bytes = received.bytes();
            speaker.received(now, SESSION, received.number(), bytes, 0, bytes.length, outputs);
        } else if (event instanceof TcpSockets.Event.Ended ended) {
            speaker.disconnected(now, SESSION, ended.number(), outputs);
        } else {
            throw new AssertionError(event);
        }
    }

    private void drain() throws IOException {
        for (SpeakerOutput output = outputs.poll(); output != null; output = outputs.poll()) {
            if (output instanceof SpeakerOutput.Connect connect) {
                sockets.connect(connect.connection());
            } else if (output instanceof SpeakerOutput.Disconnect disconnect) {
                sockets.disconnect(disconnect.connection());
            } else if (output instanceof SpeakerOutput.Send send) {
                sockets.send(send.connection(), send.message());
                observer.sent(now(), send.message());
                continue;
            }
            observer.noted(now(), output);
            boolean isUp = output instanceof SpeakerOutput.Moved moved && moved.to() == BgpSession.State.ESTABLISHED;
            if (isUp) {
                hasBeenUp = true;
                speaker.negotiated(SESSION).ifPresent(agreed -> observer.established(now(), agreed));
            }
        }
    }
}
