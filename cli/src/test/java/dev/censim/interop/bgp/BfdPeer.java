package dev.censim.interop.bgp;

import dev.censim.crypto.Entropy;
import dev.censim.proto.Outbox;
import dev.censim.proto.bfd.BfdOutput;
import dev.censim.proto.bfd.BfdReason;
import dev.censim.proto.bfd.BfdSession;
import dev.censim.proto.bfd.BfdSessionConfig;
import dev.censim.proto.bfd.Encapsulation;
import dev.censim.wire.bfd.BfdState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Our BFD on real sockets, in a thread of its own, with what it did. Java shows no time to live, so what arrives is not held to one. */
final class BfdPeer implements AutoCloseable {

    /** A change of state, when it happened, and when the peer had last been heard, in nanoseconds. */
    record Done(long at, long heard, BfdOutput.Moved move) {}

    private static final class SystemsOwn implements Entropy {
        private final SecureRandom random = new SecureRandom();

        @Override
        public long nextLong() {
            return random.nextLong();
        }

        @Override
        public Entropy copy() {
            return this;
        }
    }

    /** What an operator does to the session. */
    interface Wish {
        void grant(long now, BfdSession session, Outbox<BfdOutput> out);
    }

    private final BfdSession session;
    private final InetSocketAddress peer;
    private final Selector selector;
    private final DatagramChannel receiving;
    private final DatagramChannel sending;
    private final List<Done> done = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Wish> wishes = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean isHanging;
    private volatile boolean isOver;
    private volatile long detection;
    private volatile long interval;
    private long heard;

    BfdPeer(Namespace lab, BfdSessionConfig config, Encapsulation encapsulation) {
        session = new BfdSession(config, new SystemsOwn());
        peer = new InetSocketAddress(lab.theirs, encapsulation.port());
        try {
            selector = Selector.open();
            receiving = DatagramChannel.open().bind(new InetSocketAddress(lab.ours, encapsulation.port()));
            receiving.configureBlocking(false);
            receiving.register(selector, SelectionKey.OP_READ);
            int port = Encapsulation.FIRST_SOURCE_PORT
                    + (int) (ProcessHandle.current().pid() % 1000);
            sending = DatagramChannel.open().bind(new InetSocketAddress(lab.ours, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run);
        thread.start();
    }

    private void run() {
        Outbox<BfdOutput> out = new Outbox<>();
        session.start(System.nanoTime(), out);
        try {
            while (!isOver) {
                long wait = Math.min(20_000_000, session.deadline() - System.nanoTime());
                selector.select(Math.max(1, wait / 1_000_000));
                selector.selectedKeys().clear();
                if (!isHanging) {
                    turn(out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn(Outbox<BfdOutput> out) throws IOException {
        receive(out);
        for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
            wish.grant(System.nanoTime(), session, out);
            drain(out);
        }
        session.expire(System.nanoTime(), out);
        drain(out);
        detection = session.detectionNanos();
        interval = session.transmissionNanos();
    }

    private void receive(Outbox<BfdOutput> out) throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(2048);
        for (SocketAddress from = receiving.receive(datagram); from != null; from = receiving.receive(datagram)) {
            if (from instanceof InetSocketAddress sender && sender.getAddress().equals(peer.getAddress())) {
                long now = System.nanoTime();
                session.received(now, datagram.array(), 0, datagram.position(), out);
                drain(out);
                heard = now;
            }
            datagram.clear();
        }
    }

    @SuppressWarnings("EmptyCatch")
    private void drain(Outbox<BfdOutput> out) throws IOException {
        for (BfdOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof BfdOutput.Send send) {
                try {
                    sending.send(ByteBuffer.wrap(send.packet()), peer);
                } catch (PortUnreachableException e) {
                    // Nobody listens there yet, or any more: the packet is lost.
                }
            } else if (output instanceof BfdOutput.Moved move) {
                done.add(new Done(System.nanoTime(), heard, move));
            } else {
                throw new AssertionError(output);
            }
        }
    }

    void wish(Wish wish) {
        wishes.add(wish);
    }

    /** Neither hears nor says anything, or goes on. */
    void hang(boolean still) {
        isHanging = still;
    }

    boolean isUp() {
        return !done.isEmpty() && done.get(done.size() - 1).move().to() == BfdState.UP;
    }

    void awaitUp() {
        Shell.await("our session to come up", this::isUp);
    }

    /** The last time that it left the state Up. */
    Done awaitEnd(BfdReason reason) {
        Shell.await(
                "our session to end by " + reason,
                () -> done.stream()
                        .anyMatch(one ->
                                one.move().from() == BfdState.UP && one.move().reason() == reason));
        return done.stream()
                .filter(one -> one.move().from() == BfdState.UP)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    Duration detection() {
        return Duration.ofNanos(detection);
    }

    Duration interval() {
        return Duration.ofNanos(interval);
    }

    @Override
    public void close() {
        isOver = true;
        try {
            thread.join();
            selector.close();
            receiving.close();
            sending.close();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
