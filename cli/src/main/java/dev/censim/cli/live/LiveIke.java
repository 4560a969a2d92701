package dev.censim.cli.live;

import dev.censim.proto.Outbox;
import dev.censim.proto.ike.IkeEndpoint;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.IkeOutput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;

/**
 * One end of a tunnel on a UDP socket: what is due is done, the socket waits no longer than the endpoint's next deadline, what came
 * in is handed over, and after each of these what the endpoint wants is done. Not for several threads, but for {@link #stop}.
 */
public final class LiveIke implements AutoCloseable {

    /** How long the peer may take to answer the DELETE. */
    private static final long FAREWELL_NANOS = Duration.ofSeconds(3).toNanos();

    private static final int DATAGRAM_MAX = 65_535;

    private final IkeEndpoint endpoint;
    private final Role role;
    private final LiveObserver observer;
    private final DatagramChannel channel;
    private final Selector selector;
    private final Outbox<IkeOutput> outputs = new Outbox<>();
    private final ByteBuffer datagram = ByteBuffer.allocate(DATAGRAM_MAX);
    private final long openedAt = System.nanoTime();
    private InetSocketAddress peer;
    private boolean hasIkeSa;
    private boolean hasBeenUp;
    private boolean hasFailed;
    private volatile boolean isToStop;

    public LiveIke(
            IkeEndpointConfig config, Role role, InetSocketAddress bind, InetSocketAddress peer, LiveObserver observer)
            throws IOException {
        this.role = role;
        this.peer = peer;
        this.observer = observer;
        endpoint = new IkeEndpoint(config, new SystemEntropy());
        selector = Selector.open();
        channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(bind);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            close();
            throw e;
        }
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
        while (!isToStop && endpoint.deadline() != IkeEndpoint.NEVER && now() < farewell) {
            turn(farewell);
        }
        return hasBeenUp;
    }

    /** Ends {@link #run} soon, from any thread; a second time without waiting for the peer. */
    public void stop() {
        isToStop = true;
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }

    private long now() {
        return System.nanoTime() - openedAt;
    }

    private void turn(long end) throws IOException {
        endpoint.expire(now(), outputs);
        drain();
        long wait = Math.min(endpoint.deadline(), end) - now();
        if (wait > 0) {
            // Rounded up: waking too early would only mean to wait again. Zero would wait for ever.
            selector.select(Math.max(1, Math.min(wait / 1_000_000 + 1, 3_600_000)));
            selector.selectedKeys().clear();
        }
        receive();
    }

    private void receive() throws IOException {
        datagram.clear();
        while (channel.receive(datagram) instanceof InetSocketAddress source) {
            datagram.flip();
            if (source.getAddress().equals(peer.getAddress())) {
                byte[] message = new byte[datagram.remaining()];
                datagram.get(message);
                // RFC 7296 section 2.11: a response goes where the request came from.
                peer = source;
                long now = now();
                observer.received(now, message);
                endpoint.received(now, message, 0, message.length, outputs);
                drain();
            }
            datagram.clear();
        }
    }

    private void drain() throws IOException {
        for (IkeOutput output = outputs.poll(); output != null; output = outputs.poll()) {
            long now = now();
            if (output instanceof IkeOutput.Send send) {
                send(send.message());
                observer.sent(now, send.message());
            } else {
                hasIkeSa |= output instanceof IkeOutput.IkeSaEstablished;
                hasBeenUp |= hasIkeSa && output instanceof IkeOutput.ChildInstalled;
                hasFailed |= output instanceof IkeOutput.Failed;
                observer.noted(now, output);
            }
        }
    }

    /** What the network does not take is lost, as it might be on its way: the retransmission is there for both. */
    @SuppressWarnings("EmptyCatch")
    private void send(byte[] message) throws IOException {
        try {
            channel.send(ByteBuffer.wrap(message), peer);
        } catch (java.net.PortUnreachableException | java.net.NoRouteToHostException e) {
            // As said above.
        }
    }
}
