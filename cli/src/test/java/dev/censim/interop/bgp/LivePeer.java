package dev.censim.interop.bgp;

import dev.censim.cli.live.BgpObserver;
import dev.censim.cli.live.LiveBgp;
import dev.censim.model.address.Prefix;
import dev.censim.proto.bgp.BgpSession;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.Negotiated;
import dev.censim.proto.bgp.Reason;
import dev.censim.proto.bgp.SpeakerOutput;
import dev.censim.wire.bgp.BgpMessage.Notification;
import dev.censim.wire.bgp.PathAttributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Our end on real sockets, in a thread of its own, with what it heard. */
final class LivePeer implements BgpObserver, AutoCloseable {

    final LiveBgp live;
    final AtomicInteger updatesSent = new AtomicInteger();
    private final List<SpeakerOutput.Moved> moves = new CopyOnWriteArrayList<>();
    private final List<Negotiated> agreements = new CopyOnWriteArrayList<>();
    private final Map<Prefix, PathAttributes> routes = new ConcurrentHashMap<>();
    private final List<SpeakerOutput> restarts = new CopyOnWriteArrayList<>();
    private final AtomicInteger withdrawals = new AtomicInteger();
    private final Thread thread;
    private volatile CountDownLatch hang = new CountDownLatch(0);

    LivePeer(BgpSessionConfig session, Namespace lab) {
        try {
            live = new LiveBgp(
                    LiveBgp.router(session),
                    new InetSocketAddress(lab.ours, Setup.PORT),
                    new InetSocketAddress(lab.theirs, Setup.PORT),
                    this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run);
        thread.start();
    }

    private void run() {
        try {
            live.run(Duration.ofMinutes(10));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void sent(long at, byte[] message) {
        if (message[18] == 2) {
            updatesSent.incrementAndGet();
        }
        pass();
    }

    @Override
    public void established(long at, Negotiated agreed) {
        agreements.add(agreed);
    }

    @Override
    public void noted(long at, SpeakerOutput output) {
        if (output instanceof SpeakerOutput.Moved moved) {
            moves.add(moved);
        } else if (output instanceof SpeakerOutput.RoutesReceived received) {
            received.prefixes().forEach(prefix -> routes.put(prefix, received.attributes()));
        } else if (output instanceof SpeakerOutput.RoutesWithdrawn withdrawn) {
            withdrawn.prefixes().forEach(routes::remove);
            withdrawals.addAndGet(withdrawn.prefixes().size());
        } else if (output instanceof SpeakerOutput.RoutesStale || output instanceof SpeakerOutput.EndOfRib) {
            restarts.add(output);
        }
        pass();
    }

    /** Where our end stands still while it hangs. */
    private void pass() {
        try {
            hang.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void hang(boolean isStill) {
        if (isStill) {
            hang = new CountDownLatch(1);
        } else {
            hang.countDown();
        }
    }

    Negotiated awaitUp() {
        return awaitUp(1);
    }

    /** The session is up for the nth time. */
    Negotiated awaitUp(int times) {
        Shell.await("the session to come up", () -> agreements.size() >= times);
        return agreements.get(times - 1);
    }

    PathAttributes awaitRoute(Prefix prefix) {
        Shell.await("route " + prefix, () -> routes.containsKey(prefix));
        return Optional.ofNullable(routes.get(prefix)).orElseThrow();
    }

    void awaitRoutes(int count) {
        Shell.await(count + " routes", () -> routes.size() == count);
    }

    int withdrawals() {
        return withdrawals.get();
    }

    List<SpeakerOutput> restarts() {
        return restarts;
    }

    /** The session ends for this reason. */
    Optional<Notification> awaitEnd(Reason reason) {
        Shell.await(
                "the end by " + reason + " after " + moves, () -> ended(reason).isPresent());
        return ended(reason).orElseThrow().notification();
    }

    private Optional<SpeakerOutput.Moved> ended(Reason reason) {
        return moves.stream()
                .filter(move -> move.to() == BgpSession.State.IDLE && move.reason() == reason)
                .findFirst();
    }

    @Override
    public void close() {
        hang(false);
        live.stop();
        try {
            thread.join(10_000);
            live.close();
        } catch (InterruptedException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
