package dev.censim.cli.live;

import dev.censim.proto.Outbox;
import dev.censim.proto.ike.Ike;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkePorts;
import dev.censim.proto.ike.UdpPath;
import dev.censim.proto.ikev1.IkeVersions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One end of a tunnel on UDP sockets, with a host behind it: what is due is done, the sockets wait no longer than the endpoint's
 * next deadline, what came in is handed over, and after each of these what the endpoint wants is done. Not for several threads,
 * but for {@link #stop}.
 */
public final class LiveIke implements LiveEnd {

    /** How long the peer may take to answer the DELETE. */
    private static final long FAREWELL_NANOS = Duration.ofSeconds(3).toNanos();

    private final Ike endpoint;
    private final Role role;
    private final LiveObserver observer;
    private final Sockets sockets;
    private final EspTunnel tunnel = new EspTunnel();
    private final InsideHost host;

    /** Where ESP goes while IKE has found no NAT: there is no other way for it than UDP here (RFC 7296 section 2.23 allows it). */
    private final UdpPath usualPath;

    private UdpPath espPath;
    private final Outbox<IkeOutput> outputs = new Outbox<>();
    private final long openedAt = System.nanoTime();
    private boolean hasIkeSa;
    private boolean hasBeenUp;
    private boolean hasFailed;
    private volatile boolean isToStop;

    /** @param config with the ports of both ends */
    public LiveIke(IkeEndpointConfig config, Role role, Inside inside, LiveObserver observer) throws IOException {
        this.role = role;
        this.observer = observer;
        endpoint = IkeVersions.open(config, new SystemEntropy());
        host = new InsideHost(inside, observer);
        IkePorts local = config.natTraversal().local();
        IkePorts remote = config.natTraversal().remote();
        usualPath = new UdpPath(local.natTraversal(), config.remoteAddress(), remote.natTraversal());
        espPath = usualPath;
        sockets = new Sockets(
                new InetSocketAddress(config.localAddress().toString(), local.ike()),
                local,
                new InetSocketAddress(config.remoteAddress().toString(), remote.ike()));
    }

    /**
     * Negotiates or waits for the peer, answers and keeps the tunnel for the given time or until {@link #stop}, then closes it
     * with a DELETE. An initiator whose first negotiation fails is done at once.
     *
     * @return whether an IKE SA and a child SA were established and, where pings were asked for, one was answered
     */
    @Override
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
        host.end(now());
        return hasBeenUp && (host.sent() == 0 || host.answered() > 0);
    }

    /** Pings that left through the tunnel. */
    public int pingsSent() {
        return host.sent();
    }

    /** Pings that were answered through the tunnel. */
    public int pingsAnswered() {
        return host.answered();
    }

    /** Ends {@link #run} soon, from any thread; a second time without waiting for the peer. */
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
        endpoint.expire(now(), outputs);
        drain();
        ping();
        sockets.await(Math.min(Math.min(endpoint.deadline(), host.deadline()), end) - now());
        for (Sockets.Arrival arrival = sockets.receive(); arrival != null; arrival = sockets.receive()) {
            if (arrival.isIke()) {
                byte[] message = arrival.message();
                long now = now();
                observer.received(now, message);
                endpoint.received(now, arrival.path(), message, 0, message.length, outputs);
                drain();
            } else {
                esp(arrival);
            }
        }
    }

    private void ping() throws IOException {
        Optional<byte[]> ping = host.due(now());
        if (ping.isPresent() && sendThroughTunnel(ping.get())) {
            host.pinged(now());
        }
    }

    /** RFC 3948 section 3.3, then RFC 4301 section 5.2. */
    private void esp(Sockets.Arrival arrival) throws IOException {
        EspTunnel.Opened opened = tunnel.open(arrival.message());
        if (opened.isAuthentic()) {
            endpoint.proofOfLife(now());
            if (arrival.path().remotePort() != espPath.remotePort()) {
                endpoint.peerMoved(now(), arrival.path(), outputs);
                drain();
            }
        }
        if (opened.packet().isEmpty()) {
            observer.dropped(now(), opened.drop());
            return;
        }
        Optional<byte[]> answer = host.received(now(), opened.packet().get());
        if (answer.isPresent()) {
            sendThroughTunnel(answer.get());
        }
    }

    private boolean sendThroughTunnel(byte[] packet) throws IOException {
        Optional<byte[]> sealed = tunnel.seal(packet);
        if (sealed.isPresent()) {
            sockets.sendEsp(sealed.get(), espPath);
            endpoint.espSent(now());
        }
        return sealed.isPresent();
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
                tunnel.noted(output);
                if (output instanceof IkeOutput.EspPath changed) {
                    espPath = changed.path().orElse(usualPath);
                }
                hasIkeSa |= output instanceof IkeOutput.IkeSaEstablished;
                hasBeenUp |= hasIkeSa && output instanceof IkeOutput.ChildInstalled;
                hasFailed |= output instanceof IkeOutput.Failed;
                observer.noted(now, output);
            }
        }
    }
}
