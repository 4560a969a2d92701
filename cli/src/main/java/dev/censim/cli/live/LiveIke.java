package dev.censim.cli.live;

import dev.censim.proto.Outbox;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeEndpoint;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One end of a tunnel on UDP sockets: what is due is done, the sockets wait no longer than the endpoint's next deadline, what came
 * in is handed over, and after each of these what the endpoint wants is done. Not for several threads, but for {@link #stop}.
 */
public final class LiveIke implements AutoCloseable {

    /** How long the peer may take to answer the DELETE. */
    private static final long FAREWELL_NANOS = Duration.ofSeconds(3).toNanos();

    private final Ike endpoint;
    private final Role role;
    private final LiveObserver observer;
    private final Sockets sockets;
    private final Outbox<IkeOutput> outputs = new Outbox<>();
    private final long openedAt = System.nanoTime();
    private boolean hasIkeSa;
    private boolean hasBeenUp;
    private boolean hasFailed;
    private volatile boolean isToStop;

    public LiveIke(
            IkeEndpointConfig config, Role role, InetSocketAddress bind, InetSocketAddress peer, LiveObserver observer)
            throws IOException {
        this.role = role;
        this.observer = observer;
        endpoint = new IkeEndpoint(
                config.withPorts(IkePorts.from(bind.getPort()), IkePorts.from(peer.getPort())), new SystemEntropy());
        sockets = new Sockets(bind, peer);
    }

    /**
     * Negotiates or waits for the peer, answers and keeps the tunnel for the given time or until {@link #stop}, then closes it
     * with a DELETE. An initiator whose first negotiation fails is done at once.
     *
     * @return whether an IKE SA and a child SA were established
     */
    public boolean run(Duration duration) throws IOException {
        long end = duration.compareTo(Duration.ofDays(36_500)) >= 0 ? Long.MAX_VALUE : now() + duration.toNanos();
        if (role == Role.INITIATOR) {
            endpoint.initiate(now(), outputs);
            drain();
        }
        while (!isToStop && now() < end && !(role == Role.INITIATOR && hasFailed && !hasBeenUp)) {
            turn(end);
        }
        isToStop = false;
        endpoint.close(now(), outputs);
        drain();
        long farewell = now() + FAREWELL_NANOS;
        while (!isToStop && endpoint.deadline() != Ike.NEVER && now() < farewell) {
            turn(farewell);
        }
        return hasBeenUp;
    }

    /** Ends {@link #run} soon, from any thread; a second time without waiting for the peer. */
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
        endpoint.expire(now(), outputs);
        drain();
        sockets.await(Math.min(endpoint.deadline(), end) - now());
        for (Sockets.Arrival arrival = sockets.receive(); arrival != null; arrival = sockets.receive()) {
            if (arrival.isIke()) {
                byte[] message = arrival.message();
                long now = now();
                observer.received(now, message);
                endpoint.received(now, arrival.path(), message, 0, message.length, outputs);
                drain();
            }
        }
    }

    private void drain() throws IOException {
        for (IkeOutput output = outputs.poll(); output != null; output = outputs.poll()) {
            long now = now();
            if (output instanceof IkeOutput.Send send) {
                sockets.sendIke(send.message(), send.path());
                observer.sent(now, send.message());
            } else if (output instanceof IkeOutput.Keepalive keepalive) {
                sockets.sendKeepalive(keepalive.path());
            } else {
                hasIkeSa |= output instanceof IkeOutput.IkeSaEstablished;
                hasBeenUp |= hasIkeSa && output instanceof IkeOutput.ChildInstalled;
                hasFailed |= output instanceof IkeOutput.Failed;
                observer.noted(now, output);
            }
        }
    }
}
